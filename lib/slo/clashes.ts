import type { Objective } from './objective';
import type { ObjectiveProblem } from './refusal';

/** Objectives that cannot be told apart by namespace and id, as where "checkout" has "api-latency" and "checkout-api" has "latency". */
export function clashesIn(objectives: readonly Objective[]): readonly ObjectiveProblem[] {
  const named = objectives.map(({ id, spec }) => ({ key: `${spec.namespace}/${id}`, spec }));
  return named.flatMap(({ key, spec }, index) => {
    const first = named.findIndex((other) => other.key === key);
    return first === index
      ? []
      : [
          {
            rule: 'slo-clash',
            at: `objectives[${index}]`,
            value: `${spec.service} ${spec.name}`,
            what: `it is called ${key}, as objectives[${first}] is.`,
            why: 'its rules, its dashboards and its tests would replace those of the other.',
            fix: 'give one of them another `name`.',
          },
        ];
  });
}
