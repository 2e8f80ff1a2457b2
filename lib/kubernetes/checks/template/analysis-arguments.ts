import type { Check, Fault } from '../check';
import { boundArguments, type ExperimentPlace, type PlacedRun } from './analysis-subject';
import { didYouMean } from '../suggest';
import { describe } from './arguments';
import type { ArgumentValue } from '../../analysis/argument';

/** True for what an argument can be given. */
function isValue(value: unknown): value is ArgumentValue {
  if (typeof value === 'string') {
    return true;
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { podTemplateHashValue: hash, fieldPath } = value as Record<string, unknown>;
  return hash === 'Latest' || hash === 'Stable' || (typeof fieldPath === 'string' && fieldPath !== '');
}

function show(value: ArgumentValue): string {
  return typeof value === 'string'
    ? `"${value}"`
    : 'fieldPath' in value
      ? `field ${value.fieldPath}`
      : `the hash of ${value.podTemplateHashValue}`;
}

/** What Argo puts in place of texts in double braces, and whether this experiment has it. */
function isKnownTag(tag: string, { templates, duration }: ExperimentPlace): boolean {
  const [, name] = /^templates\.(.+)\.(?:podTemplateHash|replicaset\.name)$/.exec(tag) ?? [];
  return name === undefined
    ? tag === 'experiment.availableAt' || (duration && tag === 'experiment.finishedAt')
    : templates.includes(name);
}

function* tagFaults(text: string, experiment: ExperimentPlace | 'none'): Iterable<Pick<Fault, 'what' | 'fix'>> {
  for (const [, tag = ''] of text.matchAll(/\{\{([^}]*)\}?\}?/g)) {
    if (experiment === 'none') {
      yield {
        what: `only an experiment knows {{${tag}}}.`,
        fix: 'pass Argument.canaryHash() or Argument.stableHash(), or the text itself.',
      };
    } else if (!isKnownTag(tag.trim(), experiment)) {
      yield {
        what: `the experiment does not know {{${tag}}}.`,
        fix: `use Argument.experimentHash with one of its templates (${experiment.templates.join(', ')}).`,
      };
    }
  }
}

/** What is passed to the templates of one run. */
export const runArgumentChecks: readonly Check<PlacedRun>[] = [
  {
    id: 'argument-missing',
    *find({ run }) {
      for (const [index, use] of run.templates.entries()) {
        for (const { name, declaration, value } of boundArguments(use)) {
          if (declaration.kind === 'required' && value === undefined) {
            yield {
              at: `templates[${index}].args.${name}`,
              what: `the template requires argument "${name}".`,
              why: 'Argo refuses the Rollout, or ends the analysis with an Error as it starts.',
              fix: `pass it: template.use({ ${name}: ... }).`,
            };
          }
        }
      }
    },
  },
  {
    id: 'argument-unknown',
    *find({ run }) {
      for (const [index, use] of run.templates.entries()) {
        const known = boundArguments(use).map(({ name }) => name);
        for (const name of Object.keys(use.args).filter((name) => !known.includes(name))) {
          yield {
            at: `templates[${index}].args.${name}`,
            value: use.args[name],
            what: `the template declares no argument "${name}".${didYouMean(name, known)}`,
            why: 'Argo drops it without a word, and the template goes on with its default.',
            fix: known.length > 0 ? `use one of ${known.join(', ')}.` : 'leave it out.',
          };
        }
      }
    },
  },
  {
    id: 'R8',
    *find({ run }) {
      for (const [index, use] of run.templates.entries()) {
        for (const { name, declaration, value } of boundArguments(use)) {
          if (declaration.kind === 'secret' && value !== undefined) {
            yield {
              at: `templates[${index}].args.${name}`,
              what: `the template reads "${name}" from a Secret.`,
              why: 'Argo refuses an argument that has both a value and a source.',
              fix: 'leave it out, or declare the argument as required.',
            };
          }
        }
      }
    },
  },
  {
    id: 'argument-value',
    *find({ run }) {
      for (const [index, { args }] of run.templates.entries()) {
        for (const [name, value] of Object.entries(args)) {
          if (value !== undefined && !isValue(value)) {
            yield {
              at: `templates[${index}].args.${name}`,
              value,
              what: 'it is neither text nor the hash of a version nor a field.',
              why: 'Kubernetes takes text only and refuses the Rollout.',
              fix: "pass text, such as '0.99', or Argument.canaryHash(), Argument.stableHash() or Argument.field(path).",
            };
          }
        }
      }
    },
  },
  {
    id: 'R4',
    *find({ run }) {
      const first = new Map<string, string>();
      for (const [index, use] of run.templates.entries()) {
        for (const { name, declaration, value } of boundArguments(use)) {
          const text = isValue(value) ? show(value) : describe(declaration);
          const other = first.get(name) ?? text;
          first.set(name, other);
          if (other !== text) {
            yield {
              at: `templates[${index}].args.${name}`,
              value: text,
              what: `another template of the same analysis has ${other} for this argument.`,
              why: 'all templates of an analysis share one list of arguments: Argo refuses two values for one name, or takes either.',
              fix: 'pass the same value to both, or rename the argument in one of the templates.',
            };
          }
        }
      }
    },
  },
  {
    id: 'experiment-value',
    *find({ run, place: { experiment } }) {
      for (const [index, { args }] of experiment === undefined ? [] : run.templates.entries()) {
        for (const [name, value] of Object.entries(args)) {
          for (const fault of typeof value === 'string' ? tagFaults(value, experiment ?? 'none') : []) {
            yield {
              at: `templates[${index}].args.${name}`,
              value,
              why: 'outside of an experiment the text is taken as it is and matches nothing; in one the analysis ends with an Error.',
              ...fault,
            };
          }
        }
      }
    },
  },
];
