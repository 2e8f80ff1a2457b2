import type { Analysis } from '../../analysis/analysis';
import type { ArgumentDeclaration, Arguments, ArgumentValue } from '../../analysis/argument';
import { flatten, type TemplateDefinition } from '../../analysis/definition';
import type { Metric } from '../../analysis/metric';

/** What is measured together in one AnalysisRun. */
export type RunSubject = Pick<Analysis, 'templates' | 'dryRun' | 'measurementRetention'>;

/** What an experiment offers to the arguments of its analyses. */
export interface ExperimentPlace {
  /** Names of its templates. */
  readonly templates: readonly string[];
  /** Whether it has a duration, so that its end is known. */
  readonly duration: boolean;
}

/** What the place of an AnalysisRun asks of it. */
export interface RunPlace {
  /** Whether a metric may go on for ever: only where something else ends the run. */
  readonly endless: 'allowed' | 'refused';
  /**
   * The experiment whose texts, such as `{{templates.canary.podTemplateHash}}`, may stand in values; `none` outside of one.
   * @default - such texts are not judged
   */
  readonly experiment?: ExperimentPlace | 'none';
}

/** An AnalysisRun in its place. */
export interface PlacedRun {
  readonly run: RunSubject;
  readonly place: RunPlace;
}

/** All definitions of a run, each once, as Argo takes them. */
export function definitionsOf({ templates }: RunSubject): readonly TemplateDefinition[] {
  return [...new Set(templates.flatMap(({ template }) => flatten(template)))];
}

/** All metrics of a run. */
export function metricsIn(run: RunSubject): readonly Metric[] {
  return definitionsOf(run).flatMap(({ metrics }) => metrics);
}

/** An argument of one template as the run will have it: passed, or as declared. */
export interface BoundArgument {
  readonly name: string;
  readonly declaration: ArgumentDeclaration;
  /** Undefined if nothing is passed. */
  readonly value: ArgumentValue | undefined;
}

/** The arguments of one template and of those it composes, with what is passed for them. */
export function boundArguments({ template, args }: RunSubject['templates'][number]): readonly BoundArgument[] {
  const declared = new Map<string, ArgumentDeclaration>();
  for (const definition of flatten(template)) {
    for (const [name, declaration] of Object.entries(definition.args)) {
      declared.set(name, strongest(declared.get(name), declaration));
    }
  }
  return [...declared].map(([name, declaration]) => ({ name, declaration, value: args[name] }));
}

/** Of two declarations of one argument Argo takes the one with a value. */
function strongest(one: ArgumentDeclaration | undefined, other: ArgumentDeclaration): ArgumentDeclaration {
  return one === undefined || one.kind === 'required' ? other : one;
}

/** The declarations of a template with every text that is passed as a default: what the numbers of its metrics come to. */
export function resolvedArguments(run: RunSubject, declared: Arguments): Arguments {
  const passed = new Map(
    run.templates.flatMap((use) =>
      boundArguments(use).map(({ name, declaration, value }) => [name, value ?? declaration]),
    ),
  );
  return Object.fromEntries(
    Object.entries(declared).map(([name, declaration]) => {
      const value = passed.get(name);
      const known = typeof value === 'string' ? { kind: 'default' as const, value } : declaration;
      return [name, declaration.kind === 'secret' ? declaration : known];
    }),
  );
}
