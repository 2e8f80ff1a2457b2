import type { PlanReport, TemplateReport } from '../../plan';
import { rolloutText } from './rollout';
import { PLAIN, type Style } from './style';
import { summary } from './summary';
import { templatesText } from './templates';

export { PLAIN, type Style } from './style';
export { unusedTemplates } from './templates';
export { paragraph, clean } from './width';

/**
 * Reports for a terminal, no line wider than 100 columns: a summary where there are many, a block for each, and at the
 * end what there is to say about templates that none of them uses.
 */
export function textReport(
  reports: readonly PlanReport[],
  templates: readonly TemplateReport[] = [],
  style: Style = PLAIN,
): string {
  const blocks = [
    reports.length > 1 ? summary(reports, style) : '',
    ...reports.map((report) => rolloutText(report, style)),
    templatesText(templates, style),
  ];
  return blocks
    .filter((block) => block !== '')
    .map((block) => `${block}\n`)
    .join('\n\n');
}
