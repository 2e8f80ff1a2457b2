import { analysesIn, type PlanReport, type Simulation } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, template } from '../example';
import { fromRemark } from '../from-remark';
import { safeRelease } from './examples';
import { isTooShort } from './short-deadline';

const remarked = fromRemark('never-ends');

/**
 * Where another rule names the field that is to blame, it is left to it: a deadline that no pod can meet to
 * `short-deadline`, analyses that err as soon as they start and steps without an analysis to those of the analyses.
 */
export const neverEnds: UnitRule = {
  id: 'never-ends',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A healthy version is promoted',
  why: 'every release ends there, good or bad, and people learn to go round it.',
  fix: 'mend what stops it.',
  level: 'error',
  source: 'stepgate: the simulation of a healthy version',
  since: '0.2.0',
  check: (unit, around) => {
    const { report } = unit;
    const stopped = report && healthyIn(report);
    if (!stopped || stopped.outcome === 'promoted') return [];
    if (stopped.reason === 'deadline' && isTooShort(unit)) return [];
    const analyses = analysesIn(report.plan.strategy);
    if (stopped.reason === 'analysis' && analyses.some(({ errsAtStart }) => errsAtStart !== undefined)) return [];
    if (stopped.reason === 'endlessAnalysis' && analyses.some(({ templates }) => templates.length === 0)) return [];
    return stopped.reason === 'endlessExperiment' ? [] : remarked(unit, around);
  },
  examples: {
    good: [{ title: 'its steps come to an end', manifests: safeRelease() }],
    bad: [
      {
        title: 'somebody froze it',
        manifests: all(
          rollout({ strategy: 'canary: { steps: [{ setWeight: 50 }] }', spec: 'paused: true' }),
          template(METRIC),
        ),
      },
    ],
  },
};

function healthyIn({ resumed, simulations }: PlanReport): Simulation | undefined {
  return (resumed ?? simulations).find(({ scenario }) => scenario.kind === 'healthy');
}
