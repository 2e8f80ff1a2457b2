import type { Check } from '../check';
import { isWhole } from '../whole';
import { BLUE_GREEN, CANARY } from './subject';
import type { RolloutProps } from '../../rollout/props';
import { isPercentOrAbsolute } from '../../values';

/** Every field that takes pods or percent. */
function fieldsOf({ strategy: { canary, blueGreen } }: RolloutProps): readonly (readonly [string, unknown])[] {
  const fields: readonly (readonly [string, unknown])[] = [
    [`${CANARY}.maxSurge`, canary?.maxSurge],
    [`${CANARY}.maxUnavailable`, canary?.maxUnavailable],
    [`${CANARY}.replicaProgressThreshold`, canary?.replicaProgressThreshold],
    [`${BLUE_GREEN}.maxUnavailable`, blueGreen?.maxUnavailable],
  ];
  return fields.filter(([, value]) => value !== undefined);
}

/** A number of pods, or a number with `%`. */
function isPodsOrPercent(value: unknown): boolean {
  return typeof value === 'string' ? /^(100|\d{1,2})%$/.test(value) : isWhole(value);
}

export const percentChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'percent-or-number',
    *find(props) {
      for (const [at, value] of fieldsOf(props)) {
        if (!isPercentOrAbsolute(value)) {
          yield {
            at,
            value,
            what: 'it does not say whether it means pods or percent.',
            why: 'Argo reads a string without "%" as a percentage: "2" is 2 % of the pods, not two of them.',
            fix: 'pass kplus.PercentOrAbsolute.absolute(2) or kplus.PercentOrAbsolute.percent(25).',
          };
        }
      }
    },
  },
  {
    id: 'percent-range',
    *find(props) {
      for (const [at, value] of fieldsOf(props)) {
        if (isPercentOrAbsolute(value) && !isPodsOrPercent(value.value)) {
          yield {
            at,
            value: value.value as unknown,
            what: 'it must be a whole number of pods, or whole percents from 0 to 100.',
            why: 'Kubernetes reads whole numbers only, and there are no more than all of the pods.',
            fix: 'pass kplus.PercentOrAbsolute.percent(25), or kplus.PercentOrAbsolute.absolute(2).',
          };
        }
      }
    },
  },
];
