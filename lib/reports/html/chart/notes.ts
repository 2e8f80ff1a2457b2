import { clip, markup, type Html } from '../../page/markup';
import { badFrom } from '../../sentences/scenarios';
import { percent, time } from '../../page/words';
import { exposureAt } from './path';
import { across, round } from './scale';
import type { View } from './view';

/** A moment with a name, above the curve. */
export interface Note {
  readonly seconds: number;
  readonly words: string;
  readonly tone: 'good' | 'bad' | 'plain';
  /** A dot on the curve, at this exposure. @default - none */
  readonly dot?: number;
}

/** Height of a line of notes, in pixels. */
export const NOTE_HEIGHT = 17;

/** Width of a chart on a telephone, and of a character of a note. */
const NARROW = 300;
const CHARACTER = 6.1;

/** What happens at which moment, in the order of time. */
export function notesOf({ simulation }: View): readonly Note[] {
  const { scenario, detection, outcome, durationSeconds, rollback, curve, degradedAtSeconds } = simulation;
  const from = badFrom(simulation) ?? 0;
  const notes: Note[] = [];
  if (from > 0) {
    notes.push({ seconds: from, words: `breaks at ${time(from)}`, tone: 'bad', dot: exposureAt(curve, from) });
  }
  if (degradedAtSeconds !== undefined && detection?.by !== 'deadline') {
    notes.push({ seconds: degradedAtSeconds, words: `marked degraded, ${time(degradedAtSeconds)}`, tone: 'plain' });
  }
  if (detection) {
    const { atSeconds, by, verdict = 'Failed' } = detection;
    const what = by === 'deadline' ? 'deadline passed' : outcome === 'aborted' ? 'caught' : verdict;
    // what was seen when the verdict fell, not what the abort made of it in the same moment
    const dot = exposureAt(curve, atSeconds - 0.001);
    notes.push({ seconds: atSeconds, words: `${what}, ${time(atSeconds)} at ${percent(dot)}`, tone: 'good', dot });
  }
  if (outcome === 'promoted' && durationSeconds !== 'never' && scenario.kind !== 'revert') {
    notes.push({ seconds: durationSeconds, words: `promoted, ${time(durationSeconds)}`, tone: 'plain' });
  }
  if (rollback && rollback.secondsToZeroExposure !== 'never') {
    const start = scenario.kind === 'revert' ? 0 : (detection?.atSeconds ?? 0);
    const seconds = start + rollback.secondsToZeroExposure;
    const shown =
      rollback.secondsToZeroExposure > 0 && !(detection && exposureAt(curve, detection.atSeconds - 0.001) === 0);
    if (shown) notes.push({ seconds, words: `gone, ${time(seconds)}`, tone: 'plain', dot: 0 });
  }
  return notes.sort((one, another) => one.seconds - another.seconds);
}

/** Lines above the plot that the notes need so that none covers another, on a telephone either. */
export function lanesOf(notes: readonly Note[], domain: number): readonly number[] {
  const taken: (readonly [from: number, to: number])[][] = [];
  return notes.map(({ seconds, words }) => {
    const x = (across(seconds, domain) / 100) * NARROW;
    const width = words.length * CHARACTER + 10;
    const [from, to] = startsHere(seconds, domain) ? [x, x + width] : [x - width, x];
    const free = taken.findIndex((lane) => lane.every(([start, end]) => to <= start || from >= end));
    const lane = free === -1 ? taken.length : free;
    (taken[lane] ??= []).push([from, to]);
    return lane;
  });
}

/** The notes as lines, dots and text. `top` and `bottom` are those of the plot. */
export function drawNotes(notes: readonly Note[], domain: number, top: number, bottom: number): readonly Html[] {
  const lanes = lanesOf(notes, domain);
  return notes.map(({ seconds, words, tone, dot }, index) => {
    const x = across(seconds, domain);
    const y = top - 8 - (lanes[index] ?? 0) * NOTE_HEIGHT;
    const side = startsHere(seconds, domain) ? markup` dx="4"` : markup` dx="-4" text-anchor="end"`;
    const at =
      dot === undefined ? '' : markup`<circle cx="${x}%" cy="${round(bottom - dot * (bottom - top))}" r="4.5" />`;
    return markup`<g class="note ${tone}"
      ><line x1="${x}%" x2="${x}%" y1="${y - 10}" y2="${bottom}" /><text x="${x}%" y="${y}" ${side}
        >${clip(words, 60)}</text
      >${at}</g
    >`;
  });
}

/** Text runs towards the middle, so that it never leaves the chart. */
function startsHere(seconds: number, domain: number): boolean {
  return seconds / domain < 0.5;
}
