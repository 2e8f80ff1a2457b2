import type { Assumptions, PlanReport, Settlement } from '../../plan';
import { duration, percent } from '../../plan/words';
import { paragraph } from './width';

/** Each assumption in words. A new one has to be given its words here: the type asks for it. */
const WORDS: { readonly [Name in keyof Assumptions]-?: (given: Assumptions) => string | undefined } = {
  podStartSeconds: (given) => `pod start ${duration(given.podStartSeconds)}`,
  queryLatencySeconds: (given) => `query latency ${duration(given.queryLatencySeconds)}`,
  routePropagationSeconds: (given) => `route propagation ${duration(given.routePropagationSeconds)}`,
  reconcileSeconds: (given) => `reconcile ${duration(given.reconcileSeconds)}`,
  requestRate: ({ requestRate }) =>
    requestRate === undefined ? 'request rate not given' : `${Number(requestRate.toPrecision(6))} requests/s`,
  baselineErrorRate: (given) => `baseline errors ${percent(given.baselineErrorRate)}`,
  badErrorRate: (given) => `errors when bad ${percent(given.badErrorRate)}`,
  crashReadyRestarts: ({ crashReadyRestarts }) =>
    crashReadyRestarts === 0 ? undefined : `a crashing pod gets ready ${crashReadyRestarts} times`,
  manualResumeSeconds: ({ manualResumeSeconds }) =>
    manualResumeSeconds === undefined ? 'nobody resumes' : `a person resumes after ${duration(manualResumeSeconds)}`,
  controllerVersion: (given) => `Argo Rollouts ${given.controllerVersion}`,
};

/** What was taken for what no manifest says. */
export function assumed({ assumptions }: PlanReport): string {
  const words = Object.values(WORDS).flatMap((say) => say(assumptions) ?? []);
  return paragraph(words.join(', '), '  assumed: ');
}

/** What the manifest leaves open, each named, and what was taken in its place. */
export function notKnown({ simulations }: PlanReport): string {
  const all = simulations.flatMap(({ settlements }) => settlements);
  const byPath = new Map(all.map((settlement) => [settlement.path, settlement]));
  return [...byPath.values()]
    .map((one) => paragraph(`${one.path}: ${one.unknown}; taken as ${valueOf(one)}`, '  ? '))
    .join('\n');
}

function valueOf({ path, assumed: value }: Settlement): string {
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 'none, so that only a wholly bad value is past it';
    if (value === Number.MAX_SAFE_INTEGER) return 'no limit';
    return path.endsWith('econds') ? duration(value) : String(value);
  }
  if (typeof value === 'object' && value !== null && 'percent' in value) return `${String(value.percent)} %`;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
