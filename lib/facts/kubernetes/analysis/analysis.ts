import type { Analysis, Metric } from '../../../plan/model/analysis';
import { unknown } from '../../../plan/model/known';
import type { Item, KubeObject } from '../../item';
import { Field } from '../field';
import { findTemplates, reportMissingTemplate, type Context, type TemplateRef } from '../references';
import type { Sides } from '../sides';
import { declaredArguments, mergeArguments, type Arguments } from './arguments';
import { readFilled } from './read-metric';
import { isDryRun, patternsIn, ruleAgainst, ruleAgainstPatterns } from './rules';

/** Which templates are measured together, and with what. */
export interface AnalysisUse {
  readonly refs: readonly TemplateRef[];
  readonly passed: Arguments;
  readonly dryRun: Field;
  readonly measurementRetention: Field;
}

/** The rollout that an analysis judges. */
export interface Subject {
  readonly rollout: KubeObject;
  readonly namespace: string | undefined;
  readonly sides: Sides;
  readonly context: Context;
}

/** Reads an analysis as Argo makes an AnalysisRun (utils/analysis/helpers.go NewAnalysisRunFromTemplates). */
export function readAnalysis(use: AnalysisUse, subject: Subject): Analysis {
  const { refs } = use;
  const found = findTemplates(refs, subject.namespace, subject.context);
  found.missing.forEach(reportMissingTemplate);
  if (found.cycle) {
    refs[0]?.field.report(
      'template-cycle',
      `the templates compose each other in a circle: ${found.cycle.join(' -> ')}.`,
      'Argo follows such a circle without end, and its controller with it.',
      'take one of them out of the `templates` of another.',
    );
  }
  const names = refs.map(({ name }) => name);
  const [dryRun, retention] = [
    rulesOf(use.dryRun, found.templates, 'dryRun'),
    rulesOf(use.measurementRetention, found.templates, 'measurementRetention'),
  ];
  const patterns = patternsIn(dryRun);
  const { metrics, error } = metricsOf(found.templates, use.passed, patterns, subject);
  const complete = found.missing.length === 0;
  const errsAtStart =
    error ??
    (complete
      ? (ruleAgainstPatterns('dryRun', patterns, metrics) ??
        ruleAgainstPatterns('measurementRetention', patternsIn(retention), metrics))
      : undefined);
  return {
    name: names.join(', '),
    templates: names,
    metrics: [...metrics, ...found.missing.map(({ name }) => unknownMetric(name))],
    // without any template there is no run at all
    ...(errsAtStart === undefined || refs.length === 0 ? {} : { errsAtStart }),
  };
}

function specOf(item: Item, { context }: Subject): Field {
  return Field.of(item, context.report).at('spec').required();
}

function rulesOf(own: Field, templates: readonly Item[], key: 'dryRun' | 'measurementRetention'): Field[] {
  return [own, ...templates.map((item) => Field.of(item, () => undefined).at('spec', key))];
}

function metricsOf(
  templates: readonly Item[],
  passed: Arguments,
  patterns: readonly string[],
  subject: Subject,
): { metrics: readonly Metric[]; error?: string } {
  const specs = templates.map((item) => specOf(item, subject));
  const { declared, error: conflict } = declaredArguments(specs.map((spec) => spec.at('args')));
  const args = mergeArguments(declared, passed);
  const open = [...args].find(([, value]) => value === undefined)?.[0];
  const read = specs
    .flatMap((spec) => spec.at('metrics').list())
    .map((field) => readFilled(field, args, subject.sides));
  const metrics = read.map(({ metric }) => {
    const dryRun = isDryRun(metric.name, patterns);
    return dryRun === metric.dryRun ? metric : { ...metric, dryRun };
  });
  const faulty = read.find(({ error }, index) => error !== undefined && metrics[index]?.dryRun !== true);
  const error =
    conflict ??
    (open === undefined ? undefined : `args.${open} was not resolved`) ??
    read.find(({ unresolved }) => unresolved !== undefined)?.unresolved ??
    (templates.length > 0 ? ruleAgainst(read) : undefined) ??
    faulty?.error;
  return { metrics, ...(error === undefined ? {} : { error }) };
}

/** Stands for what a template measures that is not among the manifests. */
function unknownMetric(template: string): Metric {
  // one reason for all of it, so that a report can say it once
  const missing = unknown(`the template ${template} is not among the manifests`);
  return {
    name: `(${template})`,
    intervalSeconds: missing,
    initialDelaySeconds: missing,
    count: missing,
    failureLimit: missing,
    inconclusiveLimit: missing,
    consecutiveErrorLimit: missing,
    consecutiveSuccessLimit: missing,
    dryRun: missing,
    verdicts: { bad: missing, noData: missing, notANumber: missing },
    scope: missing,
    needsTraffic: missing,
    lookBackSeconds: missing,
    judged: { quantity: 'other' },
  };
}
