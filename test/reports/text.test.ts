import { reportOn, unknown, type PlanReport, type TemplateReport } from '../../lib/plan';
import { textReport } from '../../lib/reports/text';
import { widthOf } from '../../lib/reports/text/width';
import { analyse, analysis, canaryPlan, metric, NO_DELAYS, pause, plan, routed, setWeight } from '../plan/plans';

/** The text under a heading. */
function section(text: string, title: string): string {
  const [, after = ''] = text.split(`\n${title}\n`);
  return after.split('\n\n')[0] ?? '';
}

/** As if lines had no end. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The row of a table that begins with a name. */
function row(text: string, name: string): string {
  return text.split('\n').find((line) => line.trimStart().startsWith(name)) ?? '';
}

const gated = (props: Parameters<typeof metric>[0], given = {}) =>
  reportOn(
    canaryPlan({
      steps: [setWeight(20), pause(600)],
      traffic: routed(),
      background: { analysis: analysis(metric(props)), startingStep: 1 },
    }),
    { ...NO_DELAYS, ...given },
  );

test('a rollout without a router names its strategy, steps and true exposure', () => {
  const text = textReport([
    reportOn(
      canaryPlan({ steps: [setWeight(15), pause(60)], traffic: { mode: 'podShare' } }, { replicas: { desired: 5 } }),
    ),
  ]);
  expect(text).toMatch(/^Rollout shop\n {2}canary by share of pods; 5 replicas\n/);
  // one pod beside the five there were: a sixth of the traffic
  expect(row(section(text, 'steps of a healthy rollout'), '1')).toMatch(/weight 15 .* 17 %$/);
});

test('what waits for a person is paused and takes for ever, and what lies behind is shown as if one resumed', () => {
  const text = textReport([
    reportOn(canaryPlan({ steps: [setWeight(20), pause('indefinite')], traffic: routed() }), NO_DELAYS),
  ]);
  const healthy = row(section(text, 'scenarios'), 'healthy');
  expect(healthy).toMatch(/paused at step +never/);
  expect(healthy).toContain('pause without end');
  const resumed = row(section(text, 'scenarios, if a person resumes at once'), 'healthy');
  expect(resumed).toMatch(/promoted +\d/);
  expect(resumed).not.toContain('never');
  expect(flat(section(text, 'scenarios'))).toContain('20 % of the traffic stays on the new version.');
});

test('where nothing waits, nothing is shown as if somebody resumed', () => {
  expect(textReport([gated({})])).not.toContain('if a person resumes');
});

test('where an inconclusive analysis is all that waits, nothing is shown as if somebody resumed', () => {
  const doubtful = metric({ count: 1, verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Failed' } });
  const text = textReport([
    reportOn(canaryPlan({ steps: [setWeight(20), analyse(doubtful)], traffic: routed() }), NO_DELAYS),
  ]);
  expect(row(section(text, 'scenarios'), 'no data')).toContain('paused');
  expect(text).not.toContain('if a person resumes');
});

test('who decided is said once for all scenarios that it decided', () => {
  const text = section(
    textReport([gated({ verdicts: { bad: 'Failed', noData: 'Error', notANumber: 'Failed' } })]),
    'scenarios',
  );
  expect(row(text, 'bad from start')).toMatch(/aborted .* analysis$/);
  expect(text).toMatch(/· bad from start, not a number: decided by checks \/ error-rate, measurement 1\.\n/);
  expect(text.match(/measurement 1\./g)).toHaveLength(1);
});

test('requests are counted where a rate is given, and not known to be any where none is', () => {
  expect(section(textReport([gated({})]), 'scenarios')).not.toContain('requests');
  const served = section(textReport([gated({}, { requestRate: 50 })]), 'scenarios');
  expect(served).toMatch(/bad +detected/);
  expect(row(served, 'errors')).toMatch(/ 6,000 /);
});

test('an analysis that cannot fail says so, and why', () => {
  const text = section(textReport([gated({ count: 1, failureLimit: 1 })]), 'analyses');
  expect(row(text, 'checks')).toMatch(/error-rate +no /);
  expect(text).toMatch(/· checks, error-rate: failureLimit 1 is not below count 1/);
});

test('a threshold that is not known is not known in each column, with its reason once', () => {
  const judged = { quantity: 'errorRate', threshold: unknown('threshold: the argument "max" has no value') } as const;
  const report = gated({
    judged,
    verdicts: { bad: unknown('the argument "max" has no value'), noData: 'Error', notANumber: 'Error' },
  });
  const text = textReport([report]);
  expect(row(section(text, 'analyses'), 'checks')).toMatch(/not known .*unknown +unknown$/);
  const notes = section(text, 'analyses')
    .split('\n')
    .filter((line) => line.includes('·'));
  expect(new Set(notes).size).toBe(notes.length);
  expect(notes.filter((note) => note.includes('power not known: '))).toHaveLength(1);
  expect(flat(section(text, 'not known'))).toMatch(
    /\? strategy\.background\.analysis\.metrics\[0\]\.judged\.threshold: .*taken as/,
  );
});

test.each([
  ['the analysis, if they are all of it', [], 'checks'],
  ['the analysis with each of them, if it has others', [metric({ name: 'other', count: 1 })], 'checks, one, two'],
])('metrics that share a note are named together: %s', (_, others, named) => {
  const { judged } = metric();
  const blurred = { scope: unknown('scope: "canary" names nothing'), judged, count: 1, lookBackSeconds: 60 } as const;
  const both = ['one', 'two'].map((name) => metric({ ...blurred, name }));
  const steps = [setWeight(20), analyse(...both, ...others)];
  const text = section(
    textReport([reportOn(canaryPlan({ steps, traffic: routed() }), { requestRate: 50 })]),
    'analyses',
  );
  expect(flat(text)).toContain(`· ${named}: power not known: scope: "canary" names nothing.`);
  expect(text.match(/names nothing/g)).toHaveLength(1);
  expect(text).not.toContain('for want of');
});

test('of many error rates that are seen, the least and the largest are told, each with its step', () => {
  const weights = [10, 20, 40, 80];
  const steps = weights.flatMap((weight) => [setWeight(weight), pause(600)]);
  const judging = metric({ judged: { quantity: 'errorRate', threshold: 0.05 }, scope: 'service' });
  const background = { analysis: analysis(judging), startingStep: 1 };
  const report = reportOn(canaryPlan({ steps, traffic: routed(), background }), NO_DELAYS);
  const rates = report.proofs.flatMap(({ metrics }) => metrics.flatMap(({ steps: all }) => all));
  expect(new Set(rates.map(({ detectableErrorRate }) => detectableErrorRate)).size).toBeGreaterThan(3);
  expect(flat(section(textReport([report]), 'analyses'))).not.toContain('; from');
});

test('a power that is too small says what would be enough', () => {
  const judged = { quantity: 'errorRate', threshold: 0.008 } as const;
  const weak = gated({ judged, lookBackSeconds: 60, initialDelaySeconds: 60, count: 1 }, { requestRate: 2 });
  const text = flat(section(textReport([weak]), 'analyses'));
  expect(text).toMatch(
    /power 0\.8 takes [\d.,]+ times the requests: [\d.,]+ requests\/s, or [\d,]+ requests per measurement/,
  );
  expect(text).toMatch(/or a window of \d+ (s|min)/);
});

test('a blue-green and a rolling update have a curve in place of steps', () => {
  const rolling = reportOn(plan({ strategy: { kind: 'rolling', maxSurge: { percent: 25 }, maxUnavailable: 0 } }));
  const text = textReport([rolling]);
  expect(text).toContain('rolling update; 10 replicas');
  expect(flat(section(text, 'steps of a healthy rollout'))).toMatch(/^ true exposure: 0 % from .*promoted after/);
});

test('of a long ladder both ends are shown', () => {
  const steps = Array.from({ length: 100 }, (_, at) => setWeight(at));
  const text = section(textReport([reportOn(canaryPlan({ steps, traffic: routed() }))]), 'steps of a healthy rollout');
  expect(text).toContain('… 70 steps more …');
  expect([row(text, '1 '), row(text, '100 '), row(text, '50 ')].map((line) => line !== '')).toEqual([
    true,
    true,
    false,
  ]);
});

test('a summary comes first where there are many, and only there', () => {
  const one = gated({});
  expect(textReport([one])).not.toContain('1 rollout');
  expect(textReport([one, one])).toMatch(/^2 rollouts\n/);
});

test('templates that are in no report come last; those that are or have no remarks are not said', () => {
  const remark = { id: 'cannot-fail', severity: 'warning', what: 'it cannot fail.', why: 'w.', fix: 'f.' } as const;
  const template = (name: string, props: Partial<TemplateReport>): TemplateReport => ({
    ...{ name, kind: 'AnalysisTemplate', source: 'a.yaml:1', used: false, remarks: [remark] },
    ...props,
  });
  const all = [template('sham', {}), template('used', { used: true }), template('fine', { remarks: [] })];
  const text = section(textReport([gated({})], all), 'templates');
  expect(text).toMatch(
    /^ {2}AnalysisTemplate sham, which no rollout here uses\n {2}a\.yaml:1\n {2}warning: it cannot fail\. \[cannot-fail\]/,
  );
  expect(text).not.toMatch(/used\n|fine/);
  expect(textReport([gated({})], [])).not.toContain('templates');
});

test('what would move the cursor or turn the line is shown as a code, and wide characters count twice', () => {
  const name = `\u001b[2J\u202e${'界'.repeat(80)}`;
  const hostile: PlanReport = reportOn(plan({ identity: { name, kind: 'Rollout' } }));
  const text = textReport([hostile, hostile]);
  expect(text).not.toMatch(/[\u001b\u202e]/u);
  expect(text).toContain('\\u001b');
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(100);
});

test('colours stress what is good, bad and doubtful, and change no width', () => {
  const mark = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
  const style = { heading: mark(1), faint: mark(2), good: mark(32), bad: mark(31), doubtful: mark(33) };
  const report = gated({ failureLimit: -1 });
  const painted = textReport([report], [], style);
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(textReport([report]));
  const text = painted.replace(/\u001b\[(\d+)m/g, '<$1>');
  expect(text).toContain('<1>scenarios<0>');
  expect(text).toMatch(/healthy .*<32>promoted<0>/);
  expect(text).toMatch(/bad from start .*<31>promoted<0>/);
  expect(text).toContain('<33>warning:<0>');
});
