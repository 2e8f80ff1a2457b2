import type { KubeObject } from '../../../lib/facts/item';
import type { Found, ObjectRule } from '../../rule';
import { rollout } from '../example';
import { safe } from './examples';
import { isMap, mapIn, without, type UnknownMap } from './values';

const KEY = 'abortScaleDownDelaySeconds';

/** Together with `dynamicStableScale` it is for the rule of that name. */
export const abortDelay: ObjectRule = {
  id: 'abort-delay',
  gate: 'deployment-safety',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'Pods of an aborted version go away, when their author says',
  why: 'pods of a version that is known to be bad run on, and cost what the good ones cost.',
  fix: `take ${KEY} away: they go after 30 s.`,
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, utils/replicaset/replicaset.go:190-279',
  since: '0.2.0',
  *check({ spec }) {
    const canary = faultOfCanary(mapIn(spec, 'strategy', 'canary'));
    if (canary) yield { at: ['spec', 'strategy', 'canary', KEY], ...canary };
    if (mapIn(spec, 'strategy', 'blueGreen')[KEY] === 0) {
      yield { at: ['spec', 'strategy', 'blueGreen', KEY], value: 0, what: FOR_EVER };
    }
  },
  cel: `!has(object.spec.strategy) || (${[
    `!has(object.spec.strategy.canary) || !has(object.spec.strategy.canary.${KEY})`,
    '(has(object.spec.strategy.canary.dynamicStableScale) && object.spec.strategy.canary.dynamicStableScale)',
    `(has(object.spec.strategy.canary.trafficRouting) && object.spec.strategy.canary.${KEY} != 0)`,
  ].join(
    ' || ',
  )}) && (!has(object.spec.strategy.blueGreen) || !has(object.spec.strategy.blueGreen.${KEY}) || object.spec.strategy.blueGreen.${KEY} != 0)`,
  mend: (object) => {
    const { strategy } = mapIn(object.spec);
    if (!isMap(object.spec) || !isMap(strategy)) return object;
    const canary = mapIn(strategy, 'canary');
    const blueGreen = mapIn(strategy, 'blueGreen');
    const mended: UnknownMap = {
      ...strategy,
      ...(faultOfCanary(canary) ? { canary: without(canary, KEY) } : {}),
      ...(blueGreen[KEY] === 0 ? { blueGreen: without(blueGreen, KEY) } : {}),
    };
    return { ...object, spec: { ...object.spec, strategy: mended } } satisfies KubeObject;
  },
  examples: {
    good: [
      { title: 'after 30 s, as nothing is said', manifests: safe() },
      {
        title: 'a minute, with a router',
        manifests: rollout({
          strategy: `canary: { canaryService: web-canary, stableService: web, ${KEY}: 60, trafficRouting: { nginx: { stableIngress: web } } }`,
        }),
      },
    ],
    bad: [
      { title: 'without a router it is ignored', manifests: rollout({ strategy: `canary: { ${KEY}: 60 }` }) },
      { title: 'never', manifests: rollout({ strategy: `blueGreen: { activeService: web, ${KEY}: 0 }` }) },
    ],
  },
};

const FOR_EVER = `the pods of an aborted version are never taken away: ${KEY} is 0.`;

function faultOfCanary(canary: UnknownMap): Pick<Found, 'what' | 'value' | 'why'> | undefined {
  const value = canary[KEY];
  if (value === undefined || value === null || canary.dynamicStableScale === true) return undefined;
  if (canary.trafficRouting === undefined || canary.trafficRouting === null) {
    return {
      value,
      what: `${KEY} does nothing here: it counts only with trafficRouting.`,
      why: 'whoever wrote it expects what will not happen.',
    };
  }
  return value === 0 ? { value, what: FOR_EVER } : undefined;
}
