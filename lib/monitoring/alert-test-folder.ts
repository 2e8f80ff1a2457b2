import type { Objective } from '../slo';
import { writeFiles } from '../synth/write';
import { AlertTestError } from './alert-test-run';
import { alertTestFiles } from './prometheus/tests';

/**
 * Writes the tests of the alerts on objectives into a folder, for apps that are no `ReleaseApp`: that writes them by itself. All
 * files or none.
 * @throws AlertTestError where an objective has no PromQL, and so no rule to test
 */
export function writeAlertTests(dir: string, objectives: readonly Objective[]): void {
  const files = objectives.flatMap((objective) => {
    const own = alertTestFiles(objective);
    if (own === undefined) {
      throw new AlertTestError(
        `The objective "${objective.id}" has no query in PromQL, so there is no rule that promtool could test: leave it out, or add \`raw.promql\` to its indicator.`,
      );
    }
    return own;
  });
  writeFiles(dir, files);
}
