import type { Assumptions, PlanReport, Settlement } from '../../plan';
import { markup, type Content, type Html } from '../page/markup';
import { table } from '../page/table';
import { capital, percent, time, whole } from '../page/words';

/** What each assumption is, and how it is written. A new one does not compile until it stands here. */
const ASSUMED: { readonly [Key in keyof Required<Assumptions>]: readonly [string, (given: Assumptions) => string] } = {
  podStartSeconds: ['a pod is ready after', (given) => time(given.podStartSeconds)],
  queryLatencySeconds: ['a measurement takes', (given) => time(given.queryLatencySeconds)],
  reconcileSeconds: ['the controller looks again after', (given) => time(given.reconcileSeconds)],
  routePropagationSeconds: ['a router follows after', (given) => time(given.routePropagationSeconds)],
  requestRate: [
    'requests to the whole service',
    ({ requestRate }) => (requestRate === undefined ? 'not given' : `${whole(requestRate)}/s`),
  ],
  baselineErrorRate: ['the old version fails', (given) => percent(given.baselineErrorRate)],
  badErrorRate: ['a bad version fails', (given) => percent(given.badErrorRate)],
  crashReadyRestarts: ['a crash-looping pod gets ready', (given) => `${given.crashReadyRestarts} times`],
  manualResumeSeconds: [
    'a person resumes after',
    ({ manualResumeSeconds: after }) => (after === undefined ? 'never: nobody does' : time(after)),
  ],
  controllerVersion: ['Argo Rollouts', (given) => given.controllerVersion],
};

/** What the figures rest on: assumptions, values that are not known, and what is not counted. */
export function given({ assumptions, simulations, proofs }: PlanReport): Html {
  const assumed = Object.values(ASSUMED).map(
    ([what, show]) =>
      markup`<div>
        <dt>${capital(what)}</dt>
        <dd>${show(assumptions)}</dd>
      </div>`,
  );
  const settled = new Map(simulations.flatMap((each) => each.settlements.map((one) => [one.path, one] as const)));
  const left = [...new Set(simulations.flatMap(({ notCounted }) => notCounted))];
  const unproven = new Set(proofs.flatMap(({ metrics }) => metrics.flatMap(unknownIn)));
  return markup`<dl class="assumed">${assumed}</dl>
    ${settled.size > 0 && unknowns([...settled.values()])}
    ${list('Not counted', left)}${list('Not known about the metrics', [...unproven])}`;
}

function unknowns(settlements: readonly Settlement[]): Html {
  return table({
    caption: 'Not known: the figures hold only if what was taken instead is right',
    columns: [{ title: 'Where' }, { title: 'What is not known' }, { title: 'Taken instead' }],
    rows: settlements.map(({ path, unknown, assumed }) => [markup`<code>${path}</code>`, unknown, taken(assumed)]),
  });
}

function taken(assumed: unknown): string {
  if (assumed === Number.MAX_SAFE_INTEGER) return 'no limit';
  if (typeof assumed === 'number' && Number.isNaN(assumed)) return 'only what is wholly bad';
  return typeof assumed === 'string' ? assumed : JSON.stringify(assumed);
}

function unknownIn(metric: PlanReport['proofs'][number]['metrics'][number]): readonly string[] {
  return [metric.canFail, metric.badMeasurementsNeeded].flatMap((value) =>
    typeof value === 'object' ? [`${metric.metric}: ${value.unknown}`] : [],
  );
}

function list(title: string, lines: readonly Content[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return markup`<h4>${title}</h4>
    <ul class="lines">
      ${lines.map((line) => markup`<li>${line}</li>`)}
    </ul>`;
}
