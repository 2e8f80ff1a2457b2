import { Duration } from 'cdk8s';
import { js, use, type Case } from './case';
import { AT, basic, behind, fiveMinutes, split } from './step-props';
import { Argument, nginx, Step, type ExperimentStepProps } from '../../../../lib';

const pods = { name: 'trial', specRef: 'canary' } as const;
const experiment = (props: Partial<ExperimentStepProps>) =>
  Step.experiment({ templates: [pods], duration: fiveMinutes, ...props });

/** The steps that run an experiment. */
export const experimentCases: readonly Case[] = [
  {
    id: 'C23',
    when: 'pods of an experiment shall get traffic but nobody splits it',
    at: `${AT}[0].experiment.templates[0].weight`,
    broken: () => basic(experiment({ templates: [{ ...pods, weight: 5 }] })),
    fine: () => basic(experiment({ templates: [pods] })),
  },
  {
    id: 'C24',
    when: "the router can't send traffic to an experiment",
    at: `${AT}[0].experiment.templates[0].weight`,
    broken: (scope) =>
      behind(nginx({ host: 'a.example.com' }), scope, experiment({ templates: [{ ...pods, weight: 5 }] })),
    fine: (scope) => split(scope, experiment({ templates: [{ ...pods, weight: 5 }] })),
  },
  {
    id: 'experiment-endless',
    when: 'nothing ends an experiment',
    at: `${AT}[0].experiment.duration`,
    broken: (scope) =>
      basic(experiment({ duration: undefined, analyses: [{ name: 'errors', template: use(scope, 'errors', 3) }] })),
    fine: (scope) => {
      const analysis = { name: 'errors', template: use(scope, 'errors', 3), requiredForCompletion: true };
      return basic(experiment({ duration: undefined, analyses: [analysis] }));
    },
  },
  {
    id: 'experiment-duration',
    when: 'an experiment takes no time',
    at: `${AT}[0].experiment.duration`,
    broken: () => basic(experiment({ duration: Duration.seconds(0) })),
    fine: () => basic(experiment({ duration: Duration.seconds(1) })),
  },
  {
    id: 'experiment-templates',
    when: 'an experiment has no pods',
    at: `${AT}[0].experiment.templates`,
    broken: () => basic(experiment({ templates: js([]) })),
    fine: () => basic(experiment({})),
  },
  {
    id: 'experiment-templates',
    when: 'the pods of an experiment are of no version',
    at: `${AT}[0].experiment.templates[0].specRef`,
    broken: () => basic(experiment({ templates: [{ name: 'trial', specRef: js('baseline') }] })),
    fine: () => basic(experiment({ templates: [{ name: 'trial', specRef: 'stable' }] })),
  },
  {
    id: 'experiment-templates',
    when: 'an experiment has zero pods',
    at: `${AT}[0].experiment.templates[0].replicas`,
    broken: () => basic(experiment({ templates: [{ ...pods, replicas: 0 }] })),
    fine: () => basic(experiment({ templates: [{ ...pods, replicas: 1 }] })),
  },
  {
    id: 'experiment-names',
    when: 'two templates of an experiment have one name',
    at: `${AT}[0].experiment.templates[1].name`,
    broken: () => basic(experiment({ templates: [pods, { ...pods, specRef: 'stable' }] })),
    fine: () => basic(experiment({ templates: [pods, { name: 'baseline', specRef: 'stable' }] })),
  },
  {
    id: 'experiment-names',
    when: 'two analyses of an experiment have one name',
    at: `${AT}[0].experiment.analyses[1].name`,
    broken: (scope) => {
      const template = use(scope, 'errors', 3);
      return basic(
        experiment({
          analyses: [
            { name: 'a', template },
            { name: 'a', template },
          ],
        }),
      );
    },
    fine: (scope) => {
      const template = use(scope, 'errors', 3);
      return basic(
        experiment({
          analyses: [
            { name: 'a', template },
            { name: 'b', template },
          ],
        }),
      );
    },
  },
  {
    id: 'experiment-weights',
    when: 'canary and experiment together get more than all traffic',
    at: `${AT}[1].experiment.templates[*].weight`,
    broken: (scope) => split(scope, Step.setWeight(60), experiment({ templates: [{ ...pods, weight: 41 }] })),
    fine: (scope) => split(scope, Step.setWeight(60), experiment({ templates: [{ ...pods, weight: 40 }] })),
  },
  {
    id: 'experiment-weights',
    when: 'the share of an experiment is negative',
    at: `${AT}[0].experiment.templates[*].weight`,
    broken: (scope) => split(scope, experiment({ templates: [{ ...pods, weight: -5 }] })),
    fine: (scope) => split(scope, experiment({ templates: [{ ...pods, weight: 5 }] })),
  },
  {
    id: 'whole-seconds',
    when: 'the pods of an experiment stay for half a second',
    at: `${AT}[0].experiment.scaleDownDelaySeconds`,
    broken: () => basic(experiment({ scaleDownDelay: Duration.millis(500) })),
    fine: () => basic(experiment({ scaleDownDelay: Duration.seconds(0) })),
  },
  {
    id: 'C25',
    when: 'an experiment passes an argument that no Rollout has',
    at: `${AT}[0].experiment.analyses[0].args[region].valueFrom.fieldRef.fieldPath`,
    broken: (scope) => {
      const template = use(scope, 'errors', 3, Argument.field('metadata.labels[region]'));
      return basic(experiment({ analyses: [{ name: 'a', template }] }));
    },
    fine: (scope) => {
      const template = use(scope, 'errors', 3, Argument.field('spec.replicas'));
      return basic(experiment({ analyses: [{ name: 'a', template }] }));
    },
  },
];
