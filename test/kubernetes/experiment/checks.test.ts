import { Duration } from 'cdk8s';
import { experiment, experimentCases, hashed, quality } from './cases';
import { Argument } from '../../../lib';
import { checkExperiment, experimentChecks } from '../../../lib/kubernetes/checks/experiment/experiment';
import { judge } from '../analysis/judge';

judge({
  checks: experimentChecks,
  cases: experimentCases,
  all: checkExperiment,
  shape: ['experiment-templates', 'experiment-containers', 'experiment-duration'],
});

test('each analysis is judged as a run of its own, with the rules of the experiment', () => {
  const every = Duration.minutes(1);
  const found = checkExperiment(
    experiment({
      analyses: [
        { name: 'endless', template: quality({ interval: every }), requiredForCompletion: true },
        { name: 'other', template: quality({ name: 'other' }) },
        { name: 'hash', template: hashed(Argument.experimentHash('stable')) },
      ],
      dryRun: ['other'],
    }),
  );
  expect(found.map(({ rule, at }) => `${rule} ${at}`)).toEqual([
    'R7 spec.analyses[0].templates',
    'rule-metric spec.analyses[0].dryRun',
    'run-never-fails spec.analyses[1].dryRun',
    'experiment-value spec.analyses[2].templates[0].args.hash',
    'rule-metric spec.analyses[2].dryRun',
  ]);
});
