import type { PlanReport, Simulation } from '../../plan';
import { exposureWhenStopped } from '../sentences/headline';
import { markup, type Html } from '../page/markup';
import { badFrom } from '../sentences/scenarios';
import { place } from '../sentences/verdict';
import { amount, percent, tied, time, whole } from '../page/words';

/** One number that a reader looks for, and what it means. */
interface Figure {
  readonly title: string;
  readonly value: string;
  readonly note: string;
}

/** The numbers of a scenario, always the same ones in the same order. */
export function figures(report: PlanReport, simulation: Simulation): Html {
  const all = [duration, exposure, requests, detection, wayBack].map((figure) => figure(simulation, report));
  const shown = all.map(
    ({ title, value, note }) =>
      markup`<div>
        <dt>${title}</dt>
        <dd><b>${value}</b> <span>${note}</span></dd>
      </div>`,
  );
  return markup`<dl class="figures">${shown}</dl>`;
}

function duration(simulation: Simulation, report: PlanReport): Figure {
  const { durationSeconds, outcome } = simulation;
  const notes = { promoted: 'until promoted', aborted: 'until aborted', paused: 'waits', stuck: 'stuck' };
  const note = `${notes[outcome]}${outcome === 'promoted' ? '' : tied(place(report, simulation))}`;
  return { title: 'Duration', value: time(durationSeconds), note };
}

function exposure({ badWeightMinutes, weightMinutes, finalExposure, outcome }: Simulation): Figure {
  const stays = outcome === 'promoted' || finalExposure === 0 ? '' : `, then ${percent(finalExposure)} for ever`;
  return badWeightMinutes === undefined
    ? { title: 'Exposure', value: amount(weightMinutes), note: `weight-minutes${stays}` }
    : { title: 'Bad exposure', value: amount(badWeightMinutes), note: `weight-minutes${stays}` };
}

function requests({ requestsServed, badRequestsServed }: Simulation): Figure {
  if (badRequestsServed !== undefined) {
    return { title: 'Served while bad', value: whole(badRequestsServed), note: 'requests by the bad version' };
  }
  return requestsServed === undefined
    ? { title: 'Requests', value: '–', note: 'no request rate is given' }
    : { title: 'Requests', value: whole(requestsServed), note: 'by the new version' };
}

function detection(simulation: Simulation): Figure {
  const { detection: found, scenario } = simulation;
  const title = 'Time to detect';
  if (found) {
    const at = exposureWhenStopped(simulation) ?? 0;
    const by = found.by === 'deadline' ? 'by the deadline' : `by ${found.metric ?? found.analysis ?? 'an analysis'}`;
    const which = found.measurement === undefined ? '' : `, measurement ${found.measurement}`;
    return { title, value: time(found.secondsToDetect), note: `${by}${which}, at ${percent(at)}` };
  }
  if (scenario.kind === 'revert') return { title, value: '–', note: 'a person found it' };
  return badFrom(simulation) === undefined
    ? { title, value: '–', note: 'nothing to detect' }
    : { title, value: 'never', note: 'nothing here catches it' };
}

function wayBack({ rollback }: Simulation): Figure {
  const title = 'Way back';
  if (!rollback) return { title, value: '–', note: 'it does not go back' };
  const { secondsToZeroExposure, secondsToFullCapacity } = rollback;
  const capacity =
    secondsToFullCapacity === 0 ? 'at full capacity all along' : `full capacity: ${time(secondsToFullCapacity)}`;
  return { title, value: time(secondsToZeroExposure), note: `until it serves nothing; ${capacity}` };
}
