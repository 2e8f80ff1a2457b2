import fc from 'fast-check';
import type { KubeObject } from '../../lib/facts/item';

/** Any of these texts under any of these keys. */
const texts = (keys: readonly string[], values: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)), { maxLength: keys.length })
    .map((entries): Record<string, string> => Object.fromEntries(entries));

const documents = fc
  .tuple(
    texts(['stepgate.dev/owner', 'team', 'kubernetes.io/change-cause'], ['', ' ', 'shop']),
    texts(['stepgate.dev/runbook', 'runbook_url'], ['', 'docs/x.md', 'http://x.example', 'https://x.example/a#b']),
  )
  .map(([first, second]) => ({ ...first, ...second }));

const metadata = fc.record({ labels: texts(['team', 'owner', 'version'], ['', 'shop']), annotations: documents });

const DIGEST = `sha256:${'6b1f'.repeat(16)}`;

const image = fc
  .tuple(
    fc.constantFrom('web', 'ghcr.io/acme/web', 'ghcr.io:443/acme/web'),
    fc.constantFrom('', ':1.4.2', ':latest', ':stable', ':latest-1'),
    fc.constantFrom('', `@${DIGEST}`, `@${DIGEST}`),
  )
  .map((parts) => parts.join(''));

const container = fc.record({ name: fc.constantFrom('web', 'proxy'), image }, { requiredKeys: ['name'] });

const template = fc.record(
  {
    metadata,
    spec: fc.record(
      { containers: fc.array(container, { maxLength: 2 }), initContainers: fc.array(container, { maxLength: 1 }) },
      { requiredKeys: ['containers'] },
    ),
  },
  { requiredKeys: ['spec'] },
);

const step = fc.oneof(
  fc.record({ setWeight: fc.constantFrom(5, 50) }),
  fc.record({ pause: fc.record({ duration: fc.constantFrom('10m', 30, '0', 0) }, { requiredKeys: [] }) }),
);

const strategy = fc.oneof(
  fc.record({ canary: fc.record({ steps: fc.array(step, { maxLength: 3 }) }, { requiredKeys: [] }) }),
  fc.record({
    blueGreen: fc.record(
      { activeService: fc.constant('web'), autoPromotionEnabled: fc.boolean() },
      { requiredKeys: ['activeService'] },
    ),
  }),
);

const replicas = fc.constantFrom(1, 4);
const withMetadata = (kind: string, apiVersion: string) =>
  [{ apiVersion, kind }, (own: object) => ({ name: 'web', namespace: 'shop', ...own })] as const;

/** Rollouts that Argo takes, with pods of their own or those of a Deployment. */
const rollouts: fc.Arbitrary<KubeObject> = fc
  .tuple(metadata, fc.oneof(fc.record({ template }), fc.record({ template }), fc.constant(taken())), strategy, replicas)
  .map(([own, pods, how, count]) => {
    const [type, named] = withMetadata('Rollout', 'argoproj.io/v1alpha1');
    return { ...type, metadata: named(own), spec: { replicas: count, ...pods, strategy: how } };
  });

function taken() {
  return { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };
}

const workloads = (kind: string): fc.Arbitrary<KubeObject> =>
  fc.tuple(metadata, template, replicas).map(([own, pods, count]) => {
    const [type, named] = withMetadata(kind, 'apps/v1');
    return { ...type, metadata: named(own), spec: { replicas: count, template: pods } };
  });

/** What gets released, with any fault that it shows by itself; by kind. */
export const RELEASES: Readonly<Record<string, fc.Arbitrary<KubeObject>>> = {
  'argoproj.io/Rollout': rollouts,
  'apps/Deployment': workloads('Deployment'),
  'apps/StatefulSet': workloads('StatefulSet'),
};

const rule = fc.oneof(
  fc.record({ record: fc.constant('x'), expr: fc.constant('up') }),
  fc.record(
    {
      alert: fc.constantFrom('Down', 'Slow'),
      expr: fc.constant('up < 1'),
      labels: texts(['severity', 'namespace'], ['page', 'crit', 'shop', '{{ $labels.severity }}']),
      annotations: texts(
        ['runbook_url', 'runbook'],
        ['', 'docs/x.md', 'http://x.example', 'https://x.example/a', 'https://{{ $labels.x }}'],
      ),
    },
    { requiredKeys: ['alert', 'expr'] },
  ),
);

/** Groups of rules, with any fault of an alert. */
export const alertRules = (apiVersion: string, kind: string): fc.Arbitrary<KubeObject> =>
  fc
    .tuple(
      fc.record(
        { namespace: fc.constant('shop'), annotations: texts(['stepgate.dev/alert-tests', 'x'], ['', ' ', 'tests/']) },
        { requiredKeys: ['namespace'] },
      ),
      fc.record(
        {
          groups: fc.array(
            fc.record({ name: fc.constant('x'), rules: fc.array(rule, { maxLength: 2 }) }, { requiredKeys: ['name'] }),
            { maxLength: 2 },
          ),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([own, spec]) => ({ apiVersion, kind, metadata: { name: 'x', ...own }, spec }));
