import type { Plan, PlanReport, Simulation } from '../../plan';
import { analyses } from './analyses';
import { ending } from './chart/describe';
import { spark } from './chart/spark';
import { sharedDomain, startingView, viewOf, type View } from './chart/view';
import { curve } from './curve';
import { curveTables } from './curve-table';
import { figures } from './figures';
import { remarks } from './findings';
import { given } from './given';
import { headline } from '../sentences/headline';
import { markup, name, type Html } from '../page/markup';
import { resumedOf, scenarioName, scenarioStory } from '../sentences/scenarios';
import { verdictOf } from '../sentences/verdict';
import { count, isNotKnown, known, tied } from '../page/words';

/** Everything about one rollout. `anchor` and `id` are unique on the page; `id`, a short one, begins all ids within. */
export function rollout(report: PlanReport, anchor: string, id: string): Html {
  const { identity } = report.plan;
  const tables = new Map<string, string>();
  const views = report.simulations.map((simulation) => viewOf(report, simulation));
  return markup`<article class="rollout" id="${anchor}" aria-labelledby="${id}-h">
    <header>
      <p class="kicker">
        ${identity.kind}${identity.namespace !== undefined && markup` in ${name(identity.namespace, 60)}`}${identity.source !== undefined && markup` · ${name(identity.source, 200)}`}
      </p>
      <h2 id="${id}-h">${name(identity.name)}</h2>
      <p class="headline">${tied(headline(report).join(' '))}</p>
      <p class="quiet">${strategyWords(report.plan)}</p>
    </header>
    ${scenarioSwitch(views, id)}
    <div class="panels">${views.map((view, index) => panel(report, view, `${id}-${index}`, index, tables))}</div>
    <section>
      <h3>Worth a look</h3>
      ${remarks(report)}
    </section>
    <section>
      <h3>What the analyses can see</h3>
      ${analyses(report)}
    </section>
    <section>
      <h3>What the figures rest on</h3>
      ${given(report)}
    </section>
  </article> `;
}

/** Radio buttons with a small curve each: keys and styles do the switching, so that it works without scripts. */
function scenarioSwitch(views: readonly View[], id: string): Html {
  const domain = sharedDomain(views);
  const first = startingView(views);
  const choices = views.map((view, index) => {
    const { tone, sign, words } = verdictOf(view.simulation);
    return markup`<input
        type="radio"
        class="k${index}"
        name="${id}-s"
        id="${id}-s${index}"
        ${index === first && markup` checked`}
      /><label for="${id}-s${index}"
        ><span class="case">${tied(scenarioName(view.simulation.scenario))}</span>${spark(view, domain)}<span
          class="outcome ${tone}"
          ><span aria-hidden="true">${sign}</span> ${tied(words)}</span
        ></label
      > `;
  });
  return markup`<fieldset class="switch">
    <legend>What if …</legend>
    ${choices}
  </fieldset> `;
}

/** `tables`: those that were shown, and in which scenario. */
function panel(report: PlanReport, view: View, id: string, index: number, tables: Map<string, string>): Html {
  const { simulation } = view;
  return markup`<section class="panel p${index}">
    <h3>${tied(scenarioName(simulation.scenario))}</h3>
    <p id="${id}-p">
      ${tied(scenarioStory(simulation.scenario, report.assumptions))}
      <b>${ending(report, simulation)}</b> ${ifResumed(report, simulation)}
    </p>
    ${figures(report, simulation)}
    ${curve(report, view, id)}
    ${onceOnly(curveTables(report, simulation), tied(scenarioName(simulation.scenario)), tables)}
  </section> `;
}

/** Scenarios in which the same happens share their tables. */
function onceOnly(made: Html, scenario: string, tables: Map<string, string>): Html {
  const first = tables.get(made.text);
  if (first !== undefined) return markup`<p class="quiet">As a table it is the same as “${first}”.</p>`;
  tables.set(made.text, scenario);
  return made;
}

function ifResumed(report: PlanReport, simulation: Simulation): string {
  const resumed = resumedOf(report, simulation);
  return resumed ? `If somebody resumes it at once: ${ending(report, resumed)}` : '';
}

/** `Canary of 10 pods in 8 steps, traffic split by istio.` */
function strategyWords({ strategy, replicas }: Plan): string {
  const pods = isNotKnown(replicas.desired) ? 'an unknown number of pods' : count(replicas.desired, 'pod');
  switch (strategy.kind) {
    case 'canary':
      return `Canary of ${pods} in ${count(strategy.steps.length, 'step')}, ${trafficWords(strategy.traffic)}.`;
    case 'blueGreen':
      return `Blue-green of ${pods}, promoted ${known(strategy.autoPromotes, (auto) => (auto ? 'by itself' : 'by a person'))}.`;
    case 'rolling':
      return `Rolling update of ${pods}: no steps and no analysis.`;
  }
}

function trafficWords(traffic: Extract<Plan['strategy'], { kind: 'canary' }>['traffic']): string {
  switch (traffic.mode) {
    case 'podShare':
      return 'traffic shared by the number of pods';
    case 'separateServices':
      return 'whose traffic no router splits';
    case 'routed':
      return `traffic split by ${traffic.routers.join(' and ')}`;
  }
}
