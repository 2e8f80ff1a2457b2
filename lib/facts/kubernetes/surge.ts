import type { PodCount, Surge } from '../../plan/model/strategy';
import type { Field } from './field';

const QUARTER: PodCount = { percent: 25 };

/**
 * `maxSurge` and `maxUnavailable` of a canary or a Deployment. Argo reads every text as a percentage, also "2"
 * (intstr.GetValueFromIntOrPercent); so does nobody else.
 */
export function readSurge(strategy: Field): Surge {
  return {
    maxSurge: podCountIn(strategy.at('maxSurge')) ?? QUARTER,
    maxUnavailable: podCountIn(strategy.at('maxUnavailable')) ?? QUARTER,
  };
}

/** A number of pods, or a percentage. */
function podCountIn(field: Field): PodCount | undefined {
  const value = field.integerOrText();
  if (typeof value !== 'string') {
    return value;
  }
  const percent = /^(\d+)%?$/.exec(value)?.[1];
  if (percent === undefined) {
    return field.report(
      'wrong-type',
      'it is no number of pods and no percentage.',
      'the controller cannot tell how many pods may be replaced at once.',
      'write a whole number such as 1, or a percentage such as 25%.',
    );
  }
  return { percent: Number(percent) };
}

/** `replicaProgressThreshold`: everything but `Percent` counts pods (utils/replicaset/canary.go:42-56). */
export function readProgressThreshold(field: Field): PodCount | undefined {
  if (!field.exists) {
    return undefined;
  }
  const value = field.at('value').required().integer({ least: 0 }) ?? 0;
  return field.at('type').required().text() === 'Percent' ? { percent: value } : value;
}
