import type { KubeObject } from '../../lib/facts/item';
import { readText } from '../../lib/facts/kubernetes/read';
import { jsonReport } from '../../lib/reports/json';
import { evaluate } from '../../policies/evaluate';
import { strict } from '../../policies/packs/strict';
import { rules } from '../../policies/rules';
import { random } from '../plan/random';
import { canaries } from './releases/canaries';
import { written } from './releases/written';

/** What nobody expects where they stand; of each kind of JSON some, and texts that are almost something else. */
const VALUES: readonly unknown[] = [
  null,
  [],
  {},
  '',
  0,
  -0,
  -1,
  0.5,
  1e308,
  2 ** 31,
  2 ** 64,
  true,
  'x',
  'y'.repeat(10_240),
  '9'.repeat(400),
  '1_000',
  '1e400',
  'NaN',
  '-5m',
  '100%',
  '{{',
  '{{args.x}}',
  '('.repeat(500),
  `${'a'.repeat(300)}!`,
  '\ud800',
  '\u2028',
  '__proto__',
  'constructor',
  [null],
  [[]],
  [{}],
  { a: null },
  JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}'),
];

const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'length'];

const releases: readonly (readonly KubeObject[])[] = [
  ...[...written, ...canaries].map(({ manifests }) => manifests),
  ...rules.flatMap(({ examples: { good, bad } }) => [...good, ...bad].map(({ manifests }) => manifests)),
].map((manifests) => readText(manifests, 'release.yaml').items.map(({ object }) => object));

type Container = Record<string | number, unknown>;

/** Every place below a value: what it stands in, and under which key. */
function placesIn(value: unknown): readonly (readonly [Container, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[value as Container, key] as const, ...placesIn(inner)]);
}

function put(into: Container, key: string, value: unknown) {
  Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A release with one to three values that are not what they were. */
function broken(seed: number): readonly KubeObject[] {
  const next = random(seed * 2_654_435_761);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const objects = structuredClone(one(releases)) as KubeObject[];
  for (let changes = 1 + Math.floor(next() * 3); changes > 0; changes--) {
    const [into, key] = one(placesIn(one(objects))) ?? [{}, ''];
    if (next() < 0.9 || Array.isArray(into)) put(into, key, structuredClone(one(VALUES)));
    else put(into, one(KEYS), next() < 0.5 ? into[key] : one(VALUES));
  }
  return objects;
}

function judged(objects: readonly unknown[]) {
  // the engine is to bear what no type allows
  const items = (objects as KubeObject[]).map((object) => ({
    object,
    origin: { kind: 'construct', path: 'a/b' } as const,
  }));
  return evaluate(items, strict, { today: '2026-01-01' });
}

/** Cases of one run; `STEPGATE_HOSTILE_CASES=20000` asks for more of them. */
const CASES = Number(process.env.STEPGATE_HOSTILE_CASES ?? 700);

test('whatever stands in a manifest, no rule fails and nothing is thrown', () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= CASES; seed++) {
    const { findings } = judged(broken(seed));
    failed.push(...findings.filter(({ rule }) => rule === 'rule-failed').map(({ what }) => `seed ${seed}: ${what}`));
    expect(jsonReport({ findings })).not.toBe('');
  }
  expect(failed).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
}, 600_000);

test('every field of a Rollout, its analysis and its Services may be of any type', () => {
  const objects = releases[0] ?? [];
  const failed: string[] = [];
  const places = objects.flatMap(placesIn).length;
  expect(places).toBeGreaterThan(50);
  for (let at = 0; at < places; at++) {
    const copy = structuredClone(objects) as KubeObject[];
    const [into, key] = copy.flatMap(placesIn)[at] ?? [{}, ''];
    put(into, key, VALUES[at % VALUES.length]);
    const { findings } = judged(copy);
    failed.push(...findings.filter(({ rule }) => rule === 'rule-failed').map(({ what }) => `${key}: ${what}`));
  }
  expect(failed).toEqual([]);
}, 120_000);

test.each([[{ name: { toString: 2 } }], [{ name: ['web'] }], [{ name: 5 }], [{ name: 'web', namespace: {} }], [[]]])(
  'an object whose metadata is %j is told, and what stands beside it is judged',
  (metadata) => {
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'good' } };
    const { findings, objects, blocks } = judged([{ ...rollout, metadata }, rollout]);
    expect(objects).toBe(1);
    expect(blocks).toBe(true);
    expect(findings.filter(({ rule }) => rule === 'readable')).toMatchObject([{ place: { text: 'a/b' } }]);
    expect(findings.some(({ subject }) => subject.name === 'good')).toBe(true);
  },
);

test('a namespace with nothing behind it is none, as charts print it', () => {
  const manifests = (namespace: string) => `apiVersion: v1
kind: Service
metadata: { name: web${namespace} }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } } } }`;
  const served = (namespace: string) =>
    evaluate(readText(manifests(namespace), 'a.yaml').items, strict, { today: '2026-01-01' }).units[0]?.servesTraffic;
  expect([served(''), served(', namespace: '), served(', namespace: ""')]).toEqual([true, true, true]);
});

test.each(['-5m', '0s', '1ns', '-1ns', '100000h', '1e3s', '9'.repeat(400) + 'h'])(
  'an interval of %s takes neither memory nor time without end',
  (interval) => {
    const metric = {
      name: 'm',
      interval,
      successCondition: 'result[0] > 0.9',
      provider: { prometheus: { query: 'up' } },
    };
    const { findings } = judged([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'web' },
        spec: {
          strategy: {
            canary: {
              analysis: { templates: [{ templateName: 't' }] },
              steps: [{ setWeight: 5 }, { pause: { duration: '5m' } }],
            },
          },
        },
      },
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AnalysisTemplate',
        metadata: { name: 't' },
        spec: { metrics: [metric] },
      },
    ]);
    expect(findings.filter(({ rule }) => rule === 'rule-failed')).toEqual([]);
  },
  60_000,
);
