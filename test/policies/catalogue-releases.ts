import { missingTemplate } from '../../policies/rules/analysis/missing-template';
import { manualUpdate } from '../../policies/rules/deployment-safety/manual-update';
import { slowRecovery } from '../../policies/rules/deployment-safety/slow-recovery';
import { all, METRIC, rollout, STRATEGY, template } from '../../policies/rules/example';
import type { Rule } from '../../policies/rule';
import { canary, SERVICES } from './validated';

/** Entries that are proven as another one is. */
export const ALIASES: Readonly<Record<string, string>> = {
  '7.1': 'R02',
  '7.4': 'G10',
  '7.6': 'X05',
  '7.9': 'W06',
};

/** Releases that have the fault of an entry. */
interface Own {
  /** Written for it. */
  readonly manifests?: readonly string[];
  /** Broken elsewhere, by the end of their titles. */
  readonly faulty?: readonly string[];
}

const bad = ({ examples }: Rule): readonly string[] => examples.bad.map(({ manifests }) => manifests);

const released = (metric: string, strategy = STRATEGY, more: readonly string[] = []) =>
  all(rollout({ strategy }), template(metric), ...more);

/** The same metric in a template of its own, so that a release uses both. */
const second = (metric: string, args = 'args: [{ name: service }]') =>
  template(metric).replace('name: success-rate,', 'name: other,').replace('args: [{ name: service }]', args);
const TWO = STRATEGY.replace('success-rate }]', 'success-rate }, { templateName: other }]');

const IN_A_STEP = `
  canary:
    canaryService: web-canary
    stableService: web
    trafficRouting: { nginx: { stableIngress: web } }
    steps:
      - setWeight: 5
      - analysis: { templates: [{ templateName: success-rate }], args: [{ name: service, value: shop }] }
      - setWeight: 50
      - pause: { duration: 5m }`;
const COUNTED = METRIC.replace('interval: 1m', 'interval: 1m\n  count: 5');

const web = (url: string) => `
  interval: 1m
  successCondition: result >= 0.99
  provider: { web: { url: '${url}', jsonPath: '{$.rate}' } }`;

const object = (apiVersion: string, kind: string, spec: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: ${spec}`;

/** By the id of the entry. */
export const OWN: Readonly<Record<string, Own>> = {
  G05: { faulty: ['a metric that nobody heeds'] },
  F01: {
    faulty: ['a result that may be empty'],
    manifests: [
      released(
        METRIC.replace(/.*Condition.*\n/g, '').replace(
          'interval',
          'consecutiveErrorLimit: 0\n  successCondition: result[0] >= 0.99\n  interval',
        ),
        STRATEGY.replace('startingStep: 1', 'startingStep: 0'),
      ),
    ],
  },
  F02: {
    manifests: [
      released(
        METRIC.replace(/ *failureCondition.*\n/, '')
          .replace(/successCondition.*/, 'successCondition: len(result) > 0 && result[0] >= 0.99')
          .replace('failureLimit: 2', 'failureLimit: 0'),
        STRATEGY.replace('startingStep: 1', 'startingStep: 0'),
      ),
    ],
  },
  '7.2': {
    manifests: [
      all(
        rollout({
          strategy: `
            canary:
              canaryService: web-canary
              stableService: web
              dynamicStableScale: true
              trafficRouting: { nginx: { stableIngress: web } }
              analysis:
                startingStep: 1
                templates: [{ templateName: success-rate }]
                args: [{ name: service, value: web-canary }]
              steps: [${[10, 20, 30, 40, 50, 60, 70, 80]
                .map((weight) => `{ setWeight: ${weight} }, { pause: { duration: 2m } }`)
                .join(', ')}]`,
          spec: 'replicas: 10\nminReadySeconds: 120',
        }),
        template(METRIC.replace('failureLimit: 2', 'failureLimit: 8')),
      ),
    ],
  },
  '7.3': {
    manifests: [released(COUNTED.replaceAll('0.99', '0.9').replace('failureLimit: 2', 'failureLimit: 4'), IN_A_STEP)],
  },
  '7.7': { faulty: ['a result that may be empty'] },
  '7.8 web': { manifests: [released(web('http://web-canary.shop/healthz'))] },
  'no manual step': { manifests: bad(manualUpdate) },
  MTTR: { manifests: bad(slowRecovery) },
  notes: { faulty: ['no notes'] },
  W07: { faulty: ['nobody is told of an abort'] },
  'alert tests': { faulty: ['an alert without tests'] },
  W02: { manifests: bad(missingTemplate) },
  'W01 S1': { manifests: [canary('steps: []', 'replicas: -1')] },
  'W01 C12': { manifests: [canary('steps: [{}]')] },
  'W01 C14': { manifests: [canary('steps: [{ pause: { duration: 1d } }]')] },
  'W01 R3': { manifests: [released(METRIC, TWO, [second(METRIC)])] },
  'W01 R4': {
    manifests: [
      all(
        rollout({ strategy: TWO.replace('args: [{ name: service, value: web-canary }]', 'args: []') }),
        template(METRIC).replace('{ name: service }', '{ name: service, value: one }'),
        second(METRIC, 'args: [{ name: service, value: two }]').replace('- name: success-rate', '- name: other'),
      ),
    ],
  },
  'W01 R5': {
    manifests: [
      released(METRIC).replace(
        '  metrics:',
        '  dryRun: [{ metricName: success-rate }, { metricName: success-rate }]\n  metrics:',
      ),
    ],
  },
  'W01 R6': {
    manifests: [released(METRIC, STRATEGY.replace('args: [{ name: service, value: web-canary }]', 'args: []'))],
  },
  'W01 R7': { manifests: [released(METRIC, IN_A_STEP)] },
  'W01 R8': {
    manifests: [
      template(METRIC).replace(
        '{ name: service }',
        '{ name: service, value: a, valueFrom: { secretKeyRef: { name: b, key: c } } }',
      ),
    ],
  },
  'W01 R14': {
    manifests: [
      all(
        canary(`${SERVICES}, trafficRouting: { istio: { virtualService: { name: web } } }`),
        object('networking.istio.io/v1', 'VirtualService', '{ hosts: [web] }'),
      ),
    ],
  },
  'W01 R16': {
    manifests: [
      all(
        canary(`${SERVICES}, trafficRouting: { ambassador: { mappings: [web] } }`),
        object('getambassador.io/v3alpha1', 'Mapping', '{ prefix: /, service: old, weight: 10 }'),
      ),
    ],
  },
  'W01 R18': { manifests: [rollout({ strategy: STRATEGY })] },
};
