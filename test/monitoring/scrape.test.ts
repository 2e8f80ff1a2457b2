import { MonitoringError, Objective, podMonitor, serviceMonitor, type ScrapedService } from '../../lib/monitoring';
import { istioSignals } from '../../lib/slo';
import { closedValidator } from '../support/schema';
import { testWithShared } from '../support/tools';

type Labels = Readonly<Record<string, string>>;
interface Pod {
  readonly name: string;
  readonly labels: Labels;
}
interface Service extends ScrapedService {
  readonly selector: Labels;
}
interface Monitor {
  readonly kind: string;
  readonly spec: { readonly selector: { readonly matchLabels: Labels }; readonly podTargetLabels: readonly string[] };
}

const APP = { 'app.kubernetes.io/name': 'checkout' };
const HASH = 'rollouts-pod-template-hash';
const pod = (hash: string, index: number): Pod => ({
  name: `checkout-${hash}-${index}`,
  labels: { ...APP, [HASH]: hash },
});
const has = (labels: Labels, wanted: Labels) => Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** The targets that the operator's configuration finds: pods by themselves, or once through each Service that is chosen. */
const targetsOf = ({ kind, spec }: Monitor, pods: readonly Pod[], services: readonly Service[]) => {
  const through =
    kind === 'PodMonitor'
      ? pods.filter(({ labels }) => has(labels, spec.selector.matchLabels))
      : services
          .filter(({ labels }) => has(labels, spec.selector.matchLabels))
          .flatMap(({ selector }) => pods.filter(({ labels }) => has(labels, selector)));
  return through.map(({ name, labels }) => ({
    name,
    labels: Object.fromEntries(spec.podTargetLabels.map((label) => [label.replace(/\W/g, '_'), labels[label]])),
  }));
};

const managed = (name: string, hash: string): Service => ({
  name,
  labels: APP,
  managed: true,
  selector: { ...APP, [HASH]: hash },
});
const all: Service = { name: 'checkout-metrics', labels: { ...APP, scrape: 'true' }, selector: APP };
const other: Pod = { name: 'cart-1', labels: { 'app.kubernetes.io/name': 'cart' } };

const MOMENTS: readonly (readonly [string, readonly Pod[], readonly Service[]])[] = [
  [
    'before a promotion',
    [pod('aaa', 1), pod('aaa', 2)],
    [managed('checkout', 'aaa'), managed('checkout-canary', 'aaa'), all],
  ],
  [
    'during it',
    [pod('aaa', 1), pod('aaa', 2), pod('bbb', 1)],
    [managed('checkout', 'aaa'), managed('checkout-canary', 'bbb'), all],
  ],
  ['after it', [pod('bbb', 1), pod('bbb', 2)], [managed('checkout', 'bbb'), managed('checkout-canary', 'bbb'), all]],
];

const base = { service: 'checkout', namespace: 'shop' };
const services = MOMENTS[0]?.[2] ?? [];
const monitors = {
  PodMonitor: podMonitor({ ...base, selector: APP }).body as Monitor,
  ServiceMonitor: serviceMonitor({ ...base, services, scrape: 'checkout-metrics' }).body as Monitor,
};

describe.each(Object.entries(monitors))('a %s', (kind, monitor) => {
  test.each(MOMENTS)('finds each pod once, and its hash, %s', (_, pods, there) => {
    const targets = targetsOf(monitor, [...pods, other], there);
    expect(targets).toEqual(
      pods.map(({ name, labels }) => ({ name, labels: { rollouts_pod_template_hash: labels[HASH] } })),
    );
  });

  testWithShared('is what the operator takes, to the last key', (dir) => {
    expect(closedValidator(dir)(monitor)).toEqual([]);
    expect(kind).toBe(monitor.kind);
  });
});

test('scraping the stable and the canary Service finds each pod twice after a promotion', () => {
  const both: Monitor = { kind: 'ServiceMonitor', spec: { selector: { matchLabels: APP }, podTargetLabels: [HASH] } };
  const [, pods, there] = MOMENTS[2] ?? ['', [], []];
  const managedOnly = there.filter((service) => service.managed);
  expect(
    targetsOf(both, pods, managedOnly)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...pods, ...pods].map(({ name }) => name).sort());
});

const problemsOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof MonitoringError ? error.problems.map(({ at, what }) => `${at}: ${what}`) : [String(error)];
  }
  return [];
};

describe('a monitor is refused', () => {
  const through =
    (scrape: string, more: readonly Service[] = []) =>
    () =>
      serviceMonitor({ ...base, services: [...services, ...more], scrape });

  test('through a Service that Argo points at one version', () => {
    expect(problemsOf(through('checkout'))).toEqual(['scrape: Argo points it at the pods of one version.']);
    expect(problemsOf(through('checkout-canary'))).toHaveLength(1);
  });

  test('through a Service whose labels others have too', () => {
    const root: Service = { name: 'checkout-root', labels: APP, selector: APP };
    expect(problemsOf(through('checkout-root', [root])).map((text) => text.split(':')[0])).toEqual([
      'services',
      'services',
      'services',
    ]);
  });

  test('through a Service that there is not', () => {
    expect(problemsOf(through('chekout'))).toEqual([
      'scrape: it is none of the Services: checkout, checkout-canary, checkout-metrics.',
    ]);
  });

  test('where it would find pods of others, or of one version alone', () => {
    expect(problemsOf(() => podMonitor({ ...base, selector: {} }))).toEqual(['selector: it is empty.']);
    expect(problemsOf(() => podMonitor({ ...base, selector: { ...APP, [HASH]: 'aaa' } }))).toEqual([
      `selector: it has ${HASH}.`,
    ]);
  });
});

describe('the interval', () => {
  const objective = (scrapeSeconds: number) =>
    Objective.availability({
      ...base,
      owner: 'shop',
      runbook: 'r',
      target: 0.999,
      scrapeSeconds,
      signals: istioSignals({ workload: 'checkout', namespace: 'shop' }),
    });
  const made = (props: object) => podMonitor({ ...base, selector: APP, ...props });

  test('is that of the objectives', () => {
    expect(JSON.stringify(made({ objectives: [objective(15)] }).body)).toContain('"interval":"15s"');
    expect(JSON.stringify(made({}).body)).toContain('"interval":"30s"');
  });

  test('is refused where an objective counts on another, with both ways out', () => {
    expect(problemsOf(() => made({ objectives: [objective(15), objective(60)] }))).toEqual([
      'intervalSeconds: "checkout-availability" has scrapeSeconds 60.',
    ]);
    expect(() => made({ objectives: [objective(15)], intervalSeconds: 30 })).toThrow(
      'do:  give the objective scrapeSeconds: 30, or the monitor intervalSeconds: 15.',
    );
  });

  test('is a whole number above 0', () => {
    expect(problemsOf(() => made({ intervalSeconds: 0 }))).toEqual([
      'intervalSeconds: it is no whole number of seconds above 0.',
    ]);
  });
});
