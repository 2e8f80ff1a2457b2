import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { manualUpdate } from '../../policies/rules/deployment-safety/manual-update';
import { objectiveAlerts } from '../../policies/rules/post-release-monitoring/objective-alerts';
import { ROOT, testWithShared } from '../support/tools';
import { found, judged } from './judging';

const rules = (name: string, ...all: readonly string[]) =>
  `{ apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: { name: ${name}, namespace: shop }, spec: { groups: [{ name: ${name}, rules: [${all.join(', ')}] }] } }`;
const recorded = (labels: string) => `{ record: "slo:error_ratio", expr: "vector(0)", labels: { ${labels} } }`;
const alert = (expr: string, labels = '') => `{ alert: Burns, expr: '${expr}', labels: { ${labels} } }`;
const BUDGET = recorded('slo: web-availability, window: 1h');

describe('an objective that is measured', () => {
  test('and of which no alert speaks is found once, where it is first recorded', () => {
    const other = recorded('slo: web-latency');
    expect(found(objectiveAlerts, rules('web', alert('up == 0'), BUDGET, BUDGET, other))).toEqual([
      'PrometheusRule/web spec.groups[0].rules[1].labels.slo: the objective "web-availability" is measured, and no alert is about it.',
      'PrometheusRule/web spec.groups[0].rules[3].labels.slo: the objective "web-latency" is measured, and no alert is about it.',
    ]);
  });

  test.each([
    ['in its query', alert('slo:error_ratio{slo="web-availability"} > 0.01')],
    ['in a label', alert('vector(1) > 0', 'slo: web-availability')],
    ['as Sloth calls it', alert('slo:error_ratio{sloth_id="web-availability"} > 0.01')],
  ])('has an alert that names it %s, wherever that stands', (_, one) => {
    expect(found(objectiveAlerts, rules('web', BUDGET, one))).toEqual([]);
    expect(found(objectiveAlerts, [rules('web', BUDGET), rules('alerts', one)].join('\n---\n'))).toEqual([]);
  });

  test('is not known to have none where alerts may be elsewhere', () => {
    expect(judged(objectiveAlerts, rules('web', BUDGET), { world: 'open' })).toMatchObject({
      findings: [],
      notKnown: ['whether an alert about the objective "web-availability" is among other manifests'],
    });
  });

  test('is one only where a recorded series says so', () => {
    expect(found(objectiveAlerts, rules('web', recorded('service: web'), alert('up == 0', 'slo: other')))).toEqual([]);
  });

  const SLOTH: readonly (readonly [file: string, silent: readonly string[]])[] = [
    ['_gen_getting-started.yml', []],
    ['_gen_home-wifi.yml', []],
    ['_gen_no-alerts.yml', ['myapp-http-availability']],
  ];

  testWithShared('has alerts in what Sloth generates, unless it was told to make none', (dir) => {
    for (const [file, silent] of SLOTH) {
      const spec: unknown = parse(readFileSync(join(dir, 'corpus', 'sloth', file), 'utf8'));
      const object = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'x' }, spec };
      const said = found(objectiveAlerts, JSON.stringify(object)).map((one) => /"([^"]+)"/.exec(one)?.[1]);
      expect([file, said]).toEqual([file, silent]);
    }
  });

  test('has alerts in what our own app writes', () => {
    const text = readFileSync(join(ROOT, 'test', 'golden', 'online-boutique', 'checkoutservice.k8s.yaml'), 'utf8');
    expect(text).toContain('record: slo:error_ratio');
    expect(found(objectiveAlerts, text)).toEqual([]);
  });
});

describe('a StatefulSet', () => {
  const updates = (strategy: string) =>
    found(
      manualUpdate,
      `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db }, spec: { updateStrategy: ${strategy} } }`,
    );

  test('that waits for a person says for what', () => {
    expect(updates('{ type: OnDelete }')).toEqual([
      'StatefulSet/db spec.updateStrategy.type: its pods keep the old version until somebody deletes them: updateStrategy is OnDelete.',
    ]);
    expect(updates('{ rollingUpdate: { partition: 1 } }')).toEqual([
      'StatefulSet/db spec.updateStrategy.rollingUpdate.partition: its first pod keeps the old version until somebody lowers the partition.',
    ]);
  });

  test.each(['{}', '{ type: RollingUpdate }', '{ rollingUpdate: { partition: 0 } }', '[]', '7'])(
    'that is updated by itself, or says nothing that can be read: %s',
    (strategy) => expect(updates(strategy)).toEqual([]),
  );
});
