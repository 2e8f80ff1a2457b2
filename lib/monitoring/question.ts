import { judgedOf } from './judged';
import type { EventIndicator, Objective, Slot } from '../slo';
import { argumentsIn, type Judgement } from './judgement';
import type { Answer, CanaryForm, CanaryMetric } from './vendor';

/** How a language writes arithmetic: it makes one term of others. */
export interface Arithmetic {
  readonly plus: (a: string, b: string) => string;
  readonly minus: (a: string, b: string) => string;
  readonly times: (a: string, b: string) => string;
  readonly over: (a: string, b: string) => string;
  /** factor × a + constant */
  readonly line: (a: string, factor: number, constant: number) => string;
  /** 1 / a */
  readonly inverse: (a: string) => string;
  readonly root: (a: string) => string;
}

/** Terms for the events of one side. */
export interface Counted {
  readonly bad: string;
  readonly total: string;
}

/** Keeps the standard error above 0 where no request failed at all, or every one did. */
const LEAST_VARIANCE = 1e-12;

/** Sides whose requests must be enough: a canary that is judged alone needs no other. */
export const SIDES_OF: Readonly<Record<CanaryForm, readonly ('canary' | 'stable')[]>> = {
  rise: ['canary', 'stable'],
  significance: ['canary', 'stable'],
  level: ['canary'],
};

/** The value of a form, as a term. */
export function termOf(form: CanaryForm, canary: Counted, stable: Counted, write: Arithmetic): string {
  const { plus, minus, times, over, line, inverse, root } = write;
  const rate = ({ bad, total }: Counted) => over(bad, total);
  const rise = () => minus(rate(canary), rate(stable));
  switch (form) {
    case 'level':
      return rate(canary);
    case 'rise':
      return rise();
    case 'significance': {
      const pooled = over(plus(canary.bad, stable.bad), plus(canary.total, stable.total));
      const variance = line(times(pooled, line(pooled, -1, 1)), 1, LEAST_VARIANCE);
      const each = plus(inverse(canary.total), inverse(stable.total));
      return over(minus(rise(), line(each, 0.5, 0)), root(times(variance, each)));
    }
  }
}

/** A number without an exponent, which not every language reads. */
export function decimal(value: number): string {
  return value.toFixed(12).replace(/\.?0+$/, '');
}

/** Languages that write `a + b`. */
export function infix(root: (a: string) => string, number = decimal): Arithmetic {
  const line = (a: string, factor: number, constant: number) => {
    const scaled = factor === 1 ? a : `${number(factor)} * ${a}`;
    return constant === 0 ? `(${scaled})` : `(${scaled} + ${number(constant)})`;
  };
  return {
    plus: (a, b) => `(${a} + ${b})`,
    minus: (a, b) => `(${a} - ${b})`,
    times: (a, b) => `(${a} * ${b})`,
    over: (a, b) => `(${a} / ${b})`,
    line,
    inverse: (a) => `(${number(1)} / ${a})`,
    root,
  };
}

/** One question for each form that was asked for. */
export function questions(
  { spec }: Objective,
  judgement: Judgement,
  ask: (form: CanaryForm, least: number) => CanaryMetric['provider'],
): readonly CanaryMetric[] {
  const { forms, limits, minimums, windowMinutes } = judgement;
  return forms.map((form) => {
    const least = minimums[form];
    const provider = ask(form, least);
    return {
      name: `${spec.name}-${form}`,
      provider,
      below: limits[form],
      judged: judgedOf(form, judgement),
      lookBackSeconds: windowMinutes * 60,
      args: argumentsIn(JSON.stringify(provider.options)),
    };
  });
}

/** Events that can be told apart, or why there is nothing to compare. */
export function comparable({ id, spec: { indicator } }: Objective, title: string): Answer<Comparable> {
  if (indicator.kind === 'gauge') {
    return {
      unsupported: `"${id}" reads a gauge, which is named as Prometheus shows it, and ${title} compares events: let Prometheus judge it.`,
    };
  }
  const { slot } = indicator;
  return slot === undefined
    ? { unsupported: `"${id}" has no slot: nothing tells the canary's events from those of stable.` }
    : { ...indicator, slot };
}

/** An indicator with a slot. */
export type Comparable = EventIndicator & { readonly slot: Slot };
