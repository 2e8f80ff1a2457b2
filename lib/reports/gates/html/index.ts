import { idsOf } from './ids';
import type { GateReport } from '../../../verdict';
import { sharedDefs } from '../../html/chart/chart';
import { markup } from '../../page/markup';
import { page } from '../../page/page';
import { SORT_SCRIPT } from '../../page/sort-script';
import type { ShownWith } from '../rule-text';
import { countsText } from '../words';
import { exemptions } from './exemptions';
import { filter } from './filter';
import { FILTER_SCRIPT } from './filter-script';
import { gateCards } from './gate-cards';
import { masthead } from './masthead';
import { notKnown } from './not-known';
import { others } from './others';
import { overview } from './overview';
import { legend, rules } from './rules';
import { sectionsOf } from './sections';
import { styles } from './style';
import { unit } from './unit';

/**
 * The report as one page for people: gates, findings beside what releases do, exemptions, rules. It loads nothing, is whole without
 * scripts, and the same report gives the same bytes.
 */
export function gatesHtml(report: GateReport, shown: ShownWith): string {
  const sections = sectionsOf(report);
  const ids = idsOf(sections, shown);
  return page({
    title: `${report.blocks ? 'Blocked' : 'Nothing blocks'}: ${countsText(report.findings)}`,
    css: styles(),
    script: `${SORT_SCRIPT}${FILTER_SCRIPT}`,
    body: markup`${sharedDefs}<a class="skip" href="#main">Skip to the gates</a>
      ${masthead(report, shown)}
      <main id="main">
        ${gateCards(report)} ${overview(sections, ids)} ${filter(report)}
        <div class="found">${sections.units.map((section, index) => unit(section, `u${index + 1}`, ids))}
        ${others(sections, ids)}</div>
        ${notKnown(report, ids)} ${exemptions(report, ids)} ${rules(report, shown, ids)}
      </main>
      ${legend()}`,
  });
}
