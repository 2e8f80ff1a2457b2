import type { TemplateReport } from '../../plan';
import { remarkText } from './rollout';
import type { Style } from './style';
import { paragraph } from './width';

/** Templates with remarks that are in no rollout's report. */
export function unusedTemplates(templates: readonly TemplateReport[]): readonly TemplateReport[] {
  return templates.filter(({ used, remarks }) => !used && remarks.length > 0);
}

/** What is remarkable about templates that no rollout uses; nothing where there is nothing. */
export function templatesText(templates: readonly TemplateReport[], style: Style): string {
  const blocks = unusedTemplates(templates).map(({ kind, name, source, remarks }) =>
    [
      paragraph(`${kind} ${name}, which no rollout here uses`, '  '),
      paragraph(source, '  '),
      ...remarks.map((remark) => remarkText(remark, style)),
    ].join('\n'),
  );
  return blocks.length === 0 ? '' : `${style.heading('templates')}\n${blocks.join('\n')}`;
}
