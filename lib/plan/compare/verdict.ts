import { FIGURES, type FigureChange, type RolloutComparison } from '../model/comparison';
import type { PlanReport } from '../model/report';
import type { Scenario } from '../model/scenario';
import { duration } from '../words';
import { endOf } from './scenario-words';

/** What there is to judge. */
type Changes = Pick<RolloutComparison, 'plan' | 'figures' | 'newRemarks' | 'goneRemarks'>;

/** Better, worse, both or neither, and the most important reason for it. */
export function verdictOn(changes: Changes): Pick<RolloutComparison, 'judgement' | 'verdict'> {
  const worse = reasons(changes, 'worse');
  const better = reasons(changes, 'better');
  const [bad, good] = [worse[0], better[0]];
  if (bad !== undefined && good !== undefined) {
    return { judgement: 'mixed', verdict: `worse: ${bad}${more(worse)}; better: ${good}${more(better)}` };
  }
  if (bad !== undefined) return { judgement: 'worse', verdict: `worse: ${bad}${more(worse)}` };
  if (good !== undefined) return { judgement: 'better', verdict: `better: ${good}${more(better)}` };
  const same = Object.values(changes).every((list) => list.length === 0);
  return same ? { verdict: 'the same' } : { judgement: 'different', verdict: 'different, and nothing better or worse' };
}

function reasons({ figures, newRemarks, goneRemarks }: Changes, judgement: 'worse' | 'better'): string[] {
  const judged = figures.filter((change) => change.judgement === judgement);
  const byImportance = [...judged].sort((one, other) => importance(one) - importance(other));
  const warnings = (judgement === 'worse' ? newRemarks : goneRemarks).filter(({ severity }) => severity === 'warning');
  return [
    ...byImportance.map(({ spoken: { subject, figure, before, after, difference } }) => {
      const by = difference === undefined ? '' : ` (${difference})`;
      return `${subject}: ${figure} ${before} -> ${after}${by}`;
    }),
    ...warnings.map(
      ({ what }) => `${judgement === 'worse' ? 'warned' : 'no longer warned'} that ${what.replace(/\.$/, '')}`,
    ),
  ];
}

function importance({ figure }: FigureChange): number {
  return FIGURES.indexOf(figure);
}

function more(all: readonly string[]): string {
  return all.length > 1 ? ` and ${all.length - 1} more` : '';
}

/** What a rollout does that there was not before. */
export function introduction({ plan: { strategy }, simulations }: PlanReport): string {
  const steps = strategy.kind === 'canary' ? strategy.steps.length : 0;
  const fate = (kind: Scenario['kind']) => {
    const simulation = simulations.find(({ scenario }) => scenario.kind === kind);
    if (!simulation) return 'not simulated';
    const { durationSeconds } = simulation;
    return `${endOf(simulation, steps)}${durationSeconds === 'never' ? '' : ` after ${duration(durationSeconds)}`}`;
  };
  return `new; a good version is ${fate('healthy')}; one that is bad from the start is ${fate('badFromStart')}`;
}
