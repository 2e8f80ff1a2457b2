import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { InvalidInputError, ObjectiveMonitoring, ReleaseApp } from '../../../lib';
import {
  alertTestFiles,
  AlertTestError,
  grafanaVendor,
  newRelicVendor,
  Objective,
  prometheusVendor,
  writeAlertTests,
  type MonitoringVendor,
} from '../../../lib/monitoring';
import { filesIn, withFolder } from '../../support/folder';
import { allOf, emptyChart } from '../../support/synth';
import { availability, latency, OWN, released, signals } from './services';

const quick = Objective.availability({
  ...OWN,
  signals,
  target: 0.999,
  burnWindows: [{ severity: 'page', longMinutes: 60, shortMinutes: 5, budget: 0.02 }],
});

describe('alerts and dashboards', () => {
  test('are objects of the chart: each question is answered by the first vendor that can', () => {
    const chart = emptyChart('shop');
    const { alerts } = new ObjectiveMonitoring(chart, 'monitoring', {
      objectives: [availability, latency],
      monitoring: [prometheusVendor, grafanaVendor],
    });
    expect(allOf(chart, 'PrometheusRule').map(({ metadata }) => metadata.name)).toEqual([
      'slo-checkout-availability',
      'slo-checkout-latency',
    ]);
    expect(allOf(chart, 'GrafanaAlertRuleGroup')).toEqual([]);
    expect(allOf(chart, 'GrafanaDashboard')).toHaveLength(1);
    expect(alerts).toHaveLength(availability.legs.length + latency.legs.length);
  });

  test('are those of the vendor that is named first', () => {
    const chart = emptyChart('shop');
    new ObjectiveMonitoring(chart, 'monitoring', {
      objectives: [availability],
      monitoring: [grafanaVendor, prometheusVendor],
    });
    expect(allOf(chart, 'GrafanaAlertRuleGroup')).toHaveLength(1);
    expect(allOf(chart, 'PrometheusRule')).toEqual([]);
  });

  test('are refused where nobody can alert, with the reason, before anything is made', () => {
    const chart = emptyChart('shop');
    const make = () =>
      new ObjectiveMonitoring(chart, 'monitoring', { objectives: [availability], monitoring: [newRelicVendor] });
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(/"shop\/monitoring" cannot be built.*alert on it\. New Relic aggregates/s);
    expect(chart.node.children).toEqual([]);
  });

  test('are refused where those of two objectives would have one name', () => {
    const chart = emptyChart('shop');
    const objectives = [
      Objective.availability({ ...OWN, signals, target: 0.999, service: 'checkout', name: 'api-errors' }),
      Objective.availability({ ...OWN, signals, target: 0.999, service: 'checkout-api', name: 'errors' }),
    ];
    const make = () => new ObjectiveMonitoring(chart, 'monitoring', { objectives, monitoring: [prometheusVendor] });
    expect(make).toThrow(/it is called shop\/checkout-api-errors, as objectives\[0\] is/);
  });

  test('that several objectives need alike are installed once', () => {
    const sharing: MonitoringVendor = {
      ...prometheusVendor,
      alerts: () => ({
        alerts: [],
        artefacts: [
          {
            kind: 'ConfigMap',
            name: 'routes',
            body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'routes' } },
          },
        ],
      }),
    };
    const chart = emptyChart('shop');
    new ObjectiveMonitoring(chart, 'monitoring', { objectives: [availability, latency], monitoring: [sharing] });
    expect(allOf(chart, 'ConfigMap')).toHaveLength(1);
  });

  test('of a service are made with it, and at hand', () => {
    const { chart, service } = released();
    expect(service.monitoring?.alerts).toHaveLength(6);
    expect(allOf(chart, 'PrometheusRule')).toHaveLength(2);
    expect(released({ objectives: undefined, monitoring: undefined }).service.monitoring).toBeUndefined();
  });
});

describe('beside the manifests', () => {
  test('lie the tests of the alerts, in a folder that neither kubectl nor the CLI of cdk8s takes for manifests', () => {
    withFolder((folder) => {
      released({}, folder).app.synth();
      const written = filesIn(folder);
      expect(Object.keys(written)).toEqual([
        'alert-tests/slo-shop.checkout-availability.rules.yml',
        'alert-tests/slo-shop.checkout-availability.test.yml',
        'alert-tests/slo-shop.checkout-latency.rules.yml',
        'alert-tests/slo-shop.checkout-latency.test.yml',
        'shop.k8s.yaml',
      ]);
      for (const { path, text } of alertTestFiles(availability) ?? []) {
        expect(written[`alert-tests/${path}`]).toBe(text);
      }
      expect(written['shop.k8s.yaml']).toContain(
        'stepgate.dev/alert-tests: alert-tests/slo-shop.checkout-latency.test.yml',
      );
    });
  });

  test('lies what goes to the API of a vendor, since Kubernetes takes it in no form', () => {
    withFolder((folder) => {
      const app = new ReleaseApp({ outdir: folder });
      new ObjectiveMonitoring(new Chart(app, 'shop'), 'monitoring', {
        objectives: [quick],
        monitoring: [newRelicVendor],
      });
      app.synth();
      const paths = Object.keys(filesIn(folder)).filter((path) => !path.endsWith('.k8s.yaml'));
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        expect(path).toMatch(/^monitoring\/newRelic\/shop\/.*\.json$/);
        expect(JSON.parse(filesIn(folder)[path] ?? '')).toBeInstanceOf(Object);
      }
    });
  });

  test('lies nothing of an app that is refused', () => {
    withFolder((folder) => {
      const outdir = join(folder, 'out');
      const app = new ReleaseApp({
        outdir,
        inspectors: [
          { id: 'no', inspect: () => [{ rule: 'no', at: 'x', what: 'no.', why: 'because.', fix: 'do not.' }] },
        ],
      });
      new ObjectiveMonitoring(new Chart(app, 'shop'), 'monitoring', {
        objectives: [availability],
        monitoring: [prometheusVendor],
      });
      expect(() => app.synth()).toThrow(InvalidInputError);
      expect(existsSync(outdir)).toBe(false);
    });
  });

  test('lies no file twice: two constructs with the tests of one objective are refused', () => {
    withFolder((outdir) => {
      const app = new ReleaseApp({ outdir });
      const chart = new Chart(app, 'shop');
      for (const id of ['one', 'other']) {
        new ObjectiveMonitoring(new Chart(chart, id, { namespace: id }), 'monitoring', {
          objectives: [availability],
          monitoring: [prometheusVendor],
        });
      }
      expect(() => app.synth()).toThrow(/one-file-one-source/);
    });
  });

  test('lie none of a plain cdk8s.App, whose author writes them', () => {
    withFolder((outdir) => {
      const app = new App({ outdir });
      new ObjectiveMonitoring(new Chart(app, 'shop'), 'monitoring', {
        objectives: [availability],
        monitoring: [prometheusVendor],
      });
      app.synth();
      expect(Object.keys(filesIn(outdir))).toEqual(['shop.k8s.yaml']);
      writeAlertTests(join(outdir, 'tests'), [availability]);
      expect(Object.keys(filesIn(join(outdir, 'tests')))).toEqual(
        alertTestFiles(availability)?.map(({ path }) => path) ?? [],
      );
    });
  });

  test('none can be written of an objective without PromQL, and then none is', () => {
    withFolder((folder) => {
      const silent = Objective.ratio({
        ...OWN,
        name: 'mails',
        target: 0.99,
        indicator: {
          kind: 'events',
          total: { raw: { nrql: 'SELECT count(*) FROM Mail' } },
          part: { is: 'bad', query: { raw: { nrql: 'SELECT count(*) FROM Mail WHERE lost' } } },
          series: [],
        },
      });
      expect(() => writeAlertTests(folder, [availability, silent])).toThrow(AlertTestError);
      expect(filesIn(folder)).toEqual({});
    });
  });
});
