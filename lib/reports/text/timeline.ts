import type { PlanReport, Simulation, Step, StepSpan } from '../../plan';
import { count, duration, percent } from '../../plan/words';
import { isNotKnown, known } from '../words';
import type { Style } from './style';
import { table, type Cell } from './table';
import { paragraph } from './width';

/** More steps than people read; of a longer ladder its ends are shown. */
const MOST_STEPS = 40;
const END = 15;

/** The healthy rollout, as if a person resumed at once what waits for one. */
export function healthyOf({ simulations, resumed }: PlanReport): Simulation | undefined {
  return (resumed ?? simulations).find(({ scenario }) => scenario.kind === 'healthy');
}

/** What happens when in a healthy rollout, with the weight as asked for and the share of traffic there really is. */
export function timeline(report: PlanReport, style: Style): string {
  const { strategy } = report.plan;
  const healthy = healthyOf(report);
  if (!healthy) return '';
  if (strategy.kind !== 'canary' || strategy.steps.length === 0) return curveLine(healthy);
  const rows = strategy.steps.map((step, index): Cell[] => rowOf(step, index, healthy));
  const left = rows.length - 2 * END;
  const shown =
    rows.length <= MOST_STEPS
      ? rows
      : [...rows.slice(0, END), ['', `… ${count(left, 'step')} more …`, '', '', ''], ...rows.slice(-END)];
  const columns = [
    { title: 'step', align: 'right' },
    { title: 'does', rank: 0 },
    { title: 'from', align: 'right' },
    { title: 'takes', align: 'right' },
    { title: 'true exposure', align: 'right' },
  ] as const;
  return table(columns, shown, style.faint);
}

function rowOf(step: Step, index: number, { steps, curve, finalExposure }: Simulation): Cell[] {
  const span = steps.find(({ stepIndex }) => stepIndex === index);
  const next = steps.find(({ stepIndex }) => stepIndex === index + 1);
  const exposure = span && (step.kind === 'setWeight' ? after(next) : span.exposure);
  function after(following: StepSpan | undefined): number {
    if (!following) return finalExposure;
    return curve.findLast(({ atSeconds }) => atSeconds <= following.startSeconds)?.exposure ?? 0;
  }
  return [
    String(index + 1),
    does(step),
    span ? duration(span.startSeconds) : 'never',
    span?.endSeconds === undefined ? '-' : duration(span.endSeconds - span.startSeconds),
    exposure === undefined ? '-' : percent(exposure),
  ];
}

function does(step: Step): string {
  switch (step.kind) {
    case 'setWeight':
      return `weight ${known(step.weight, String)}`;
    case 'pause':
      return step.seconds === 'indefinite' ? 'pause until resumed' : `pause ${known(step.seconds, duration)}`;
    case 'analysis':
      return `analysis ${step.analysis.name}`;
    case 'experiment':
      return `experiment ${step.experiment.templates.map(({ name }) => name).join(', ')}`;
    case 'setCanaryScale': {
      const { scale } = step;
      if ('replicas' in scale) return `scale to ${known(scale.replicas, (pods) => count(pods, 'pod'))}`;
      return 'weight' in scale
        ? `scale to ${known(scale.weight, (weight) => `${weight} %`)} of the pods`
        : 'scale to weight';
    }
    case 'setHeaderRoute':
      return step.matches === 0 ? `end header route ${step.name}` : `header route ${step.name}`;
    case 'setMirrorRoute':
      return step.matches === 0
        ? `end mirror route ${step.name}`
        : `mirror ${known(step.percentage, (share) => `${share} %`)} by ${step.name}`;
    case 'plugin':
      return `plugin ${step.name}${isNotKnown(step.seconds) ? '' : ` ${duration(step.seconds)}`}`;
  }
}

function curveLine({ curve, durationSeconds }: Simulation): string {
  const points = curve.filter(({ exposure }, at) => exposure !== curve[at - 1]?.exposure);
  const shown = points.length <= 8 ? points : [...points.slice(0, 4), ...points.slice(-4)];
  const text = shown.map(({ atSeconds, exposure }) => `${percent(exposure)} from ${duration(atSeconds)}`).join(', ');
  return paragraph(`${text}; promoted after ${duration(durationSeconds)}`, '  true exposure: ');
}
