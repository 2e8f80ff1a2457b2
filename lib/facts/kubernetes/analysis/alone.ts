import type { Item } from '../../item';
import { Field } from '../field';
import { unknownMark } from '../marks';
import type { Sides } from '../sides';
import { declaredArguments } from './arguments';
import type { ReadMetric } from './metric';
import { argumentsOf, readFilled } from './read-metric';

/** Nobody's: a template does not know whose versions it will be asked about. */
export const NO_SIDES: Sides = { canary: [], stable: [], canaryLabels: [], stableLabels: [] };

/** A metric of a template by itself: what only those say who use the template is not known. */
export interface MetricAlone extends ReadMetric {
  /** As it is written, arguments not put in. */
  readonly field: Field;
  /** Key under `provider`; empty where there is none. */
  readonly provider: string;
}

/** Reads the own metrics of an AnalysisTemplate or ClusterAnalysisTemplate, each by itself. */
export function metricsAlone(item: Item): readonly MetricAlone[] {
  const spec = Field.of(item, () => undefined).at('spec');
  const { declared } = declaredArguments([spec.at('args')]);
  const args = new Map([...declared].map(([name, value]) => [name, value ?? mark(name)]));
  return spec
    .at('metrics')
    .list()
    .map((field) => {
      // a template that composes this one may declare more
      const open = argumentsOf(field.value).filter((name) => !args.has(name));
      const all = new Map([...args, ...open.map((name) => [name, mark(name)] as const)]);
      const [[provider] = ['']] = field
        .at('provider')
        .entries()
        .filter(([, inner]) => inner.exists);
      return { field, provider, ...readFilled(field, all, NO_SIDES) };
    });
}

function mark(name: string): string {
  return unknownMark(`args.${name}: whoever uses the template says it`);
}
