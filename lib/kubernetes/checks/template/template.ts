import { runChecks, type Check } from '../check';
import { metricJudgementChecks } from './metric-judgement';
import { metricLimitChecks } from './metric-limits';
import { argumentShapeCheck, templateArgumentChecks } from './arguments';
import { templateRuleChecks } from './rules';
import { templateShapeChecks } from './shape';
import { perMetric, type TemplateSubject } from './subject';
import type { Problem } from '../../../errors';
import type { TemplateDefinition } from '../../analysis/definition';

/** Checks that need nothing; the others rely on what these let through. */
const shape: readonly Check<TemplateSubject>[] = [...templateShapeChecks, argumentShapeCheck];

const content: readonly Check<TemplateSubject>[] = [
  ...templateRuleChecks,
  ...templateArgumentChecks,
  ...[...metricLimitChecks, ...metricJudgementChecks].map(perMetric),
];

/** All checks of a template. */
export const templateChecks: readonly Check<TemplateSubject>[] = [...shape, ...content];

/** Everything that Argo would refuse in a template, and everything that could never do what it says. */
export function checkTemplate(definition: TemplateDefinition, clusterScope: boolean): readonly Problem[] {
  const subject = { definition, clusterScope };
  const problems = runChecks(shape, subject);
  return problems.length > 0 ? problems : runChecks(content, subject);
}
