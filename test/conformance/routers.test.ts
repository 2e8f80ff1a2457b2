import { Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { trafficRouters } from '../../lib/kubernetes/routers';
import type { Manifest } from '../kubernetes/routers/support';
import { allUses, type Use } from '../kubernetes/routers/uses';
import { splitReaders, type After } from '../kubernetes/routers/weights';
import * as argo from '../support/argo';
import { closedValidator, hasNpmModel, npmErrorsOf } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';

const uses = allUses();
const docs = new Map(uses.map((use) => [use, use.build().synth()]));
const docsOf = (use: Use) => docs.get(use) ?? [];

/** Kinds of which neither npm nor ../shared has a schema. Argo's own reconciler reads and edits them in the tests below. */
const WITHOUT_SCHEMA = new Set([
  'getambassador.io/v3alpha1/Mapping',
  'apisix.apache.org/v2/ApisixRoute',
  'appmesh.k8s.aws/v1beta2/VirtualService',
  'appmesh.k8s.aws/v1beta2/VirtualRouter',
  'appmesh.k8s.aws/v1beta2/VirtualNode',
]);

/** A controller as one would start it for these manifests. */
const flags = { 'traefik-api-group': 'traefik.io', 'traefik-api-version': 'traefik.io/v1alpha1' };

test('every router has an id of its own, a title and an example', () => {
  const ids = trafficRouters.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const kind of trafficRouters) {
    expect(kind.title).not.toBe('');
    expect(kind.since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(kind.examples().length).toBeGreaterThan(0);
  }
});

describe.each(uses.map((use) => [use.name, use] as const))('%s', (_name, use) => {
  test('has nothing against it', () => {
    expect(use.build().faults()).toBe('');
  });

  test('is synthesized to the same bytes twice, and by another app', () => {
    const chart = use.build();
    const first = stringify(Testing.synth(chart));
    expect(stringify(Testing.synth(chart))).toBe(first);
    expect(stringify(use.build().synth())).toBe(first);
  });

  test('makes objects with readable names of at most 63 characters, each once, in the namespace of the Rollout', () => {
    const ids = docsOf(use).map(({ apiVersion, kind, metadata }) => `${apiVersion}/${kind}/${metadata.name}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { metadata } of docsOf(use)) {
      expect(metadata.name).toMatch(/^checkout(-[a-z0-9]+)?$/);
      expect(metadata.namespace).toBe('shop');
    }
  });
});

test.each(trafficRouters.map((kind) => [kind.id, kind] as const))('%s owns the kinds it says, no more', (_id, kind) => {
  const given = new Set(['checkout-stable', 'checkout-canary', 'checkout-ping', 'checkout-pong', 'checkout-clients']);
  const made = uses
    .filter((use) => use.kind === kind.id)
    .flatMap((use) => docsOf(use))
    .filter((object) => object.kind !== 'Rollout' && !(object.kind === 'Service' && given.has(object.metadata.name)))
    .map((object) => [...object.apiVersion.split('/').slice(0, -1), object.kind].join('/'));
  expect([...new Set(made)].sort()).toEqual([...kind.owns].sort());
});

test('every object with a model on npm is valid and has no unknown key', () => {
  for (const use of uses) {
    for (const object of docsOf(use).filter((one) => hasNpmModel(one))) {
      expect([use.name, object.kind, npmErrorsOf(object)]).toEqual([use.name, object.kind, []]);
    }
  }
});

testWithShared('every object is valid against its official schema, closed to unknown keys', (dir) => {
  const errorsOf = closedValidator(dir);
  const unjudged = new Set<string>();
  for (const use of uses) {
    for (const object of docsOf(use)) {
      const errors = errorsOf(object);
      if (errors.some((error) => error.startsWith('no schema')) && !hasNpmModel(object)) {
        unjudged.add(`${object.apiVersion}/${object.kind}`);
      } else if (!hasNpmModel(object) || !errors.some((error) => error.startsWith('no schema'))) {
        expect([use.name, object.kind, errors]).toEqual([use.name, object.kind, []]);
      }
    }
  }
  expect(unjudged).toEqual(WITHOUT_SCHEMA);
});

testWith(argo.oracle(), argo.NO_ORACLE, 'the real lint has nothing against any use', () => {
  const files = uses.map((use) => ({
    name: use.name,
    yaml: docsOf(use)
      .map((one) => stringify(one))
      .join('---\n'),
  }));
  for (const result of argo.lint(files)) {
    expect([result.name, result.errors]).toEqual([result.name, []]);
  }
});

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'the real controller finds everything a Rollout refers to, and refuses nothing',
  () => {
    const results = argo.references(uses.map((use) => ({ docs: docsOf(use), flags })));
    for (const [index, use] of uses.entries()) {
      expect([use.name, results[index]]).toEqual([use.name, { rollouts: [{ rollout: 'checkout', errors: [] }] }]);
    }
  },
);

const all = (use: Use) => use.router.maxTrafficWeight ?? 100;
/** What an additional subset takes is taken from the stable side. */
const besides = (use: Use) => (JSON.stringify(docsOf(use)).includes('"lab"') ? 20 : 0);
const inProcess = uses.filter((use) => !use.router.id.includes('/'));

function splitsOf(use: Use, after: After) {
  const rollout = docsOf(use).find(({ kind }) => kind === 'Rollout')!;
  return splitReaders[use.kind]?.(after, { ...use, rollout }) ?? [];
}

/** How many routes carry the split: those in the objects made, or the copies that the controller makes of an object. */
function routesOf(use: Use): number {
  const copied = docsOf(use).filter(({ kind }) => ['Ingress', 'Mapping'].includes(kind)).length;
  return splitsOf(use, { created: [], updated: docsOf(use) }).length || copied || 1;
}

test('the weights in the objects a router makes start with everything on the stable side', () => {
  const found = inProcess.flatMap((use) =>
    splitsOf(use, { created: [], updated: docsOf(use) }).map((split) => [use, split] as const),
  );
  for (const [use, split] of found) {
    const start = { canary: 0, stable: all(use) - besides(use) };
    // the controller takes pong for the stable side until it has promoted the first version, to ping
    const first = use.name.endsWith('ping-pong') ? { canary: start.stable, stable: start.canary } : start;
    expect([use.name, split]).toEqual([use.name, first]);
  }
  // the others' weights stand in objects that the controller makes
  expect([...new Set(found.map(([use]) => use.kind))]).toEqual([
    'istio',
    'istioSubset',
    'traefik',
    'apisix',
    'appMesh',
  ]);
});

testWith(argo.oracle(), argo.NO_ORACLE, "the real controller's routers move 30 % of the traffic in every route", () => {
  const results = argo.route(uses.map((use) => ({ docs: docsOf(use), weight: 0.3 * all(use), flags })));
  for (const [index, use] of uses.entries()) {
    const result = results[index]?.rollouts[0];
    expect([use.name, results[index]?.error, result?.errors]).toEqual([use.name, undefined, []]);
    // a plugin runs in a process of its own, which isn't here
    expect([use.name, result?.unsupported]).toEqual([use.name, inProcess.includes(use) ? [] : [use.router.id]]);
    if (inProcess.includes(use)) {
      const splits = splitsOf(use, result as After);
      const moved = { canary: 0.3 * all(use), stable: 0.7 * all(use) - besides(use) };
      expect([use.name, splits.length]).toEqual([use.name, routesOf(use)]);
      for (const split of splits) {
        expect([use.name, split]).toEqual([use.name, moved]);
      }
    }
  }
});

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'the real controller marks the pods of each version where a router selects pods',
  () => {
    const selecting = uses.filter((use) => ['istioSubset', 'appMesh'].includes(use.kind));
    const results = argo.route(selecting.map((use) => ({ docs: docsOf(use), weight: 30 })));
    for (const [index, use] of selecting.entries()) {
      const rollout = docsOf(use).find(({ kind }) => kind === 'Rollout')!;
      const labels = rollout.spec.selector.matchLabels as object;
      const marked = (results[index]?.rollouts[0]?.updated as Manifest[]).flatMap(({ kind, spec }) =>
        kind === 'DestinationRule'
          ? spec.subsets.map((subset: { labels: object }) => subset.labels)
          : kind === 'VirtualNode'
            ? [spec.podSelector.matchLabels]
            : [],
      );
      const hashed = (hash: string) => ({ ...labels, 'rollouts-pod-template-hash': hash });
      expect([use.name, marked]).toEqual([use.name, [hashed('stable-hash'), hashed('canary-hash')]]);
    }
  },
);

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'the real controller adds the routes of header and mirror steps, to the canary alone',
  () => {
    const stepping = inProcess.filter((use) => use.name.includes('steps'));
    const results = argo.route(stepping.map((use) => ({ docs: docsOf(use), weight: 30 })));
    for (const [index, use] of stepping.entries()) {
      const { created = [], updated = [] } = results[index]?.rollouts[0] ?? {};
      const changed = JSON.stringify([...created, ...updated]);
      for (const how of use.router.capabilities.headerRoute) {
        expect([use.name, changed.includes(`by-${how}`)]).toEqual([use.name, true]);
      }
      expect([use.name, changed.includes('"mirror"')]).toEqual([use.name, use.router.capabilities.mirrorRoute]);
    }
    expect(new Set(stepping.map((use) => use.kind))).toEqual(new Set(['alb', 'istio', 'istioSubset', 'apisix']));
  },
);
