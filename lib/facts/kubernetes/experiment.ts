import type { Experiment, ExperimentAnalysis, ExperimentTemplate } from '../../plan/model/experiment';
import { readAnalysis, type Subject } from './analysis/analysis';
import { experimentArguments, passedArguments } from './analysis/arguments';
import { parseGoDuration } from './duration';
import type { Field } from './field';
import { templateRefIn } from './references';
import type { Sides } from './sides';

/** Reads an experiment step. */
export function readExperiment(field: Field, subject: Subject): Experiment {
  const templates = field.at('templates').list();
  const read = templates.map(readTemplate);
  const inside = { ...subject, sides: sidesIn(templates, subject.sides) };
  const duration = durationIn(field.at('duration'));
  return {
    templates: read,
    ...(duration === undefined ? {} : { durationSeconds: duration }),
    analyses: field
      .at('analyses')
      .list()
      .map((analysis) => readExperimentAnalysis(analysis, field, read, inside)),
  };
}

function readTemplate(field: Field): ExperimentTemplate {
  const version = field.at('specRef').required().text();
  if (version !== undefined && version !== 'stable' && version !== 'canary') {
    field
      .at('specRef')
      .report(
        'spec-ref',
        'it is neither stable nor canary.',
        'Argo copies the pods of one of the two.',
        'write stable or canary.',
      );
  }
  const weight = field.at('weight').integer({ least: 0 });
  return {
    name: field.at('name').required().text() ?? '',
    version: version === 'stable' ? 'stable' : 'canary',
    replicas: field.at('replicas').integer({ least: 0 }) ?? 1,
    ...(weight === undefined ? {} : { weight }),
  };
}

function durationIn(field: Field): number | undefined {
  const text = field.text();
  if (text === undefined || text === '') return undefined;
  const seconds = parseGoDuration(text);
  return (
    seconds ??
    field.report(
      'duration',
      'it is no duration.',
      'the experiment errs.',
      'write one such as 90s, 10m, 1h30m; Go knows no days.',
    )
  );
}

function readExperimentAnalysis(
  field: Field,
  experiment: Field,
  templates: readonly ExperimentTemplate[],
  subject: Subject,
): ExperimentAnalysis {
  const ref = templateRefIn(field);
  const passed = passedArguments(field.at('args'), subject.rollout);
  experimentArguments(passed, (name) => templates.find((template) => template.name === name)?.version);
  const analysis = readAnalysis(
    {
      refs: [ref],
      passed,
      dryRun: experiment.at('dryRun'),
      // an experiment step has no rules of its own for it
      measurementRetention: experiment.at('measurementRetention'),
    },
    subject,
  );
  const name = field.at('name').text();
  return {
    analysis: name === undefined ? analysis : { ...analysis, name },
    required: field.at('requiredForCompletion').boolean() ?? false,
  };
}

/** Services and labels of the experiment's own pods tell its sides apart too. */
function sidesIn(templates: readonly Field[], sides: Sides): Sides {
  const of = (version: string) => templates.filter((template) => template.at('specRef').text() === version);
  const services = (version: string) => of(version).flatMap((template) => template.at('service', 'name').text() ?? []);
  const labels = (version: string) =>
    of(version).flatMap((template) =>
      template
        .at('metadata', 'labels')
        .entries()
        .flatMap(([key, value]): [string, string][] => {
          const text = value.text();
          return text === undefined ? [] : [[key, text]];
        }),
    );
  return {
    canary: [...sides.canary, ...services('canary')],
    stable: [...sides.stable, ...services('stable')],
    canaryLabels: [...sides.canaryLabels, ...labels('canary')],
    stableLabels: [...sides.stableLabels, ...labels('stable')],
  };
}
