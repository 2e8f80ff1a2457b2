import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { cases } from './cases';
import { faults, manifest } from './faults';
import { ExistingService, Rollout, type RolloutProps } from '../../../lib';
import { relationChecks } from '../../../lib/kubernetes/checks/relations/relations';
import { rolloutChecks } from '../../../lib/kubernetes/checks/rollout/rollout';
import { servicesOf } from '../../../lib/kubernetes/rollout/service-wiring';
import { lint, NO_ORACLE, oracle, references } from '../../support/argo';
import { testWith } from '../../support/tools';

/** What the neighbours that are fine become, with what they declare to exist outside the app. */
function neighbours() {
  return Object.values(cases)
    .flat()
    .map(({ id, when, fine }) => {
      const chart = new Chart(new App(), 'shop');
      const props = fine(new Construct(chart, 'around'));
      new Rollout(chart, 'checkout', props);
      return { name: `${id}: ${when}`, docs: [...(Testing.synth(chart) as object[]), ...declaredIn(props)] };
    });
}

function declaredIn({ strategy }: RolloutProps): readonly object[] {
  const declared = servicesOf(strategy)
    .map(({ service }) => service)
    .filter((one) => one instanceof ExistingService);
  return declared.map(({ name, port }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port }] },
  }));
}

const yaml = (docs: readonly object[]) => docs.map((doc) => stringify(doc)).join('---\n');

describe('the neighbours of all faults', () => {
  /** Its Service selects the pods of a Deployment that the Rollout refers to: lint does not follow a workloadRef. */
  const NOT_FOLLOWED = 'service-selector: a Service selects the pods of a Deployment';

  testWith(oracle(), NO_ORACLE, 'are accepted by the real lint', () => {
    const files = neighbours().map(({ name, docs }) => ({ name, yaml: yaml(docs) }));
    expect(files.length).toBeGreaterThan(100);
    const refused = lint(files).filter(({ ok }) => !ok);
    expect(refused.map(({ name }) => name)).toEqual([NOT_FOLLOWED]);
  });

  testWith(oracle(), NO_ORACLE, 'are accepted by the real controller, with everything they refer to', () => {
    const sets = neighbours();
    const verdicts = references(sets.map(({ docs }) => ({ docs })));
    const refused = sets
      .map(({ name }, index) => ({ name, ...verdicts[index]! }))
      .filter(({ error, rollouts }) => error !== undefined || rollouts.some(({ errors }) => errors.length > 0));
    expect(refused).toEqual([]);
  });
});

describe('a fault that is written into a manifest by hand', () => {
  testWith(oracle(), NO_ORACLE, 'is the only one: without it the real lint accepts the manifest', () => {
    const files = (['canary', 'blueGreen'] as const).map((base) => ({ name: base, yaml: stringify(manifest(base)) }));
    expect(lint(files).filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each(faults.map(({ id }) => id))('%s is one that we check', (id) => {
    const ids = [...Object.values(rolloutChecks).flat(), ...relationChecks].map((check: { id: string }) => check.id);
    expect(ids).toContain(id);
  });

  testWith(oracle(), NO_ORACLE, 'is refused by the real lint as well, for the reason of our check', () => {
    const files = faults.map(({ id, base, write }) => {
      const rollout = manifest(base);
      write(rollout);
      return { name: id, yaml: stringify(rollout) };
    });
    const verdicts = lint(files);
    const disagreements = faults.flatMap(({ id, says }, index) => {
      const { ok, errors, stderr } = verdicts[index]!;
      return !ok && [...errors, stderr].some((error) => error.includes(says)) ? [] : [{ id, says, errors }];
    });
    expect(disagreements).toEqual([]);
  });
});

describe('the rules of lint in the reference', () => {
  /** S and B rules, C1 to C26; those that our API can't break have their reason. */
  const rules = [
    ...Array.from({ length: 8 }, (_, index) => `S${index + 1}`),
    ...Array.from({ length: 3 }, (_, index) => `B${index + 1}`),
    ...Array.from({ length: 26 }, (_, index) => `C${index + 1}`),
  ];
  const elsewhere: Readonly<Record<string, string>> = {
    S5: 'several checks: S5-restart, S5-container, S5-names, S5-ports, S5-volumes, S5-selector',
    C6: 'ALB makes a root Service; without one (rootService: false) its own problem says so',
  };

  test.each(rules)('%s has a check of ours, or a reason', (rule) => {
    const ids = [...Object.values(rolloutChecks).flat(), ...relationChecks].map((check: { id: string }) => check.id);
    expect(ids.includes(rule) || rule in elsewhere).toBe(true);
  });
});
