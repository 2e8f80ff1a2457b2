import type { PlanReport } from '../../../plan';
import type { UnitResult } from '../../../verdict';
import { startingView, viewOf } from '../../html/chart/view';
import { curve } from '../../html/curve';
import { curveTables } from '../../html/curve-table';
import { markup, type Html } from '../../page/markup';
import { tied } from '../../page/words';
import { scenarioName, scenarioStory } from '../../sentences/scenarios';
import { verdictOf } from '../../sentences/verdict';
import { sentencesOf } from '../grouped';

/** What releases of a unit do: in words, as a curve, and case by case. */
export function plan(unit: UnitResult, id: string): Html {
  // a share of no traffic is nothing to draw
  const report = unit.servesTraffic === false ? undefined : unit.plan;
  return markup`<section class="plan">
    <h3>What its releases do</h3>
    <p class="says">${tied(sentencesOf(unit).join(' '))}</p>
    ${unit.servesTraffic === false && markup`<p class="quiet">So there is no share of traffic to draw.</p>`}
    ${report && drawn(report, `${id}-c`)}
  </section>`;
}

function drawn(report: PlanReport, id: string): Html | undefined {
  const { simulations } = report;
  const chosen = simulations[startingView(simulations.map((simulation) => ({ simulation })))];
  if (!chosen) return undefined;
  const cases = simulations.map((simulation) => {
    const { tone, sign, words } = verdictOf(simulation);
    return markup`<li>
      ${tied(scenarioName(simulation.scenario))}
      <span class="outcome ${tone}"><span aria-hidden="true">${sign}</span> ${tied(words)}</span>
    </li>`;
  });
  return markup`<p class="story" id="${id}-p">
      <b>${tied(scenarioName(chosen.scenario))}.</b> ${tied(scenarioStory(chosen.scenario, report.assumptions))}
    </p>
    ${curve(report, viewOf(report, chosen), id)}
    <details class="data">
      <summary>All ${simulations.length} cases</summary>
      <ul class="cases">
        ${cases}
      </ul>
    </details>
    ${curveTables(report, chosen)}`;
}
