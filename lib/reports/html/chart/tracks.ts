import type { AnalysisSpan, MeasurementSpan, Verdict } from '../../../plan';
import { clip, markup, type Html } from '../../page/markup';
import { across } from './scale';
import type { View } from './view';

/** Height of one track, in pixels: a line of text and a line of marks. */
export const TRACK = 36;

/** More metrics than that are left to the table of analyses. */
const MOST_TRACKS = 12;

/** Marks closer than this, in pixels of a wide chart, are drawn as one band. */
const DENSE = 6;
const WIDE = 960;

/** All that one metric measured in one place of the plan. */
export interface Track {
  readonly label: string;
  readonly spans: readonly AnalysisSpan[];
  readonly measurements: readonly (MeasurementSpan & { readonly until: number })[];
}

/** One track for each metric of each place: a template that several steps use stands in one line. */
export function tracksOf({ simulation, domain }: View): readonly Track[] {
  const tracks = new Map<
    string,
    { label: string; spans: AnalysisSpan[]; measurements: Track['measurements'][number][] }
  >();
  for (const span of simulation.analyses) {
    for (const metric of new Set(span.measurements.map((measurement) => measurement.metric))) {
      const label = `${ROLES[span.role]} ${clip(span.analysis, 60)} › ${clip(metric, 60)}`;
      const track = tracks.get(label) ?? { label, spans: [], measurements: [] };
      const until = span.endSeconds ?? domain;
      track.spans.push(span);
      for (const measurement of span.measurements) {
        if (measurement.metric === metric) track.measurements.push({ ...measurement, until });
      }
      tracks.set(label, track);
    }
  }
  return [...tracks.values()];
}

/** How many tracks are drawn. */
export function shownTracks(tracks: readonly Track[]): readonly Track[] {
  return tracks.slice(0, MOST_TRACKS);
}

/** A line for the time an analysis runs, and a mark for each measurement. */
export function drawTrack({ label, spans, measurements }: Track, domain: number, top: number): Html {
  const rails = spans.map(({ startSeconds, endSeconds }) => rail(startSeconds, endSeconds ?? domain, domain));
  const verdicts = [...new Set(measurements.map(({ verdict }) => verdict))];
  const marks = verdicts.map((verdict) => {
    const path = measurements.filter((measurement) => measurement.verdict === verdict);
    return markup`<path class="${verdict}" d="${path.map((measurement) => marksOf(measurement, domain)).join('')}" />`;
  });
  return markup`<g class="track"
    ><text x="0" y="${top + 11}">${label}</text
    ><svg x="0" y="${top + 16}" width="100%" height="14" viewBox="0 0 1000 14" preserveAspectRatio="none">
      <path class="rail" d="${rails.join('')}" />
      ${marks}
    </svg></g
  >`;
}

const ROLES: Readonly<Record<AnalysisSpan['role'], string>> = {
  background: 'in the background:',
  step: 'as a step:',
  prePromotion: 'before promotion:',
  postPromotion: 'after promotion:',
  experiment: 'in an experiment:',
};

/** Marks differ in shape too: a dot, a tall bar, a square (its caps), a broken bar. Lines keep their shape when stretched. */
const SHAPES: Readonly<Record<Verdict, string>> = {
  Successful: ' 7v0',
  Failed: ' 1v12',
  Inconclusive: ' 7v0',
  Error: ' 1v4m0 4v4',
};

function marksOf(span: MeasurementSpan & { readonly until: number }, domain: number): string {
  const { atSeconds, everySeconds, times, verdict } = span;
  const last = span.endless ? Math.min(domain, span.until) : atSeconds + everySeconds * (times - 1);
  if (atSeconds > domain) return '';
  const apart = (everySeconds / domain) * WIDE;
  if (last > atSeconds && apart < DENSE) return `M${x(atSeconds, domain)} 7H${x(last, domain)}`;
  const count = everySeconds > 0 ? Math.floor((Math.min(last, domain) - atSeconds) / everySeconds + 1e-6) + 1 : 1;
  return Array.from(
    { length: count },
    (_, index) => `M${x(atSeconds + index * everySeconds, domain)}${SHAPES[verdict]}`,
  ).join('');
}

function rail(from: number, to: number, domain: number): string {
  return from > domain ? '' : `M${x(from, domain)} 7H${x(to, domain)}`;
}

function x(seconds: number, domain: number): number {
  return Math.round(across(seconds, domain) * 100) / 10;
}
