import { CHART } from '../../html/style/chart';
import { PAGE } from '../../page/style/page';
import { PARTS } from '../../page/style/parts';
import { PRINT } from '../../page/style/print';
import { THEME } from '../../page/style/theme';

/** Gates, findings beside curves, the filter, rules. */
const GATES = `
body { max-width: 1280px; }
.masthead .headline { color: var(--ink); margin: 4px 0 18px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px 24px; margin: 0; font-size: 14px; }
.facts dt { color: var(--soft); font-size: 13px; } .facts dd { margin: 0; }
main > section { margin: 0 0 56px; } main > section > h2 { margin-bottom: 14px; }
.gates { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 14px; counter-reset: gate; }
.gates li { display: flex; flex-direction: column; background: var(--card); border-top: 4px solid var(--rule); border-radius: 0 0 4px 4px; padding: 12px 14px; font-size: 14px; line-height: 1.4; }
.gates li.good { border-color: var(--good); color: inherit; } .gates li.bad { border-color: var(--bad); color: inherit; } .gates li.wait { border-color: var(--wait); border-top-style: dashed; color: inherit; }
.gates h3 { margin: 0 0 6px; overflow-wrap: normal; hyphens: auto; } .gates h3::before { counter-increment: gate; content: counter(gate) ' '; color: var(--soft); font-weight: 400; }
.gates p { margin: 0 0 6px; } .gates .asks { color: var(--soft); font-style: italic; } .gates .counts { margin: auto 0 0; padding-top: 6px; font-size: 13px; } .gates .of { color: var(--soft); }
.verdict { display: flex; gap: 7px; align-items: center; font-weight: 700; } .verdict.plain { color: var(--soft); }
.verdict .sign { flex: none; margin: 0; }
nav .errors { color: var(--bad); } nav .warnings { color: var(--wait); } .overview :is(th, td):nth-child(5) { padding-left: 20px; } .overview th:first-child { width: 44%; min-width: 12em; }
.filter { display: flex; flex-wrap: wrap; gap: 12px 22px; align-items: end; border: 1px solid var(--rule); border-radius: 4px; background: var(--card); padding: 14px 16px; margin: 0 0 48px; font-size: 14px; }
.filter[hidden] { display: none; }
.filter label { display: inline-flex; gap: 7px; align-items: center; min-height: 28px; cursor: pointer; }
.filter .text { flex-direction: column; align-items: start; gap: 3px; color: var(--soft); font-size: 13px; cursor: auto; }
.filter :is(input[type=search], select) { font: inherit; font-size: 15px; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: 5px 8px; min-height: 34px; max-width: 100%; }
.filter input[type=search] { width: min(22em, 100%); }
.filter input[type=checkbox] { width: 18px; height: 18px; margin: 0; accent-color: var(--line); }
.filter fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: 0 16px; } .filter fieldset legend { padding: 0 0 2px; color: var(--soft); font-size: 13px; }
.filter .count { margin: 0 0 0 auto; display: flex; gap: 12px; align-items: center; min-height: 34px; color: var(--soft); }
.filter button { font: inherit; min-height: 30px; padding: 3px 12px; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; cursor: pointer; }
.unit { border-top: 2px solid var(--ink); padding-top: 22px; margin-bottom: 64px; } .unit > header { margin-bottom: 20px; }
.unit > header .quiet { margin: 4px 0 0; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 30rem); gap: 28px 48px; align-items: start; }
.plan { border-left: 1px solid var(--rule); padding-left: 32px; position: sticky; top: 16px; } .says { font: 18px/1.4 var(--serif); margin-bottom: 14px; } .story { font-size: 14px; }
.plan .wide { display: none; } .plan .narrow { display: inline; }
.plan .data { margin-top: 8px; } .cases { list-style: none; margin: 0; padding: 0; font-size: 14px; }
.cases li { display: flex; justify-content: space-between; gap: 4px 14px; flex-wrap: wrap; border-top: 1px solid var(--rule); padding: 5px 0; }
.findings h4, .rules h4 { font: 600 16px/1.4 var(--sans); margin: 0; max-width: 76ch; text-wrap: pretty; }
.at { font-size: 13.5px; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 14px; } .findings .at { margin: 3px 0 6px; } .place { min-width: 0; }
.findings dl, .rules dl { margin: 0; font-size: 14.5px; line-height: 1.45; }
td li + li { margin-top: 4px; }
:is(.findings, .rules) dl div { display: grid; grid-template-columns: 6.6em minmax(0, 1fr); gap: 0 10px; } :is(.findings, .rules) dt { color: var(--soft); font-size: 13.5px; } :is(.findings, .rules) dd { margin: 0; max-width: 70ch; } .findings dd b { font-weight: 600; }
.findings { gap: 26px; } .finding + .finding { margin-top: 10px; } .same h4 + .finding { margin-top: 2px; } .finding ~ .finding ~ .so { margin-top: 8px; }
.exempted .findings { grid-template-columns: repeat(auto-fill, minmax(min(100%, 460px), 1fr)); gap: 22px 48px; }
.others { border-top: 2px solid var(--ink); padding-top: 22px; margin: 0 0 64px; } .group { margin-top: 24px; } .group > h3 { margin-bottom: 6px; } .group > .quiet { margin-bottom: 10px; }
h3 .quiet { font-weight: 400; }
main > section:has(#rules, #exemptions, #not-known) { border-top: 2px solid var(--ink); padding-top: 22px; }
.rules { border-top: 1px solid var(--rule); } .rules summary { cursor: pointer; padding: 9px 0; } .rules summary h3 { display: inline; }
.rules ul { list-style: none; margin: 0 0 20px; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 22px 40px; }
.rules li { min-width: 0; padding-left: 14px; border-left: 3px solid transparent; } .rules li:target { border-color: var(--focus); } .rules .at { margin: 2px 0 4px; }
@media screen { .off { display: none !important; } }
@media (max-width: 1000px) {
  .gates { grid-template-columns: minmax(0, 1fr); gap: 10px; } .gates li { border-top: 0; border-left: 4px solid var(--rule); border-radius: 0 4px 4px 0; } .gates li.wait { border-left-style: dashed; }
  .pair { grid-template-columns: minmax(0, 1fr); } .plan { border-left: 0; padding-left: 0; position: static; }
}
@media (max-width: 520px) {
  .filter { align-items: stretch; flex-direction: column; } .filter .count { margin: 0; justify-content: space-between; } .filter input[type=search], .filter select, .filter .text { width: 100%; }
  td li + li { margin-top: 4px; }
:is(.findings, .rules) dl div { grid-template-columns: minmax(0, 1fr); margin-bottom: 4px; }
}
@media print {
  .filter { display: none; } .gates { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 8px; } .gates li { border-left: 0; border-top: 4px solid; font-size: 8.5pt; padding: 8px; } .gates h3 { font-size: 10pt; } .gates .quiet, .gates .counts { font-size: 8.5pt; }
  .pair { display: block; } .plan { border: 0; padding: 0; position: static; margin-top: 18px; break-inside: avoid; } .plan figure { max-width: 34rem; }
  .unit + .unit, .others { break-before: auto; } .finding, .so, .rules li, .exempted li { break-inside: avoid; } .so { break-before: avoid; } .unit > header { break-after: avoid; }
}
`;

/** All styles of the page. */
export function styles(): string {
  return [THEME, PAGE, PARTS, CHART, PRINT, GATES].join('');
}
