import { runArgumentChecks } from './analysis-arguments';
import { runMetricChecks } from './analysis-metrics';
import type { PlacedRun, RunPlace, RunSubject } from './analysis-subject';
import { runChecks, type Check } from '../check';
import type { Problem } from '../../../errors';

export type { ExperimentPlace, RunPlace, RunSubject } from './analysis-subject';

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What the other checks rely on. */
const shape: readonly Check<PlacedRun>[] = [
  {
    id: 'run-templates',
    *find({ run: { templates } }) {
      if (!Array.isArray(templates) || templates.length === 0) {
        yield {
          at: 'templates',
          value: templates,
          what: 'there is no template.',
          why: 'Argo starts an analysis without metrics and waits for ever for its end.',
          fix: 'pass at least one: templates: [template.use()].',
        };
      }
    },
  },
  {
    id: 'run-use',
    *find({ run: { templates } }) {
      for (const [index, use] of (Array.isArray(templates) ? (templates as unknown[]) : []).entries()) {
        const { template, args } = (isObject(use) ? use : {}) as Readonly<Record<string, unknown>>;
        if (!isObject(template) || !('definition' in template) || !isObject(args)) {
          yield {
            at: `templates[${index}]`,
            value: typeof use,
            what: 'it is not a use of a template.',
            why: 'a template needs to know the values of its arguments.',
            fix: 'pass template.use({ ... }), not the template itself.',
          };
        }
      }
    },
  },
];

const content: readonly Check<PlacedRun>[] = [...runArgumentChecks, ...runMetricChecks];

/** All checks of an AnalysisRun. */
export const analysisChecks: readonly Check<PlacedRun>[] = [...shape, ...content];

/** Everything that is wrong with one AnalysisRun; `at` is where it stands, such as `spec.strategy.canary.analysis`. */
export function checkAnalysis(run: RunSubject, at: string, place: RunPlace): readonly Problem[] {
  const problems = runChecks(shape, { run, place });
  const found = problems.length > 0 ? problems : runChecks(content, { run, place });
  return found.map((problem) => ({ ...problem, at: `${at}.${problem.at}` }));
}
