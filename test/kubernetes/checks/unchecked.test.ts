import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { cases, type Case } from './cases';
import { Rollout } from '../../../lib';
import { lint, NO_ORACLE, oracle, references } from '../../support/argo';
import { testWith } from '../../support/tools';

// the library without its checks: what would reach the cluster if they were not there
jest.mock('../../../lib/kubernetes/checks/rollout/rollout', () => ({ checkRollout: () => [] }));
jest.mock('../../../lib/kubernetes/checks/relations/relations', () => ({ checkRelations: () => [] }));

/** Checks with a case that lint, or else the controller, refuses as well. All others see what Argo overlooks. */
const SEEN_BY_ARGO = [
  ...['B1', 'B2', 'B3', 'active-service'],
  ...['C1', 'C10', 'C11', 'C12', 'C13', 'C15', 'C16', 'C17', 'C18', 'C19', 'C2', 'C20', 'C21', 'C22', 'C23', 'C24'],
  ...['C25', 'C26', 'C3', 'C5', 'C8', 'C9'],
  ...['R2', 'S1', 'S5-names', 'S5-restart', 'S6', 'drain', 'step-unknown', 'whole-number'],
];

/** Checks whose faults can't even be written down: rendering fails, with a worse error and half of the tree made. */
const NOT_WRITTEN = [
  ...['C12', 'C4', 'C7', 'S5-container', 'S5-volumes', 'S7', 'duration', 'restart-at', 'router-twice', 'service-kind'],
  ...['steps-list', 'whole-seconds'],
];

/** The manifests of a fault; none where they can't be made. */
function manifestsOf({ broken }: Case): readonly object[] | undefined {
  const chart = new Chart(new App(), 'shop');
  try {
    new Rollout(chart, 'checkout', broken(new Construct(chart, 'around')));
    return Testing.synth(chart) as object[];
  } catch {
    return undefined;
  }
}

const faults = Object.values(cases)
  .flat()
  .map((one) => ({ id: one.id, docs: manifestsOf(one) }));
const written = faults.flatMap(({ id, docs }) => (docs ? [{ id, docs }] : []));
const idsOf = (some: readonly { readonly id: string }[]) => [...new Set(some.map(({ id }) => id))].sort();

describe('without our checks', () => {
  test('some faults fail only while the manifest is written', () => {
    expect(idsOf(faults.filter(({ docs }) => docs === undefined))).toEqual([...NOT_WRITTEN].sort());
  });

  testWith(oracle(), NO_ORACLE, 'lint or the controller sees some of the others, and accepts all the rest', () => {
    const linted = lint(
      written.map(({ id, docs }) => ({ name: id, yaml: docs.map((doc) => stringify(doc)).join('---\n') })),
    );
    const judged = references(written.map(({ docs }) => ({ docs })));
    const refused = written.filter((_, index) => {
      const { error, rollouts } = judged[index]!;
      return !linted[index]!.ok || error !== undefined || rollouts.some(({ errors }) => errors.length > 0);
    });
    expect(idsOf(refused)).toEqual([...SEEN_BY_ARGO].sort());
    expect(refused.length).toBeLessThan(written.length);
  });
});
