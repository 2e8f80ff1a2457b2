import { ruleGroups } from '../../../lib/monitoring/prometheus/rules';
import { runPromtool, type Run } from '../promtool';
import { slothRules, type Example, type Input } from './examples';
import { LOOK } from './history';

/** What an expression is at the end. */
export interface Expectation {
  readonly expr: string;
  /** Undefined: no answer. */
  readonly value: number | undefined;
}

/** One run of both rule sets over the same series. */
export interface Case {
  readonly name: string;
  readonly input: readonly Input[];
  readonly looks: number;
  readonly expect: readonly Expectation[];
}

/** Runs cases over Sloth's rules of an example and ours. Rules see nothing of the other's: their names differ. */
export async function duel(shared: string, example: Example, cases: readonly Case[]): Promise<Run> {
  const theirs = slothRules(shared, example.file);
  const ours = ruleGroups(example.objective) ?? [];
  const body = {
    rule_files: ['theirs.yml', 'ours.json'],
    evaluation_interval: `${LOOK}m`,
    // promtool evaluates groups in an order of its own otherwise, another one in each run
    group_eval_order: [...theirs.groups, ...ours.map(({ name }) => name)],
    tests: cases.map(({ name, input, looks, expect }) => ({
      name,
      interval: `${LOOK}m`,
      input_series: input,
      promql_expr_test: expect.map(({ expr, value }) => ({
        expr,
        eval_time: `${looks * LOOK}m`,
        exp_samples: value === undefined ? [] : [{ labels: '{}', value }],
      })),
    })),
  };
  return runPromtool(['test', 'rules', 'tests.json'], {
    'theirs.yml': theirs.text,
    'ours.json': JSON.stringify({ groups: ours }),
    'tests.json': JSON.stringify(body),
  });
}

/** Whose alerts. */
export type Author = 'theirs' | 'ours';

/** 1 while an alert of this loudness fires, 0 while none does. */
export function fires({ slo, objective }: Example, author: Author, loudness: string): string {
  const labels =
    author === 'theirs'
      ? `sloth_severity="${loudness}",sloth_slo="${slo}"`
      : `severity="${loudness}",slo="${objective.id}"`;
  return `(count(ALERTS{alertstate="firing",${labels}}) > bool 0 or vector(0))`;
}

/** A series of Sloth's for the SLO, without its labels, in billionths: whole numbers have no float noise. */
export function theirs({ slo }: Example, metric: string): string {
  return `round(1e9 * max(slo:${metric}{sloth_slo="${slo}"}))`;
}

/** A series of ours for the objective, likewise. */
export function ours({ objective }: Example, metric: string, window: string): string {
  return `round(1e9 * max(slo:${metric}{slo="${objective.id}",window="${window}"}))`;
}

/** A sum over all looks of a case. */
export function overAll(expr: string, looks: number): string {
  return `sum_over_time((${expr})[${looks * LOOK}m:${LOOK}m])`;
}

/** What such a series must say. */
export function billionths(value: number): number {
  return Math.round(value * 1e9);
}
