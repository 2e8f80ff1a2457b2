import { k8s } from 'cdk8s-plus-28';
import type { CanaryScale, ExperimentStepProps, ExperimentTemplate, Step } from './step';
import { renderAnalysis, renderArguments, renderDryRun, renderReference } from '../analysis';
import { compact, goDuration, seconds } from '../values';

/** The element of `spec.strategy.canary.steps`. */
export function renderStep(step: Step): object {
  if ('pause' in step) {
    const { duration } = step.pause;
    return { pause: duration ? { duration: goDuration(duration) } : {} };
  }
  if ('analysis' in step) {
    return { analysis: renderAnalysis(step.analysis) };
  }
  if ('experiment' in step) {
    return { experiment: renderExperimentStep(step.experiment) };
  }
  if ('setCanaryScale' in step) {
    return { setCanaryScale: renderScale(step.setCanaryScale) };
  }
  return step;
}

function renderScale(scale: CanaryScale): object {
  return { ...scale };
}

function renderExperimentStep(props: ExperimentStepProps): object {
  return {
    templates: props.templates.map(renderExperimentTemplate),
    duration: props.duration && goDuration(props.duration),
    analyses: props.analyses?.map(({ name, template, requiredForCompletion }) => ({
      name,
      ...renderReference(template.template),
      args: renderArguments([template]),
      requiredForCompletion,
    })),
    dryRun: renderDryRun(props.dryRun),
    analysisRunMetadata: props.analysisRunMetadata && compact(props.analysisRunMetadata),
    scaleDownDelaySeconds: seconds(props.scaleDownDelay),
  };
}

function renderExperimentTemplate(template: ExperimentTemplate): object {
  return {
    name: template.name,
    specRef: template.specRef,
    replicas: template.replicas,
    weight: template.weight,
    metadata: template.metadata && compact(template.metadata),
    selector: template.selector && k8s.toJson_LabelSelector(template.selector._toKube()),
    service: template.service && (template.service === true ? {} : { name: template.service }),
  };
}
