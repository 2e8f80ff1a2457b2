import { onlineBoutique } from '../../apps/online-boutique/boutique';
import { releases, remarks } from '../../apps/table';
import { ReleaseApp } from '../../lib';
import { planItems, reportOn } from '../../lib/planner';
import { analysis, blueGreenPlan, canaryPlan, metric, NO_DELAYS, pause, routed, setWeight } from '../plan/plans';

/** The lines of a table, each as its cells. */
const cells = (table: string) => table.split('\n').map((line) => line.split(/ {2,}/));
const named = <P extends object>(plan: P, name: string) => ({ ...plan, identity: { name, kind: 'Rollout' } });

const watched = canaryPlan({
  steps: [setWeight(20), pause(600), setWeight(100), pause(600)],
  traffic: routed(),
  background: { analysis: analysis(metric({ failureLimit: 1 })), startingStep: 1 },
});
const reports = [named(watched, 'web'), named(blueGreenPlan(), 'pay')].map((plan) => reportOn(plan, NO_DELAYS));

test('each workload is told with its steps, how long it takes, when a bad version is stopped and how it goes back', () => {
  expect(cells(releases(reports))).toEqual([
    ['service', 'strategy', 'steps, %', 'takes', 'bad one stopped', 'back in'],
    ['web', 'canary, router', '20 100', '20 min', '1 min, at 20 %', '0 s'],
    ['pay', 'blue-green', '-', '0 s', 'never', '-'],
  ]);
});

test('warnings are told once, each with the services that earn it', () => {
  expect(cells(remarks(reports))).toEqual([
    ['to look at', 'in'],
    ['no-analysis', 'pay'],
    ['jump', 'web, pay'],
    ['stuck-on-crash', 'web, pay'],
  ]);
});

test('Online Boutique fits into 100 columns, without spaces at the ends of lines or colours', () => {
  const app = new ReleaseApp();
  onlineBoutique(app);
  const lines = releases(planItems(app.items(), { assumptions: { requestRate: 50 } }).reports).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines.filter((line) => line.length > 100 || line !== line.trimEnd() || line.includes('\u001b'))).toEqual([]);
});
