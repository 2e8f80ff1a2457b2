import type { Plan, PlanReport, Remark } from '../../plan';
import { count } from '../../plan/words';
import { known } from '../words';
import { analyses } from './analyses';
import { assumed, notKnown } from './given';
import { scenarioTable } from './scenarios';
import type { Style } from './style';
import { timeline } from './timeline';
import { clean, cut, paragraph, WIDTH } from './width';

/** One block: all there is to say about one rollout. */
export function rolloutText(report: PlanReport, style: Style): string {
  const { plan, simulations, resumed, proofs, remarks } = report;
  const steps = stepsIn(plan);
  const sections = [
    ['steps of a healthy rollout', timeline(report, style)],
    ['scenarios', scenarioTable(simulations, steps, style)],
    ['scenarios, if a person resumes at once', resumed ? scenarioTable(resumed, steps, style) : ''],
    ['analyses', proofs.length > 0 ? analyses(proofs, style) : ''],
    ['remarks', [...new Set(remarks.map((remark) => remarkText(remark, style)))].join('\n')],
    ['not known', notKnown(report)],
    ['given', assumed(report)],
  ] as const;
  return [
    headline(plan, style),
    ...sections.filter(([, text]) => text !== '').map(([title, text]) => `${style.heading(title)}\n${text}`),
  ].join('\n\n');
}

/** Number of steps of a strategy. */
export function stepsIn({ strategy }: Plan): number {
  return strategy.kind === 'canary' ? strategy.steps.length : 0;
}

/** `Rollout shop/checkout`, at most as long as a line. */
export function nameOf({ identity: { kind, name, namespace } }: Plan): string {
  return clean(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

function headline(plan: Plan, style: Style): string {
  const { source } = plan.identity;
  const { range, desired } = plan.replicas;
  const replicas = `${known(desired, (pods) => count(pods, 'replica'))}${isNaN(Number(desired)) ? ' replicas' : ''}`;
  const scaled = range ? `, autoscaled from ${known(range.min, String)} to ${known(range.max, String)}` : '';
  return [
    style.heading(cut(nameOf(plan), WIDTH)),
    ...(source === undefined ? [] : [paragraph(source, '  ')]),
    paragraph(`${strategyOf(plan)}; ${replicas}${scaled}`, '  '),
  ].join('\n');
}

/** Strategy and traffic mode in a few words. */
export function strategyOf({ strategy }: Plan): string {
  if (strategy.kind === 'rolling') return 'rolling update';
  if (strategy.kind === 'blueGreen') return 'blue-green';
  const { traffic } = strategy;
  const by = {
    podShare: 'by share of pods',
    separateServices: 'with separate Services and no router',
    routed: `routed${traffic.mode === 'routed' && traffic.routers.length > 0 ? ` by ${traffic.routers.join(', ')}` : ''}`,
  };
  return `canary ${by[traffic.mode]}`;
}

/** A remark: what, why, and what to do. */
export function remarkText({ id, severity, what, why, fix }: Remark, style: Style): string {
  const label = `  ${severity}: `;
  const [first = '', ...rest] = paragraph(`${what} [${id}]`, label).split('\n');
  const paint = severity === 'warning' ? style.doubtful : style.faint;
  const start = `  ${paint(`${severity}:`)} ${first.slice(label.length)}`;
  return [start, ...rest, paragraph(why, '    why: '), paragraph(fix, '    do:  ')].join('\n');
}
