import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { sayInOurApi, type Changes, type Manifest } from './from-manifest';
import { refusal } from './judge';
import { Rollout, Strategy } from '../../../lib';
import { checkRelations } from '../../../lib/kubernetes/checks/relations/relations';
import { oracle, references } from '../../support/argo';
import { sharedDir, testWith, testWithShared } from '../../support/tools';

interface Expectations {
  readonly valid: readonly { readonly file: string }[];
  readonly invalid: readonly { readonly file: string; readonly stderr: string }[];
}

function read(file: string): readonly Manifest[] {
  const text = readFileSync(join(sharedDir()!, 'corpus', 'argo-lint', file), 'utf8');
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

function expectations(): Expectations {
  return JSON.parse(
    readFileSync(join(sharedDir()!, 'corpus', 'argo-lint', 'expectations.json'), 'utf8'),
  ) as Expectations;
}

/** Files whose experiments have neither a duration nor an analysis: lint lets them pass, but they never end. */
const ENDLESS = [
  'valid-alb-canary.yml',
  'valid-ingress-smi.yml',
  'valid-ingress-smi-multi.yml',
  'valid-istio-v1alpha3.yml',
  'valid-istio-v1beta1.yml',
  'valid-istio-v1beta1-mulitiple-virtualsvcs.yml',
];
const withEnd: Changes = { experimentDuration: Duration.hours(1) };

/** Its Ingress leads to a Service that the Rollout does not name: lint overlooks that, the controller does not (R10). */
const WRONG_INGRESS = 'valid-nginx-canary.yml';

const VALID = [
  ...ENDLESS,
  WRONG_INGRESS,
  'valid.yml',
  'valid.json',
  'valid-workload-ref.yaml',
  'valid-with-another-empty-object.yml',
  'valid-blue-green.yml',
  'valid-nginx-basic-canary.yml',
  'valid-nginx-smi-with-vsvc.yaml',
];

/** The spec of a Rollout as it is written. */
function specOf(rollout: Rollout): Manifest['spec'] {
  const objects = Testing.synth(Chart.of(rollout)) as Manifest[];
  return objects.find(({ kind, metadata }) => kind === 'Rollout' && metadata?.name === rollout.name)?.spec;
}

/** What we say beyond a file, and what a file leaves to Argo's defaults. */
function comparable(spec: Manifest['spec']): unknown {
  const { template, replicas, strategy, ...rest } = structuredClone(spec);
  const { canary } = strategy;
  if (canary?.analysis) {
    // ours says with which step it starts; Argo's default is the first one
    canary.analysis.startingStep ??= 0;
  }
  canary?.steps.forEach((step: Manifest['spec']) => delete step.experiment?.duration);
  if (template) {
    // every workload of cdk8s-plus marks its pods, and writes out what it wants of pods and containers
    delete template.metadata.labels['cdk8s.io/metadata.addr'];
  }
  return {
    ...rest,
    strategy,
    // Argo's default; ours is 2
    replicas: replicas ?? 1,
    template: template && {
      metadata: template.metadata,
      containers: template.spec.containers.map(
        ({ name, image, ports, resources, readinessProbe }: Manifest['spec']) => ({
          name,
          image,
          ports: ports?.map(({ protocol = 'TCP', ...port }: Manifest['spec']) => ({ ...port, protocol })),
          requests: resources?.requests,
          readinessProbe: readinessProbe && {
            path: readinessProbe.httpGet.path,
            port: readinessProbe.httpGet.port,
            periodSeconds: readinessProbe.periodSeconds,
          },
        }),
      ),
    },
  };
}

describe('a file that lint accepts', () => {
  describe.each(VALID)('%s', (file) => {
    testWithShared('says the same in our API', () => {
      // where the Ingress is wrong it is taken on trust, as one outside the app
      const manifests = read(file).filter(({ kind }) => file !== WRONG_INGRESS || kind !== 'Ingress');
      const theirs = manifests.filter(({ kind }) => kind === 'Rollout');
      const ours = sayInOurApi(manifests, ENDLESS.includes(file) ? withEnd : {});
      expect(ours.map(specOf).map(comparable)).toEqual(
        theirs.map(({ spec }) => comparable({ ...spec, replicas: spec.replicas ?? 2 })),
      );
    });
  });

  describe.each(ENDLESS)('%s', (file) => {
    testWithShared('is refused as it stands: its experiment never ends', () => {
      const { problems } = refusal(() => sayInOurApi(read(file)));
      expect(problems.map(({ rule }) => rule)).toEqual(['experiment-endless']);
    });
  });
});

describe('a file that lint accepts and the controller refuses', () => {
  testWithShared(`${WRONG_INGRESS} is refused at synth because of the Ingress`, () => {
    const [rollout] = sayInOurApi(read(WRONG_INGRESS));
    expect(() => specOf(rollout!)).toThrow('the Ingress has no rule for Service "nginx-rollout-stable". [R10]');
  });

  const found = oracle() !== undefined && sharedDir() !== undefined ? true : undefined;
  testWith(found, 'no .tools/oracle or no ../shared', `${WRONG_INGRESS} is refused by the real controller`, () => {
    const [verdict] = references([{ docs: read(WRONG_INGRESS) }]);
    expect(verdict?.rollouts[0]?.errors).toEqual([
      expect.stringContaining('no rules using service nginx-rollout-stable'),
    ]);
  });
});

describe('a file that lint refuses', () => {
  for (const file of ['invalid.yml', 'invalid.json', 'invalid-multiple-docs.yml']) {
    testWithShared(`${file} is refused because maxSurge and maxUnavailable are zero`, () => {
      const { problems } = refusal(() => sayInOurApi(read(file)));
      expect(problems.map(({ rule, at }) => ({ rule, at }))).toEqual([
        { rule: 'C1', at: 'spec.strategy.canary.maxSurge' },
      ]);
    });
  }

  testWithShared('invalid-empty-rollout-vsvc.yml does not compile, and is refused in JavaScript', () => {
    const chart = new Chart(new App(), 'corpus');
    // @ts-expect-error a Rollout has props
    expect(() => new Rollout(chart, 'without-props')).toThrow();
    // @ts-expect-error and among them a strategy
    expect(refusal(() => new Rollout(chart, 'empty', {})).problems.map(({ rule }) => rule)).toEqual(['S7']);
    const empty = read('invalid-empty-rollout-vsvc.yml').filter(({ kind }) => kind === 'Rollout');
    expect(refusal(() => sayInOurApi(empty)).problems.map(({ rule }) => rule)).toEqual(['S7']);
    // with a strategy, what lint misses is still missing: what it shall run
    const nothing = new Rollout(chart, 'nothing', { strategy: Strategy.canary() });
    expect(checkRelations(nothing)).toEqual([expect.stringContaining('[S2]')]);
  });

  testWithShared('invalid-unknown-field.yml does not compile, and is refused in JavaScript', () => {
    const [manifest] = read('invalid-unknown-field.yml');
    const chart = new Chart(new App(), 'corpus');
    // @ts-expect-error a strategy is made by Strategy.canary or Strategy.blueGreen
    const make = () => new Rollout(chart, 'unknown', { strategy: { 'unknown-strategy': {} } });
    expect(refusal(make).problems.map(({ rule }) => rule)).toEqual(['S7']);
    expect(refusal(() => sayInOurApi([manifest!])).problems.map(({ rule }) => rule)).toEqual(['S7']);
  });

  testWithShared('invalid-service-labels.yml is refused at synth because of the label', () => {
    const [rollout] = sayInOurApi(read('invalid-service-labels.yml'));
    expect(checkRelations(rollout!)).toEqual([
      expect.stringMatching(/^spec\.strategy\.canary\.canaryService: "istio-host-split-canary": .*app=.*\[R1\]/),
      expect.stringMatching(/^spec\.strategy\.canary\.stableService: "istio-host-split-stable": .*app=.*\[R1\]/),
    ]);
  });

  testWithShared(
    'invalid-ingress-smi-multi.yml is refused at synth because of the label, its other half is not',
    () => {
      const [first, second] = sayInOurApi(read('invalid-ingress-smi-multi.yml'), withEnd);
      expect(checkRelations(first!)).toEqual([
        expect.stringMatching(/^spec\.strategy\.canary\.canaryService: .*-canary": .*app=.*\[R1\]/),
        expect.stringMatching(/^spec\.strategy\.canary\.stableService: .*-stable": .*app=.*\[R1\]/),
        expect.stringMatching(/^spec\.strategy\.canary\.rootService: .*-root": .*app=.*\[R1\]/),
      ]);
      expect(checkRelations(second!)).toEqual([]);
    },
  );

  testWithShared(
    'invalid-ping-pong.yml is refused because nobody splits, and with a router because of the label',
    () => {
      const manifests = read('invalid-ping-pong.yml');
      expect(refusal(() => sayInOurApi(manifests)).problems.map(({ rule }) => rule)).toEqual(['needs-router']);
      const [rollout] = sayInOurApi(
        manifests.map((manifest) => {
          const changed = structuredClone(manifest);
          if (changed.kind === 'Rollout') {
            changed.spec.strategy.canary.trafficRouting = { alb: { ingress: 'alb', servicePort: 80 } };
          }
          return changed;
        }),
      );
      expect(checkRelations(rollout!)).toEqual([
        expect.stringMatching(/^spec\.strategy\.canary\.pingPong\.pingService: "ping-service": .*app=.*\[R1\]/),
        expect.stringMatching(/^spec\.strategy\.canary\.pingPong\.pongService: "pong-service": .*app=.*\[R1\]/),
      ]);
    },
  );

  testWithShared('invalid-nginx-canary.yml is refused because NGINX sends nothing to an experiment', () => {
    const { problems } = refusal(() => sayInOurApi(read('invalid-nginx-canary.yml'), withEnd));
    expect(problems.map(({ rule, at }) => ({ rule, at }))).toEqual([
      { rule: 'C24', at: 'spec.strategy.canary.steps[1].experiment.templates[0].weight' },
    ]);
  });

  testWithShared("can't happen where the Rollout sets the selector", () => {
    const manifests = read('invalid-service-labels.yml').map((manifest) => {
      const changed = structuredClone(manifest);
      if (changed.kind === 'Service') {
        delete changed.spec.selector;
      }
      return changed;
    });
    const [rollout] = sayInOurApi(manifests);
    expect(checkRelations(rollout!)).toEqual([]);
    const objects = Testing.synth(Chart.of(rollout!)) as Manifest[];
    const selectors = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => spec.selector as object);
    expect(selectors).toHaveLength(2);
    for (const selector of selectors) {
      expect(rollout!.podLabels()).toMatchObject(selector);
      expect(Object.keys(selector)).not.toEqual([]);
    }
  });
});

describe('the corpus', () => {
  testWithShared('has no file that is not judged here', () => {
    const { valid, invalid } = expectations();
    expect([...VALID].sort()).toEqual(valid.map(({ file }) => file).sort());
    const judged = [
      'invalid-empty-rollout-vsvc.yml',
      'invalid-ingress-smi-multi.yml',
      'invalid-multiple-docs.yml',
      'invalid-nginx-canary.yml',
      'invalid-ping-pong.yml',
      'invalid-service-labels.yml',
      'invalid-unknown-field.yml',
      'invalid.json',
      'invalid.yml',
    ];
    expect(judged).toEqual(invalid.map(({ file }) => file).sort());
  });
});
