import type { PlanReport } from '../../plan';
import { rolloutText } from './rollout';
import { PLAIN, type Style } from './style';
import { summary } from './summary';

export { PLAIN, type Style } from './style';
export { paragraph, clean } from './width';

/** Reports for a terminal, no line wider than 100 columns: a summary where there are many, and a block for each. */
export function textReport(reports: readonly PlanReport[], style: Style = PLAIN): string {
  const blocks = reports.map((report) => rolloutText(report, style));
  return [...(reports.length > 1 ? [summary(reports, style)] : []), ...blocks]
    .map((block) => `${block}\n`)
    .join('\n\n');
}
