import { count } from '../../plan/words';
import { isPassed, type TestSuite } from '../test-run';
import { PLAIN, type Style } from './style';
import { table, type Cell } from './table';
import { clean, paragraph } from './width';

/** What ran, a line for each suite; what failed and why; and at the end the sum of it. */
export function testRunText(suites: readonly TestSuite[], style: Style = PLAIN): string {
  const columns = [
    { title: 'tests of', rank: 0 },
    { title: 'passed', align: 'right', rank: 2 },
    { title: 'failed', align: 'right', rank: 2 },
    { title: 'seconds', align: 'right', rank: 2 },
    { title: '', rank: 2 },
  ] as const;
  const rows = suites.map((suite) => rowOf(suite, style));
  const blocks = [
    table(columns, rows, style.faint, 0),
    ...suites.filter((suite) => !isPassed(suite)).map((suite) => failures(suite, style)),
    total(suites, style),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rowOf(suite: TestSuite, { good, bad }: Style): readonly Cell[] {
  const failed = failedIn(suite);
  const passed = suite.error === undefined ? suite.cases.length - failed : 0;
  const verdict = suite.error !== undefined ? 'could not run' : failed > 0 ? 'failed' : 'passed';
  return [
    suite.name,
    `${passed}`,
    `${failed}`,
    suite.seconds.toFixed(1),
    { text: verdict, paint: isPassed(suite) ? good : bad },
  ];
}

function failures({ name, cases, error }: TestSuite, { heading, bad }: Style): string {
  const told = (text: string) =>
    text
      .split('\n')
      .map((line) => paragraph(line.trimStart(), ' '.repeat(4 + line.length - line.trimStart().length)))
      .join('\n');
  const failed = cases.flatMap(({ name: test, failure }) =>
    failure === undefined ? [] : [`${bad(paragraph(test, '  '))}\n${told(failure)}`],
  );
  return [heading(clean(name)), ...(error === undefined ? [] : [told(error)]), ...failed].join('\n');
}

function total(suites: readonly TestSuite[], { good, bad }: Style): string {
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failed = suites.reduce((sum, suite) => sum + failedIn(suite), 0);
  const broken = suites.filter(({ error }) => error !== undefined).length;
  const said = [
    `${count(tests, 'test')} in ${count(suites.length, 'file')}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(broken > 0 ? [`${count(broken, 'file')} could not be run`] : []),
    ...(failed === 0 && broken === 0 ? ['all passed'] : []),
  ].join(', ');
  return (suites.every(isPassed) ? good : bad)(said);
}

function failedIn({ cases }: TestSuite): number {
  return cases.filter(({ failure }) => failure !== undefined).length;
}
