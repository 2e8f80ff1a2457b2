import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { cases } from './cases';
import { Rollout } from '../../../lib';
import { lint, NO_ORACLE, oracle, references } from '../../support/argo';
import { testWith } from '../../support/tools';

/** What the neighbours that are fine become. */
function neighbours() {
  return Object.values(cases)
    .flat()
    .map(({ id, when, fine }) => {
      const chart = new Chart(Testing.app(), 'shop');
      new Rollout(chart, 'checkout', fine(new Construct(chart, 'around')));
      return { name: `${id}: ${when}`, docs: Testing.synth(chart) as object[] };
    });
}

testWith(oracle(), NO_ORACLE, 'the real lint accepts every neighbour that is fine', () => {
  const files = neighbours().map(({ name, docs }) => ({ name, yaml: docs.map((doc) => stringify(doc)).join('---\n') }));
  expect(lint(files).filter(({ ok }) => !ok)).toEqual([]);
});

testWith(oracle(), NO_ORACLE, 'the real controller accepts every neighbour that is fine', () => {
  const sets = neighbours();
  const verdicts = references(sets.map(({ docs }) => ({ docs })));
  const refused = sets
    .map(({ name }, index) => ({ name, ...verdicts[index]! }))
    .filter(({ error, rollouts }) => error !== undefined || rollouts.some(({ errors }) => errors.length > 0));
  expect(refused).toEqual([]);
});
