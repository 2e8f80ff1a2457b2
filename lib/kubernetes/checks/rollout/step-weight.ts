import type { Check } from '../check';
import { isWhole } from '../whole';
import { stepCheck } from './step-checks';
import type { CanarySubject } from './subject';
import { isDuration } from '../../values';

const SCALES = ['weight', 'replicas', 'matchTrafficWeight'] as const;

/** The steps `setWeight`, `pause`, `setCanaryScale`, `plugin`. */
export const stepWeightChecks: readonly Check<CanarySubject>[] = [
  stepCheck('C13', function* ({ step: { setWeight }, at }, { maxWeight }) {
    if (setWeight !== undefined && !isWhole(setWeight, 0, maxWeight)) {
      yield {
        at: `${at}.setWeight`,
        value: setWeight,
        what: `it must be a whole number from 0 to ${maxWeight}.`,
        why: 'it is the share of traffic that the canary gets, and Argo refuses any other number.',
        fix:
          maxWeight === 100
            ? 'pass whole percents; for finer steps give NGINX or a plugin a `maxTrafficWeight`.'
            : `pass a whole number up to maxTrafficWeight (${maxWeight}).`,
      };
    }
  }),
  stepCheck('C14', function* ({ step: { pause }, at }) {
    const duration: unknown = pause?.duration;
    if (isDuration(duration) && duration.toMilliseconds({ integral: false }) < 1000) {
      yield {
        at: `${at}.pause.duration`,
        value: duration.toHumanString(),
        what: 'it must be at least one second.',
        why: 'Argo counts whole seconds and passes a pause of zero at once.',
        fix: 'pass Step.pause(Duration.seconds(1)) or more, or Step.pauseUntilPromoted() to wait for a person.',
      };
    }
  }),
  stepCheck('C15', function* ({ step: { setCanaryScale }, at }, { routers }) {
    if (setCanaryScale && routers.length === 0) {
      yield {
        at: `${at}.setCanaryScale`,
        what: 'it needs a traffic router.',
        why: "without one, traffic follows the number of pods, so the two can't be set apart.",
        fix: 'pass a `router`, or use Step.setWeight.',
      };
    }
  }),
  stepCheck('canary-scale', function* ({ step: { setCanaryScale }, at }, { maxWeight }) {
    if (!setCanaryScale) {
      return;
    }
    const scale: Readonly<Record<string, unknown>> = { ...setCanaryScale };
    const given = SCALES.filter((key) => scale[key] !== undefined);
    const [key] = given;
    if (key === undefined || given.length > 1) {
      yield {
        at: `${at}.setCanaryScale`,
        value: scale,
        what: `it must have exactly one of ${SCALES.join(', ')}.`,
        why: 'Argo takes the first it finds and drops the rest without a word; with none the step does nothing.',
        fix: 'pass Step.setCanaryScale({ weight: 25 }), ({ replicas: 3 }) or ({ matchTrafficWeight: true }).',
      };
    } else if (key === 'matchTrafficWeight' ? scale[key] !== true : !isWhole(scale[key], 0, limit(key, maxWeight))) {
      yield {
        at: `${at}.setCanaryScale.${key}`,
        value: scale[key],
        what:
          key === 'matchTrafficWeight' ? 'it can only be true.' : `it must be a whole number${upTo(key, maxWeight)}.`,
        why: 'it sets the number of canary pods.',
        fix: 'pass Step.setCanaryScale({ weight: 25 }), ({ replicas: 3 }) or ({ matchTrafficWeight: true }).',
      };
    }
  }),
  stepCheck('plugin-name', function* ({ step: { plugin }, at }) {
    if (plugin && !plugin.name) {
      yield {
        at: `${at}.plugin.name`,
        value: plugin.name,
        what: 'it is missing.',
        why: 'the controller finds the plugin by its name, and without one the step would fail for ever.',
        fix: 'pass the name under which the controller knows it, such as Step.plugin("my-org/my-step").',
      };
    }
  }),
];

function limit(key: 'weight' | 'replicas', maxWeight: number): number | undefined {
  return key === 'weight' ? maxWeight : undefined;
}

function upTo(key: 'weight' | 'replicas', maxWeight: number): string {
  return key === 'weight' ? ` from 0 to ${maxWeight}` : ', zero or more';
}
