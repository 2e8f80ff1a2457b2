import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldOf } from '../../../../lib/facts/kubernetes/problem';
import { readText } from '../../../../lib/facts/kubernetes/read';
import type { Item, KubeObject } from '../../../../lib/facts/item';
import { capital } from '../../../../lib/reports/words';
import { evaluate } from '../../../../policies/evaluate';
import { recommended } from '../../../../policies/packs/recommended';
import { rules } from '../../../../policies/rules';
import { withFolder } from '../../../support/folder';
import { ROOT, testWith } from '../../../support/tools';

const modules = join(ROOT, 'test', 'real', 'node_modules');
const cdk = existsSync(join(modules, 'aws-cdk-lib')) ? modules : undefined;
const real = (name: string, run: () => void, ms = 180_000) =>
  testWith(cdk, 'test/real is not installed', name, run, ms);

/** An app with a cluster, in which a test adds manifests and whatever else; `app.js` is the file that reports name. */
const app = (body: string) => `
  const { App, CfnParameter, Stack, Validations } = require('aws-cdk-lib');
  const eks = require('aws-cdk-lib/aws-eks');
  const { LayerVersion } = require('aws-cdk-lib/aws-lambda');
  const { exempt, releaseGates } = require('${join(ROOT, 'build/policies/hosts/cdk')}');
  const app = new App({ outdir: process.argv[2] });
  const stack = new Stack(app, 'Shop');
  const kubectlLayer = LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:1:layer:kubectl:1');
  const cluster = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_31, kubectlLayer });
  ${body}
  app.synth();
`;

/** A rollout in steps, as its author writes it; `extra` stands in its strategy, `replicas` is an expression. */
const rollout = (extra = '', replicas = '4') => `
  const web = cluster.addManifest('web', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' },
    spec: {
      replicas: ${replicas},
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'acme/web:1', ports: [{ containerPort: 8080 }] }] },
      },
      strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: '10m' } }] ${extra} } },
    },
  });`;

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly violatingConstructs: { readonly constructPath: string; readonly stackTraces?: readonly string[] }[];
}

/** Really synthesizes an app, in a process of its own. */
function synth(body: string) {
  return withFolder((folder) => {
    const script = join(folder, 'app.js');
    writeFileSync(script, app(body));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], {
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: modules, CDK_VALIDATION: 'false' },
    });
    const file = join(folder, 'validation-report.json');
    const { pluginReports } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { pluginReports: [] };
    const report = pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'stepgate');
    return {
      status,
      output: stdout + stderr,
      conclusion: report?.conclusion as string | undefined,
      violations: (report?.violations ?? []) as Violation[],
      suppressed: (report?.suppressedViolations ?? []) as Violation[],
      metadata: (report?.metadata ?? {}) as Record<string, string>,
    };
  });
}

const GATED = 'Validations.of(app).addPlugins(releaseGates({ today: "2026-06-01" }));';
const names = (violations: readonly Violation[]) => violations.map(({ ruleName }) => ruleName);

describe('the plugin of the CDK, in a real synth', () => {
  real('stops an app with a fault, and shows construct, line of the author and what to do', () => {
    const { status, output, conclusion, violations } = synth(`${GATED} ${rollout()}`);
    expect(status).not.toBe(0);
    expect(conclusion).toBe('failure');
    expect(output).toMatch(/ERROR Rollout web spec\.strategy: no analysis looks at the new version\..* \(stepgate\)/);
    expect(output).toContain("Acknowledge with 'stepgate::no-analysis'");
    const { violatingConstructs, severity } = violations.find(({ ruleName }) => ruleName === 'no-analysis') ?? {};
    expect([severity, violatingConstructs]).toEqual([
      'error',
      [expect.objectContaining({ constructPath: 'Shop/Cluster/manifest-web/Resource/Default' })],
    ]);
    expect(violatingConstructs?.[0]?.stackTraces?.[0]).toMatch(/app\.js:\d+:\d+/);
  });

  real(
    'leaves acknowledged findings to the CDK, which lists them, and ends with success if nothing else blocks',
    () => {
      const errors = names(synth(`${GATED} ${rollout()}`).violations.filter(({ severity }) => severity === 'error'));
      const acknowledge = [...new Set(errors)].map(
        (rule) => `Validations.of(cluster).acknowledge({ id: 'stepgate::${rule}', reason: 'the old one' });`,
      );
      const { status, conclusion, suppressed } = synth(`${GATED} ${rollout()} ${acknowledge.join('\n')}`);
      expect(errors).toContain('no-analysis');
      expect(names(suppressed).sort()).toEqual([...errors].sort());
      expect([status, conclusion]).toEqual([0, 'success']);
    },
  );

  real('takes exemptions of constructs that end, and says of each what became of it', () => {
    const { violations, metadata } = synth(`${GATED} ${rollout()}
      const said = { reason: 'the metrics move this week', owner: 'team-shop' };
      exempt(web, { ...said, rule: 'no-analysis', expires: '2026-06-01' });
      exempt(app, { ...said, rule: 'owner-named', expires: '2026-05-31' });
      exempt(kubectlLayer, { ...said, rule: 'no-analysis', expires: '2026-12-31' });
    `);
    expect(names(violations)).not.toContain('no-analysis');
    expect(names(violations)).toContain('owner-named');
    expect(metadata).toMatchObject({
      exempted: 'no-analysis by Shop/Cluster/manifest-web until 2026-06-01 by team-shop: the metrics move this week',
      expired: 'owner-named by the app: it ended on 2026-05-31.',
      unused: 'no-analysis by Shop/Kubectl',
    });
  });

  real(
    'knows what is only known once it is deployed: a token is no fault, and keeps nothing else from being judged',
    () => {
      const weights = "new CfnParameter(stack, 'Weight', { type: 'Number' })";
      const { violations } = synth(`${GATED}
      const weight = ${weights};
      ${rollout().replace('setWeight: 25', 'setWeight: weight.valueAsNumber')}
    `);
      const about = violations.filter(({ ruleName }) => ruleName === 'no-analysis');
      expect(about.map(({ severity, description }) => [severity, description])).toEqual([
        ['info', 'Rollout web: not known: Ref:Weight is only known once it is deployed'],
      ]);
      expect(names(violations)).toContain('owner-named');
    },
  );

  real('lists what it can’t look into, and an app without manifests passes without a word', () => {
    const { status, violations } = synth(`${GATED} cluster.addHelmChart('redis', { chart: 'redis' });`);
    expect(violations.map(({ ruleName, severity }) => [ruleName, severity])).toEqual([['not-known', 'info']]);
    expect(violations[0]?.violatingConstructs[0]?.constructPath).toBe('Shop/Cluster/chart-redis/Resource/Default');
    expect(status).toBe(0);
    expect(synth(GATED)).toMatchObject({ status: 0, conclusion: undefined });
  });

  real('finds in the examples of all rules what evaluate finds, each in a stack and cluster of its own', () => {
    const examples = rules
      .flatMap(({ examples: { good, bad } }) => [...good, ...bad])
      .map(({ manifests }) => manifests);
    const objects = examples.map((text) => readText(text, 'example').items.map(({ object }) => object));
    const told = withFolder((folder) => {
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', MANY, '--', folder], {
        encoding: 'utf8',
        input: JSON.stringify(objects),
        env: { ...process.env, NODE_PATH: modules, CDK_VALIDATION: 'false' },
        maxBuffer: 1 << 28,
      });
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as string[][];
    });
    expect(told).toHaveLength(examples.length);
    objects.forEach((own, index) => {
      expect([examples[index], told[index]?.sort()]).toEqual([examples[index], directly(own, index).sort()]);
    });
    expect(told.flat().length).toBeGreaterThanOrEqual(rules.length);
  });
});

/** Each example is a Stage of its own, whose plugin sees that Stage's stack alone. */
const MANY = `
  const { App, Stack, Validations, Stage, CfnResource } = require('aws-cdk-lib');
  const { releaseGates } = require('${join(ROOT, 'build/policies/hosts/cdk')}');
  const examples = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  const app = new App({ outdir: process.argv[1] });
  const told = [];
  examples.forEach((objects, index) => {
    const stage = new Stage(app, 'S' + index);
    const stack = new Stack(stage, 'Shop');
    objects.forEach((object, at) => new CfnResource(stack, 'M' + at, {
      type: 'Custom::AWSCDK-EKS-KubernetesResource', properties: { Manifest: stack.toJsonString([object]) },
    }));
    const plugin = releaseGates({ today: '2026-06-01' });
    Validations.of(stage).addPlugins({ ...plugin, validate(context) {
      const { success, violations } = plugin.validate(context);
      told[index] = violations.map(({ ruleName, severity, description, fix = '' }) =>
        [ruleName, severity, description, fix].join(' | '));
      return { success: true, violations: [] };
    } });
  });
  app.synth();
  console.log(JSON.stringify(told));
`;

/** What evaluate itself says, in the words of the report. */
function directly(objects: readonly KubeObject[], index: number): string[] {
  const items = objects.map((object, at): Item => {
    const id = `M${at}`;
    return {
      object,
      origin: { kind: 'template', path: `S${index}/Shop/${id}`, template: '', logicalId: id, index: 0 },
    };
  });
  const { findings, notKnown } = evaluate(items, recommended, { today: '2026-06-01' });
  const name = ({ kind, namespace, name: own }: (typeof findings)[number]['subject']) =>
    `${kind} ${namespace === undefined ? '' : `${namespace}/`}${own}`;
  return [
    ...findings.map(({ rule, severity, subject, field, what, why, fix }) => {
      const at = field.length === 0 ? '' : ` ${fieldOf(field)}`;
      const final = recommended.settings.find((setting) => setting.rule.id === rule)?.rule.exemptible === false;
      const shown = severity === 'error' && final ? 'fatal' : severity;
      return [rule, shown, `${name(subject)}${at}: ${what} ${capital(why)}`, fix].join(' | ');
    }),
    ...notKnown.map(({ rule, subject, what }) =>
      [rule, 'info', `${name(subject)}: not known: ${what}`, ''].join(' | '),
    ),
  ];
}
