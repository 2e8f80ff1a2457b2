import { join } from 'node:path';
import { fieldOf } from '../../../../lib/facts/kubernetes/problem';
import { readText } from '../../../../lib/facts/kubernetes/read';
import type { Item, KubeObject } from '../../../../lib/facts/item';
import { evaluate } from '../../../../policies/evaluate';
import { recommended } from '../../../../policies/packs/recommended';
import { rules } from '../../../../policies/rules';
import { Analyzer, pulumiModules, type Diagnostic, type SentResource } from '../../../support/analyzer';
import { ROOT, testWith } from '../../../support/tools';

const PACK = join(ROOT, 'policies', 'hosts', 'pulumi');
const TODAY = new Date().toISOString().slice(0, 10);
const LEVELS = ['advisory', 'mandatory'];

let pack: Analyzer | undefined;
const started = async () => (pack ??= await Analyzer.start(PACK));
afterAll(() => pack?.stop());

const real = (name: string, run: () => Promise<void>, ms = 60_000) =>
  testWith(pulumiModules, 'test/real is not installed', name, run, ms);

/** Objects as a program registers them, each under an URN of its own. */
function resourcesOf(objects: readonly KubeObject[]): SentResource[] {
  return objects.map((props, index) => {
    const type = `kubernetes:${props.apiVersion.includes('/') ? props.apiVersion : `core/${props.apiVersion}`}:${props.kind}`;
    return { type, urn: `urn:pulumi:dev::shop::${type}::${props.metadata.name ?? ''}-${index}`, props };
  });
}

/** The same for evaluate, without any host. */
const itemOf = ({ props, urn }: SentResource): Item => ({
  object: props as KubeObject,
  origin: { kind: 'urn', path: urn },
});

/** What a preview shows: of each resource, then of the stack. */
async function preview(analyzer: Analyzer, resources: readonly SentResource[]): Promise<Diagnostic[]> {
  const each: Diagnostic[] = [];
  for (const resource of resources) each.push(...(await analyzer.analyze(resource)));
  return [...each, ...(await analyzer.analyzeStack(resources))];
}

const isListed = ({ message }: Diagnostic) => /^(not known|exempted until|the exemption in) ?/.test(message);

describe('the policy pack, over the analyzer protocol', () => {
  const examples = rules.flatMap(({ id, examples: { good, bad } }) =>
    [...good, ...bad].map(({ title, manifests }) => ({ title: `${id}: ${title}`, manifests })),
  );

  real(
    'finds in every example of every rule what evaluate finds, at the same level, in the same words',
    async () => {
      const analyzer = await started();
      let compared = 0;
      for (const { title, manifests } of examples) {
        const { items } = readText(manifests, 'example');
        const resources = resourcesOf(items.map(({ object }) => object));
        const said = await preview(analyzer, resources);
        const direct = evaluate(resources.map(itemOf), recommended, { today: TODAY });
        const expected = direct.findings.map(({ rule, severity, field, what, why, fix }) => {
          const at = field.length === 0 ? '' : `${fieldOf(field)}: `;
          return `${rule} ${severity === 'error' ? 'mandatory' : 'advisory'} ${at}${what}\n${why}\nTo do: ${fix}`;
        });
        const found = said
          .filter((one) => !isListed(one))
          .map(
            ({ policyname, enforcementlevel, message }) => `${policyname} ${LEVELS[enforcementlevel] ?? ''} ${message}`,
          );
        expect([title, found.sort()]).toEqual([title, expected.sort()]);
        expect(said.filter((one) => one.message.startsWith('not known'))).toHaveLength(direct.notKnown.length);
        compared += expected.length;
      }
      expect(compared).toBeGreaterThanOrEqual(rules.length);
    },
    240_000,
  );

  real('names itself, its version, and each rule of objects as a policy of its own', async () => {
    const info = await (await started()).info();
    const { version } = jest.requireActual<{ version: string }>(join(ROOT, 'package.json'));
    expect(info).toMatchObject({ name: 'stepgate', version });
    const names = info.policiesList.map((policy: { name: string }) => policy.name);
    const objectRules = rules.filter(({ judges }) => judges === 'object').map(({ id }) => id);
    expect(names).toEqual([...objectRules, 'release-gates']);
  });
});
