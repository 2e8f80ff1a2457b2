import type { GateReport } from '../../../verdict';
import { breakable, markup, type Content, type Html } from '../../page/markup';
import { capital, count, sentence } from '../../page/words';
import type { ShownWith } from '../rule-text';
import { countsText } from '../words';
import { many } from './sections';

/** The verdict, and what it was reached by. */
export function masthead(report: GateReport, { rules, version }: ShownWith): Html {
  const { sign, tone, words } = verdictOf(report);
  const facts = [
    ['Judged', count(report.objects, 'object')],
    ['By pack', markup`${breakable(report.pack.name, 200)} ${breakable(report.pack.version, 80)}`],
    ['For environment', report.environment === undefined ? 'none was named' : breakable(report.environment, 200)],
    ['Exemptions as of', report.today],
    ['Objects', report.world === 'open' ? 'what is missing may be elsewhere' : 'these are all there are'],
    ['Asked', `${count(rules.length, 'rule')} of stepgate ${version}`],
  ] as const;
  return markup`<header class="masthead">
    <p class="brand">stepgate check</p>
    <h1>${sign !== '' && markup`<span class="stamp ${tone}" aria-hidden="true">${sign}</span> `}${words}</h1>
    <p class="headline">${sentenceOf(report)}</p>
    <dl class="facts">
      ${facts.map(([title, value]) => fact(title, value))}
    </dl>
  </header>`;
}

function fact(title: string, value: Content): Html {
  return markup`<div>
    <dt>${title}</dt>
    <dd>${value}</dd>
  </div>`;
}

function verdictOf({ blocks, gates, objects }: GateReport) {
  if (blocks) return { sign: '✕', tone: 'bad', words: 'This release is blocked' };
  if (objects === 0) return { sign: '?', tone: 'wait', words: 'There is nothing to judge' };
  // what is not judged has not passed, so it is not green
  const passed = gates.every(({ verdict }) => verdict === 'passed');
  return { sign: passed ? '✓' : '', tone: 'good', words: 'Nothing blocks this release' };
}

function sentenceOf({ findings, notKnown, gates, units, blocks }: GateReport): string {
  const waiting = gates.filter(({ verdict }) => verdict === 'not judged').length;
  const parts = [
    `${countsText(findings)}${units.length === 0 ? '; nothing here gets released' : ` in ${count(units.length, 'release')}`}`,
    ...(!blocks && many(findings, 'error') > 0 ? ['the pack only reports, so errors block nothing'] : []),
    ...(notKnown.length === 0 ? [] : [`${count(notKnown.length, 'thing')} not known`]),
    ...(waiting === 0 ? [] : [`${count(waiting, 'gate')} not judged yet`]),
  ];
  const text = parts.join('; ');
  return sentence(capital(text));
}
