import { Field } from '../../../lib/facts/kubernetes/field';
import type { Found, ObjectRule } from '../../rule';
import { rollout } from '../example';
import { everyStep } from '../wiring/steps';

const ENDS = [
  "(has(s.experiment.duration) && s.experiment.duration != '')",
  '(has(s.experiment.analyses) && s.experiment.analyses.exists(a, has(a.requiredForCompletion) && a.requiredForCompletion))',
].join(' || ');

/** Steps at whose end nothing arrives. */
export const endlessStep: ObjectRule = {
  id: 'endless-step',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'An analysis or experiment step comes to an end',
  why: 'the rollout stays at this step until a person aborts it, with the new version in service.',
  fix: 'name a template; give an experiment a duration, or an analysis with requiredForCompletion.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/analysis.go reconcileStepBasedAnalysisRun, experiments/experiment.go',
  since: '0.2.0',
  check: (object) =>
    Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined)
      .at('spec', 'strategy', 'canary', 'steps')
      .list()
      .flatMap((step): Found[] => {
        const [analysis, experiment] = [step.at('analysis'), step.at('experiment')];
        if (analysis.exists && analysis.at('templates').list().length === 0) {
          return [{ at: analysis.path, what: 'its analysis names no template, so it never ends.' }];
        }
        const required = experiment
          .at('analyses')
          .list()
          .some((one) => one.at('requiredForCompletion').value === true);
        return experiment.exists && !experiment.at('duration').value && !required
          ? [{ at: experiment.path, what: 'its experiment has neither a duration nor an analysis that it waits for.' }]
          : [];
      }),
  cel: everyStep(
    `(!has(s.analysis) || (has(s.analysis.templates) && size(s.analysis.templates) > 0)) && (!has(s.experiment) || ${ENDS})`,
  ),
  examples: {
    good: [
      {
        title: 'a template, and a duration',
        manifests: rollout({
          strategy: `
            canary:
              steps:
                - setWeight: 20
                - analysis: { templates: [{ templateName: success-rate }] }
                - experiment: { duration: 10m, templates: [{ name: new, specRef: canary }] }`,
        }),
      },
    ],
    bad: [
      {
        title: 'an analysis of nothing',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 20 }, { analysis: { templates: [] } }] }' }),
      },
      {
        title: 'an experiment that nothing ends',
        manifests: rollout({
          strategy: `
            canary:
              steps: [{ experiment: { templates: [{ name: new, specRef: canary }] } }]`,
        }),
      },
    ],
  },
};
