import type { GateReport } from '../../../verdict';
import { markup, type Html } from '../../page/markup';
import { SEVERITIES } from '../words';
import { many } from './sections';

/** A few findings are seen at once. */
const FEW = 3;

/** What narrows the findings down. It shows where scripts run; nothing else does. */
export function filter({ findings, gates, blocks }: GateReport): Html | undefined {
  if (findings.length <= FEW) return undefined;
  const severities = SEVERITIES.filter((severity) => many(findings, severity) > 0).map(
    (severity) =>
      markup`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${severity} <span class="quiet">${many(findings, severity)}</span></label>`,
  );
  const found = gates.filter(({ gate }) => findings.some((finding) => finding.gate === gate));
  return markup`<form class="filter" role="search" aria-label="Findings" hidden>
    <label class="text">Text <input type="search" name="text" autocomplete="off" spellcheck="false" /></label>
    <label class="text">Gate <select name="gate"><option value="">all gates</option>${found.map(({ gate, title }) => markup`<option value="${gate}">${title}</option>`)}</select></label>
    <fieldset>
      <legend>Severity</legend>
      ${severities}
    </fieldset>
    ${blocks && markup`<label class="only"><input type="checkbox" name="blocking" /> only what blocks</label>`}
    <p class="count"><output aria-live="polite"></output> <button type="reset">show all</button></p>
  </form>`;
}
