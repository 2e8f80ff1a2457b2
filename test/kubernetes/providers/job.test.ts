import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisTemplate, Argument, job, type VerdictProvider } from '../../../lib';
import { emptyChart, only, type Json } from '../../support/synth';

const image = 'registry.example.com/smoke:1';

/** The Job of a template with this one metric. */
function jobOf(provider: VerdictProvider, chart = emptyChart()): Json['spec'] {
  new AnalysisTemplate(chart, 'smoke', {
    args: { url: Argument.default('http://web') },
    metrics: () => [{ name: 'smoke', provider }],
  });
  return only(chart, 'AnalysisTemplate').spec.metrics[0].provider.job;
}

test('a Job fails at its first failure and after ten minutes, unless it says otherwise', () => {
  expect(jobOf(job({ containers: [{ image }] })).spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 600 });
  const patient = job({ containers: [{ image }], backoffLimit: 2, activeDeadline: Duration.minutes(1) });
  expect(jobOf(patient).spec).toMatchObject({ backoffLimit: 2, activeDeadlineSeconds: 60 });
});

test('a raw one gets the same defaults, and keeps what it says', () => {
  const template = { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image }] } };
  expect(jobOf(job({ spec: { template } })).spec).toEqual({ backoffLimit: 0, activeDeadlineSeconds: 600, template });
  expect(jobOf(job({ spec: { template, backoffLimit: 6, activeDeadlineSeconds: 5 } })).spec).toMatchObject({
    backoffLimit: 6,
    activeDeadlineSeconds: 5,
  });
});

test('its pods are those of a cdk8s-plus Job, but for the label by which that would find them', () => {
  const chart = emptyChart();
  const secret = new kplus.Secret(chart, 'vault', { metadata: { name: 'vault' } });
  const props = {
    containers: [
      {
        image,
        args: ['--url', '{{args.url}}'],
        envVariables: { TOKEN: secret.envValue('token') },
        resources: { cpu: { request: kplus.Cpu.millis(100) } },
        volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(new Chart(new App(), 'v'), 'tmp', 'tmp') }],
      },
    ],
    podMetadata: { labels: { suite: 'smoke' } },
  };
  const { template } = jobOf(job(props), chart).spec;
  const other = emptyChart();
  new kplus.Job(other, 'smoke', props);
  const same = only(other, 'Job').spec.template;
  expect(template.spec).toEqual(same.spec);
  expect(Object.keys(same.metadata.labels)).toEqual([kplus.Pod.ADDRESS_LABEL, 'suite']);
  expect(template.metadata.labels).toEqual({ suite: 'smoke' });
});

test('labels and annotations of the Job itself are those that Argo copies', () => {
  const metadata = { labels: { team: 'shop' }, annotations: { 'example.com/owner': 'shop' } };
  expect(jobOf(job({ containers: [{ image }], metadata })).metadata).toEqual(metadata);
  expect(jobOf(job({ containers: [{ image }] }))).not.toHaveProperty('metadata');
});
