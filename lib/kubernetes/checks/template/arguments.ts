import type { Check } from '../check';
import { didYouMean } from '../suggest';
import { argumentIn, perMetric, type TemplateSubject } from './subject';
import type { ArgumentDeclaration } from '../../analysis/argument';
import { flatten } from '../../analysis/definition';
import { renderMetric } from '../../analysis/metric';

/** Every text in a value, with its place. */
function* textsIn(value: unknown, at: string): Iterable<{ at: string; text: string }> {
  if (typeof value === 'string') {
    yield { at, text: value };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const place = Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`;
      yield* textsIn(child, place);
    }
  }
}

/** Everything between `{{` and `}}`; a `{{` that is never closed counts with the rest of the text. */
function tagsIn(text: string): string[] {
  return [...text.matchAll(/\{\{(?:(?!\}\}).)*(?:\}\}|$)/gs)].map(([tag]) => tag);
}

/** What a declaration says, to compare two of them. */
export function describe(declaration: ArgumentDeclaration): string {
  switch (declaration.kind) {
    case 'required':
      return 'required';
    case 'default':
      return `"${declaration.value}"`;
    case 'secret':
      return `key ${declaration.key} of Secret ${declaration.name}`;
  }
}

/** The names an argument may have: they must survive inside of `{{args.<name>}}`. */
const NAME = /^[-_.a-zA-Z0-9]+$/;

/** Arguments a template declares: everything else relies on their shape. */
export const argumentShapeCheck: Check<TemplateSubject> = {
  id: 'argument',
  *find({ definition: { args } }) {
    for (const [name, declaration] of Object.entries(args)) {
      const texts =
        declaration?.kind === 'secret'
          ? [declaration.name, declaration.key].every((text) => typeof text === 'string' && text !== '')
          : declaration?.kind === 'required' ||
            (declaration?.kind === 'default' && typeof declaration.value === 'string');
      if (!NAME.test(name) || !texts) {
        yield {
          at: `spec.args.${name}`,
          value: declaration,
          what: 'it is not a declaration of an argument, or its name is not made of letters, digits, "-", "_" and ".".',
          why: 'the value is put in place of the text {{args.<name>}}, so both must be plain text.',
          fix: "use Argument.required(), Argument.default('text') or Argument.secret(name, key).",
        };
      }
    }
  },
};

/** Arguments and how they are used. */
export const templateArgumentChecks: readonly Check<TemplateSubject>[] = [
  perMetric({
    id: 'R6',
    *find({ metric, args }) {
      for (const { at, text } of textsIn(renderMetric(metric), '')) {
        for (const name of tagsIn(text).map((tag) => argumentIn(tag))) {
          if (name !== undefined && args[name] === undefined) {
            yield {
              at,
              value: `{{args.${name}}}`,
              what: `argument "${name}" is used but not declared.${didYouMean(name, Object.keys(args))}`,
              why: "Argo can't resolve it: the analysis ends with an Error as it starts, and every update is aborted.",
              fix: `declare it: args: { ${name}: Argument.required() }.`,
            };
          }
        }
      }
    },
  }),
  perMetric({
    id: 'template-tag',
    *find({ metric }) {
      for (const { at, text } of textsIn(renderMetric(metric), '')) {
        for (const tag of tagsIn(text).filter((tag) => argumentIn(tag) === undefined)) {
          yield {
            at,
            value: tag,
            what: 'Argo would take this for the name of an argument.',
            why: 'it replaces everything in double braces and ends the analysis with an Error if it knows no such argument.',
            fix: 'write {{args.<name>}}; other double braces must come from the value of an argument.',
          };
        }
      }
    },
  }),
  {
    id: 'R4',
    *find({ definition }) {
      for (const inner of flatten({ definition }).slice(1)) {
        for (const [name, theirs] of Object.entries(inner.args)) {
          const ours = definition.args[name];
          const differs = ours && theirs.kind !== 'required' && describe(ours) !== describe(theirs);
          if (differs && ours.kind !== 'required') {
            yield {
              at: `spec.args.${name}`,
              value: describe(ours),
              what: `a composed template says ${describe(theirs)} for the same argument.`,
              why: 'all templates of an analysis share one list of arguments: Argo refuses two values for one name, or takes either.',
              fix: 'use the same value in both, or another name here.',
            };
          }
        }
      }
    },
  },
  {
    id: 'R9',
    *find({ definition }) {
      for (const inner of flatten({ definition }).slice(1)) {
        for (const [name, { kind }] of Object.entries(inner.args)) {
          if (kind === 'required' && definition.args[name]?.kind !== 'required') {
            yield {
              at: `spec.args.${name}`,
              value: definition.args[name]?.kind,
              what: `a composed template requires argument "${name}", and this one does not.`,
              why: 'users of this template would not be asked for it, and Argo refuses the Rollout that does not pass it.',
              fix: `declare it here too: args: { ${name}: Argument.required() }.`,
            };
          }
        }
      }
    },
  },
];
