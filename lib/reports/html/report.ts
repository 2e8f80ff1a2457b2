import type { PlanReport } from '../../plan';
import { sharedDefs } from './chart/chart';
import { problems, type ShownProblem } from './findings';
import { idsOf } from './ids';
import { markup, type Html } from '../page/markup';
import { overview } from './overview';
import { page } from '../page/page';
import { rollout } from './rollout';
import { SORT_SCRIPT } from '../page/sort-script';
import { styles } from './style';
import { count } from '../page/words';

/**
 * Reports as one page for people: a headline, the curve of exposure, a switch between scenarios, the analyses and what
 * all of it rests on. It loads nothing, works without scripts, and the same reports give the same bytes.
 */
export function htmlReport(reports: readonly PlanReport[], found: readonly ShownProblem[] = []): string {
  const ids = idsOf(reports);
  const [first] = reports;
  const title =
    reports.length === 1 && first
      ? `Plan of ${first.plan.identity.name}`
      : `Plan of ${count(reports.length, 'rollout')}`;
  const scenarios = reports.reduce((most, { simulations }) => Math.max(most, simulations.length), 0);
  return page({
    title: title.slice(0, 200),
    css: styles(scenarios),
    ...(reports.length > 1 ? { script: SORT_SCRIPT } : {}),
    body: markup`${sharedDefs}<a class="skip" href="#main">Skip to the plans</a>
      ${masthead(reports)}
      <main id="main">
        ${reports.length > 1 && markup`<nav class="overview" aria-label="Overview">${overview(reports, ids)}</nav>`}
        ${problems(found)} ${reports.map((report, index) => rollout(report, ids[index] ?? '', `r${index}`))}
      </main>
      ${legend()}`,
  });
}

function masthead(reports: readonly PlanReport[]): Html {
  const warnings = reports.reduce(
    (sum, { remarks }) => sum + remarks.filter((one) => one.severity === 'warning').length,
    0,
  );
  return markup`<header class="masthead">
    <p class="brand">stepgate plan</p>
    <h1>What will this rollout do?</h1>
    <p>
      Computed from the manifests, before anything runs: ${count(reports.length, 'rollout')},
      ${count(warnings, 'warning')}.
    </p>
  </header>`;
}

function legend(): Html {
  return markup`<footer>
    <h2>How to read this</h2>
    <p>
      <b>Share of traffic</b> is what the new version really serves, after weights were rounded to whole pods.
      <b>Weight-minutes</b> are exposure by time: 10 minutes at 50&nbsp;% are 5. <b>Power</b> is the chance that an analysis
      stops a version that is a little worse; <b>false alarms</b> are good versions it stops. A tinted area is served
      while the version is bad; a hatched one goes on until somebody comes.
    </p>
  </footer>`;
}
