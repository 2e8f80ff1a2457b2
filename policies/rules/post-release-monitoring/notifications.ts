import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import { textsIn } from '../../../lib/facts/kubernetes/units/pods';
import type { Item } from '../../../lib/facts/item';
import type { Around, RelationRule } from '../../rule';
import { all, rollout } from '../example';

const SUBSCRIBE = /^notifications\.argoproj\.io\/subscribe\.([^.]+)\./;
const CONFIG = 'argo-rollouts-notification-configmap';

const ABORTED = 'on-rollout-aborted';
const PAUSED = 'on-rollout-paused';

const WAITS = 'canary: { steps: [{ setWeight: 25 }, { pause: {} }] }';
const subscribed = (...triggers: readonly string[]) =>
  `annotations: { ${triggers.map((one) => `notifications.argoproj.io/subscribe.${one}.slack: shop`).join(', ')} }`;

/** What a rollout does without anybody looking; alerts are about what happens after it. */
export const notifications: RelationRule = {
  id: 'notifications',
  gate: 'post-release-monitoring',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'Somebody is told when a rollout stops',
  why: 'an aborted rollout looks like a released one until somebody misses the change.',
  fix: `add the annotation notifications.argoproj.io/subscribe.${ABORTED}.<service>: <recipient>.`,
  level: 'info',
  source: 'Argo Rollouts v1.9.1, docs/features/notifications.md; manifests/notifications',
  since: '0.2.0',
  check(item, around) {
    const heard = subscriptionsOf(item, around);
    const wanted = waitsForSomebody(item) ? [ABORTED, PAUSED] : [ABORTED];
    const missing = wanted.filter((trigger) => !heard.has(trigger));
    if (missing.length === 0) return [];
    if (hasDefaults(around)) return [{ unknown: 'which triggers the defaults of its controller subscribe to' }];
    if (around.world === 'open') return [{ unknown: 'whether its namespace or its controller subscribes for it' }];
    return [
      {
        at: ['metadata'],
        what: `nobody is told of ${missing.map((one) => `"${one}"`).join(' and ')}.`,
        ...(missing.includes(ABORTED) ? {} : { why: 'it waits for somebody, who does not know.' }),
      },
    ];
  },
  examples: {
    good: [
      { title: 'a channel is told', manifests: rollout({ strategy: WAITS, metadata: subscribed(ABORTED, PAUSED) }) },
      {
        title: 'the namespace subscribes for all',
        manifests: all(
          rollout({ strategy: 'canary: {}' }),
          `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  ${subscribed(ABORTED)}`,
        ),
      },
    ],
    bad: [
      { title: 'nobody is told', manifests: rollout({ strategy: 'canary: {}' }) },
      {
        title: 'it waits for somebody who is not told',
        manifests: rollout({ strategy: WAITS, metadata: subscribed(ABORTED) }),
      },
    ],
  },
};

/** Triggers that the Rollout or its namespace subscribes to. */
function subscriptionsOf(item: Item, { inventory }: Around): ReadonlySet<string> {
  const namespace = namespaceOf(item);
  const above = namespace === undefined ? undefined : inventory.find({ groupKind: 'Namespace', name: namespace });
  return new Set(
    [item, ...(above ? [above] : [])]
      .flatMap((one) => Object.keys(textsIn(Field.of(one, () => undefined).at('metadata', 'annotations'))))
      .flatMap((key) => SUBSCRIBE.exec(key)?.[1] ?? []),
  );
}

function waitsForSomebody(item: Item): boolean {
  return Field.of(item, () => undefined)
    .at('spec', 'strategy', 'canary', 'steps')
    .list()
    .some((step) => step.at('pause').exists && !step.at('pause', 'duration').exists);
}

/** The controller's own subscriptions are a text in its ConfigMap. */
function hasDefaults({ inventory }: Around): boolean {
  return inventory
    .of('ConfigMap')
    .some(
      (config) =>
        config.object.metadata.name === CONFIG && Field.of(config, () => undefined).at('data', 'subscriptions').exists,
    );
}
