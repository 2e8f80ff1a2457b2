import type { PlanReport } from '../../../plan';
import { markup, type Html } from '../../page/markup';
import { badFrom, scenarioName } from '../../sentences/scenarios';
import { percent, tied } from '../../page/words';
import { drawSteps, STRIP } from './bands';
import { describe } from './describe';
import { drawNotes, lanesOf, NOTE_HEIGHT, notesOf } from './notes';
import { stepArea, stepLine } from './path';
import { across, round, ticks } from './scale';
import { drawTrack, shownTracks, TRACK, tracksOf } from './tracks';
import type { View } from './view';

/** Height of the plot itself, in pixels. */
const PLOT = 230;

/** Id of the hatching that means `for ever`; `sharedDefs` holds it once for the page. */
const FOREVER = 'forever';

/** Exposures that have a line. */
const LEVELS = [0, 0.25, 0.5, 0.75, 1];

/** What all charts of a page refer to. */
export const sharedDefs = markup`<svg class="defs" width="0" height="0" aria-hidden="true">
  <defs>
    <pattern id="${FOREVER}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V7" />
    </pattern>
  </defs>
</svg>`;

/**
 * Exposure over time. Widths are percentages and heights pixels, so that text keeps its size on every screen; curves are
 * stretched into that.
 */
export function chart(report: PlanReport, view: View, id: string): Html {
  const { simulation, domain, end, forever, other } = view;
  const notes = notesOf(view);
  const lanes = Math.max(0, ...lanesOf(notes, domain).map((lane) => lane + 1));
  const top = Math.max(1, lanes) * NOTE_HEIGHT + 8;
  const bottom = top + PLOT;
  const steps = drawSteps(report, view, bottom + 28);
  const tracksTop = bottom + 28 + (steps.length > 0 ? STRIP + 14 : 4);
  const tracks = shownTracks(tracksOf(view));
  const height = tracksTop + tracks.length * TRACK + 2;
  return markup`<svg class="chart" role="img" aria-labelledby="${id}-t" aria-describedby="${id}-p ${id}-d" width="100%" height="${height}">
    <title id="${id}-t">Exposure over time: ${tied(scenarioName(simulation.scenario))}</title>
    <desc id="${id}-d">${describe(view)}</desc>
    ${labels(domain, bottom)} ${forever && endless(view, top, bottom)}
    <svg y="${top}" width="100%" height="${PLOT}" viewBox="0 0 1000 100" preserveAspectRatio="none">
      ${grid(domain)}${areas(view)}${other && markup`<path class="other" d="${stepLine(other.simulation.curve, { domain })}" />`}
      <path class="stays" d="${stepLine(simulation.curve, { domain, from: end })}" />
      <path class="line" d="${stepLine(simulation.curve, { domain, to: end })}" />
    </svg>
    <g class="steps">${steps}</g>${tracks.map((track, index) => drawTrack(track, domain, tracksTop + index * TRACK))}
    ${drawNotes(notes, domain, top, bottom)}
  </svg>`;
}

function labels(domain: number, bottom: number): Html {
  const levels = LEVELS.map(
    (level) => markup`<text class="y" y="${bottom + 4 - level * PLOT}">${percent(level)}</text>`,
  );
  const times = ticks(domain).map(({ seconds, label }, index) => {
    const x = across(seconds, domain);
    // a telephone shows every other one, but never loses the one that names the unit
    const use = [...(x > 96 ? ['last'] : []), ...(index > 1 && index % 2 === 0 ? ['wide'] : [])].join(' ');
    return markup`<text${use !== '' && markup` class="${use}"`} x="${x}%" y="${bottom + 18}">${label}</text>`;
  });
  return markup`<g class="grid">${levels}${times}</g>`;
}

/** Drawn where the curve is: lines for the levels, and short ones for the moments that have a label. */
function grid(domain: number): Html {
  const levels = LEVELS.map((level) => `M0 ${100 - level * 100}H1000`).join('');
  const moments = ticks(domain).map(({ seconds }) => `M${round(across(seconds, domain) * 10)} 100v2`);
  return markup`<path class="grid" d="${levels}"/><path class="ticks" d="${moments.join('')}"/>`;
}

function areas({ simulation: { curve }, simulation, domain, end }: View): Html {
  const bad = badFrom(simulation);
  const turn = Math.min(bad ?? end, end);
  const good = turn > 0 && markup`<path class="area" d="${stepArea(curve, { domain, to: turn })}" />`;
  return markup`${good}${turn < end && markup`<path class="area bad" d="${stepArea(curve, { domain, from: turn, to: end })}" />`}`;
}

function endless({ end, domain, simulation }: View, top: number, bottom: number): Html {
  const x = across(end, domain);
  const words = simulation.outcome === 'paused' ? 'until a person comes' : 'for ever';
  return markup`<g class="endless"
    ><rect x="${x}%" y="${top}" width="${round(100 - x)}%" height="${bottom - top}" fill="url(#${FOREVER})" /><text
      x="100%"
      dx="-6"
      y="${top + 18}"
      >${words} →</text
    ></g
  >`;
}
