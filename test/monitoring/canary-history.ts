import type { Judgement } from '../../lib/monitoring/judgement';
import { slotMatchers, type Objective, type SideNames, type Sides, type TestSeries } from '../../lib/slo';
import type { Sample } from './prometheus-server';

/** What the arguments of the template are in the cluster. */
export const NAMES: Sides = {
  canary: { hash: '6f7c9d8b5d', service: 'checkout-canary' },
  stable: { hash: '77b5c4d9f8', service: 'checkout-stable' },
};

/** Requests of one version in a window, and how many of them are bad; undefined where there are no series. */
export interface Served {
  readonly requests: number;
  readonly bad: number;
}

/** What happened in the last ten minutes. */
export interface Happened {
  readonly canary?: Served;
  readonly stable?: Served;
}

/** What is to happen, for an objective. */
export type Happening = (objective: Objective, judgement: Judgement) => Happened;

const healthy = ({ budget }: Objective, { minimumRequests }: Judgement): Served => {
  const requests = 4 * minimumRequests;
  return { requests, bad: (requests * budget) / 2 };
};

const worse = (objective: Objective, judgement: Judgement): Served => {
  const { requests, bad } = healthy(objective, judgement);
  return { requests, bad: bad + 0.03 * requests };
};

/** What may happen to a canary. */
export const HAPPENINGS = {
  good: (...of) => ({ canary: healthy(...of), stable: healthy(...of) }),
  bad: (...of) => ({ canary: worse(...of), stable: healthy(...of) }),
  'bad from the start': (...of) => ({
    canary: { requests: 4 * of[1].minimumRequests, bad: 4 * of[1].minimumRequests },
    stable: healthy(...of),
  }),
  'no canary': (...of) => ({ stable: healthy(...of) }),
  'nobody scrapes': () => ({}),
  'a canary without requests, which is 0/0': (...of) => ({
    canary: { requests: 0, bad: 0 },
    stable: healthy(...of),
  }),
  'few requests, all bad': (...of) => ({ canary: { requests: 30, bad: 30 }, stable: healthy(...of) }),
  'bad, and stable has no requests': (...of) => ({ canary: worse(...of), stable: { requests: 0, bad: 0 } }),
  'good, and stable is gone': (...of) => ({ canary: healthy(...of) }),
} as const satisfies Record<string, Happening>;

/** One of `HAPPENINGS`. */
export type HappeningName = keyof typeof HAPPENINGS;

/** Seconds between two scrapes. */
const SCRAPE = 30;

/** Windows that are scraped. */
const WINDOWS = 2;

/** The series of an objective as they are scraped until a time. */
export function samplesOf(objective: Objective, happened: Happened, until: number, windowMinutes: number): Sample[] {
  const { indicator } = objective.spec;
  const perWindow = (windowMinutes * 60) / SCRAPE;
  return (['canary', 'stable'] as const).flatMap((side) => {
    const served = happened[side];
    if (!served) return [];
    return indicator.series.flatMap((series) => {
      const name = seriesName(series, objective, side);
      const step = counted(series, served) / perWindow;
      return Array.from({ length: WINDOWS * perWindow + 1 }, (_, index) => ({
        series: name,
        at: until - (WINDOWS * perWindow - index) * SCRAPE,
        value: series.delta === true ? step : index * step,
      }));
    });
  });
}

function counted({ counts }: TestSeries, { requests, bad }: Served): number {
  return { good: requests - bad, bad, total: requests, value: NaN }[counts];
}

function seriesName({ metric, labels }: TestSeries, { spec }: Objective, side: 'canary' | 'stable'): string {
  const own = slotMatchers(spec.indicator.slot, side, NAMES).map(
    // a pattern stands for one of the names that it matches; whoever is not to match one has no name
    ({ label, operator, value }) =>
      [
        label,
        operator.startsWith('!') ? '' : value.replace(/[()]/g, '').replace('[a-z0-9]+', 'x7k2p').replace('.+', '80'),
      ] as const,
  );
  const all = Object.entries({ ...labels, ...Object.fromEntries(own) });
  return `${metric}{${all.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

/** A text with the arguments put in, as the controller does when an AnalysisRun starts. */
export function resolved(text: string): string {
  const value = (side: 'canary' | 'stable', name: keyof SideNames) => NAMES[side][name];
  return text.replace(/\{\{args\.(canary|stable)-(hash|service)\}\}/g, (_, side: 'canary', name: 'hash') =>
    value(side, name),
  );
}
