import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../../../../policies/hosts/pulumi/settings';
import { Analyzer, pulumiModules, UNKNOWN, type SentResource } from '../../../support/analyzer';
import { withFolderAsync } from '../../../support/folder';
import { ROOT, testWith } from '../../../support/tools';

const PACK = join(ROOT, 'policies', 'hosts', 'pulumi');
const URN = 'urn:pulumi:dev::shop::kubernetes:argoproj.io/v1alpha1:Rollout::web';

const real = (name: string, run: () => Promise<void>, ms = 60_000) =>
  testWith(pulumiModules, 'test/real is not installed', name, run, ms);

/** Runs with a pack that is stopped afterwards. */
async function withPack<T>(run: (pack: Analyzer) => Promise<T>, { dir = PACK, config = {} } = {}): Promise<T> {
  const pack = await Analyzer.start(dir, { PULUMI_CONFIG: JSON.stringify(config) });
  try {
    return await run(pack);
  } finally {
    pack.stop();
  }
}

/** A rollout in steps that no analysis watches. */
function rollout(spec: object = {}, metadata: object = {}): SentResource {
  const props = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web', ...metadata },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'acme/web:1', ports: [{ containerPort: 8080 }] }] },
      },
      strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: '10m' } }] } },
      ...spec,
    },
  };
  return { type: 'kubernetes:argoproj.io/v1alpha1:Rollout', urn: URN, props };
}

const helm: SentResource = {
  type: 'kubernetes:helm.sh/v3:Release',
  urn: 'urn:pulumi:dev::shop::kubernetes:helm.sh/v3:Release::redis',
  props: { chart: 'redis' },
};

describe('what a user configures', () => {
  real('moves the level of all that blocks, and what only warns never blocks', async () => {
    await withPack(async (pack) => {
      const levels = async () => {
        const said = await pack.analyzeStack([rollout()]);
        const of = (name: string) => said.find(({ policyname }) => policyname === name)?.enforcementlevel;
        return [of('no-analysis'), of('owner-named')];
      };
      expect(await levels()).toEqual([1, 0]);
      await pack.configure({ 'release-gates': { level: 0 } });
      expect(await levels()).toEqual([0, 0]);
      await pack.configure({ 'release-gates': { level: 2 } });
      expect(await levels()).toEqual([undefined, undefined]);
    });
  });

  real('moves single rules of the stack, and a rule that is none is an error', async () => {
    await withPack(async (pack) => {
      const properties = { levels: { 'no-analysis': 'off', 'owner-named': 'error' } };
      await pack.configure({ 'release-gates': { level: 1, properties } });
      const said = await pack.analyzeStack([rollout()]);
      expect(said.map(({ policyname }) => policyname)).not.toContain('no-analysis');
      expect(said).toContainEqual(expect.objectContaining({ policyname: 'owner-named', enforcementlevel: 1 }));
      await pack.configure({ 'release-gates': { level: 1, properties: { levels: { 'no-analisys': 'off' } } } });
      await expect(pack.analyzeStack([rollout()])).rejects.toThrow('did you mean "no-analysis"?');
    });
  });

  real('names another pack and exempts, in the configuration of the stack', async () => {
    const exemption = {
      rule: 'no-analysis',
      target: { name: 'web' },
      reason: 'the metrics move this week',
      owner: 'team-shop',
      expires: '2999-12-31',
    };
    const config = { 'stepgate:exemptions': JSON.stringify([exemption, { ...exemption, target: { name: 'gone' } }]) };
    await withPack(
      async (pack) => {
        const said = await pack.analyzeStack([rollout()]);
        const about = said.filter(({ policyname }) => policyname === 'no-analysis');
        expect(about.map(({ message, enforcementlevel }) => [message.split('\n')[0], enforcementlevel])).toEqual([
          ['exempted until 2999-12-31 by team-shop: the metrics move this week', 0],
          ["the exemption in stepgate:exemptions[1] of the stack's configuration suppresses nothing. Take it out.", 0],
        ]);
      },
      { config },
    );
    await withPack(
      async (pack) => {
        const said = await pack.analyzeStack([rollout()]);
        expect(said.length).toBeGreaterThan(0);
        expect(said.filter(({ enforcementlevel }) => enforcementlevel !== 0)).toEqual([]);
      },
      { config: { 'stepgate:pack': 'audit', 'app:other': 'is nobody’s business' } },
    );
  });

  test.each([
    [{ 'stepgate:enviroment': 'dev' }, 'did you mean "environment"?'],
    [{ 'stepgate:world': 'flat' }, 'stepgate:world is "flat", and it must be open or closed.'],
    [{ 'stepgate:pack': 'lax' }, 'stepgate:pack is "lax", and it must be recommended or'],
    [{ 'stepgate:exemptions': '{' }, 'stepgate:exemptions must be a JSON list'],
    [{ 'stepgate:exemptions': '[{"rule":"slow"}]' }, 'stepgate:exemptions[0] must have rule, target'],
  ])('is refused where it can’t be read: %j', (config, why) => {
    expect(() => settingsFrom(JSON.stringify(config))).toThrow(why);
  });

  real('stops the pack from starting where it can’t be read', async () => {
    const config = { 'stepgate:world': 'flat' };
    await expect(withPack(() => Promise.resolve(), { config })).rejects.toThrow('stepgate:world is "flat"');
  });
});

describe('in a preview', () => {
  real('what is not known yet is no fault, is listed, and keeps nothing else from being judged', async () => {
    await withPack(async (pack) => {
      const strategy = { canary: { steps: [{ setWeight: UNKNOWN.number }, { pause: { duration: '10m' } }] } };
      const said = await pack.analyzeStack([rollout({ strategy, replicas: UNKNOWN.number })]);
      const about = said.filter(({ policyname }) => policyname === 'no-analysis');
      expect(about).toEqual([
        expect.objectContaining({
          enforcementlevel: 0,
          message: 'not known: a number that is only known once it is deployed',
          urn: URN,
        }),
      ]);
      expect(said).toContainEqual(
        expect.objectContaining({ policyname: 'owner-named', message: expect.stringContaining('nothing says') }),
      );
    });
  });

  real('a known rollout beside an unknown name of its image is judged as ever', async () => {
    await withPack(async (pack) => {
      const containers = [{ name: 'web', image: UNKNOWN.text, ports: [{ containerPort: 8080 }] }];
      const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
      const said = await pack.analyzeStack([rollout({ template })]);
      expect(said).toContainEqual(expect.objectContaining({ policyname: 'no-analysis', enforcementlevel: 1 }));
    });
  });

  real('a Helm release and a patch are listed as not known, and other providers are left alone', async () => {
    await withPack(async (pack) => {
      const patch = { ...rollout(), type: 'kubernetes:apps/v1:DeploymentPatch', urn: 'urn:patch' };
      const bucket = { type: 'aws:s3/bucket:Bucket', urn: 'urn:bucket', props: { kind: 'x', apiVersion: 'v1' } };
      const said = await pack.analyzeStack([helm, patch, bucket]);
      expect(said.map(({ policyname, urn, enforcementlevel }) => [policyname, urn, enforcementlevel])).toEqual([
        ['not-known', helm.urn, 0],
        ['not-known', 'urn:patch', 0],
      ]);
    });
  });
});

/** A team's own pack: one rule that mends what it finds. */
const OWN_PACK = `
  const { PolicyPack } = require('@pulumi/policy');
  const { definePack } = require('${join(ROOT, 'build/policies')}');
  const { pulumiPolicies } = require('${join(ROOT, 'build/policies/hosts/pulumi')}');
  const rule = {
    id: 'few-args', gate: 'deployment-safety', judges: 'object', title: 'It says how long', why: 'w', fix: 'f',
    level: 'error', source: 's', since: '1.0.0', kinds: ['apps/Deployment'], options: { seconds: 30 },
    examples: { good: [], bad: [] },
    *check({ spec }, { seconds }) {
      if (spec.minReadySeconds !== seconds) yield { at: ['spec', 'minReadySeconds'], what: 'it is another.' };
    },
    mend: (object, { seconds }) => {
      const copy = structuredClone(object);
      copy.spec.minReadySeconds = seconds;
      copy.spec.template.spec.containers.unshift({ name: 'first', image: 'acme/first' });
      return copy;
    },
  };
  new PolicyPack('acme', { policies: pulumiPolicies({ pack: definePack({ name: 'acme', version: '1.0.0', rules: [rule] }) }) });
`;

describe('a team’s own pack', () => {
  const SECRET = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value: 's3cret' };
  const containers = [{ name: 'web', image: UNKNOWN.text, env: [{ name: 'TOKEN', value: SECRET }] }];
  const deployment: SentResource = {
    type: 'kubernetes:apps/v1:Deployment',
    urn: 'urn:web',
    props: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { minReadySeconds: 5, template: { spec: { containers } } },
    },
  };

  real('mends what it finds where asked to, in place: what is secret stays so, and what is not known too', async () => {
    await withFolderAsync(async (dir) => {
      writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'acme', version: '1.2.3' }));
      writeFileSync(join(dir, 'index.js'), OWN_PACK);
      await withPack(
        async (pack) => {
          expect(await pack.remediate(deployment)).toEqual([]);
          expect(await pack.analyze(deployment)).toEqual([
            expect.objectContaining({ policyname: 'few-args', enforcementlevel: 1 }),
          ]);
          await pack.configure({ 'few-args': { level: 3, properties: { seconds: 20 } } });
          const [mended] = await pack.remediate(deployment);
          expect(mended?.diagnostic).toBe('');
          expect(mended?.props.spec).toEqual({
            minReadySeconds: 20,
            template: { spec: { containers: [{ name: 'first', image: 'acme/first' }, ...containers] } },
          });
          expect(await pack.analyze({ ...deployment, props: mended?.props })).toEqual([]);
        },
        { dir },
      );
    });
  });
});
