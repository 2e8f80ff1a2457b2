import { simulate, type Assumptions, type Judged, type Metric, type Plan, type Settled } from '../lib/plan';
import { binomial } from '../lib/plan/prove/binomial';
import { analysesOf } from '../lib/plan/prove/placed';

/** What the service is like while it is released. */
export interface Weather {
  /** Requests per second to the whole service. */
  readonly requestRate: number;
  /** Fraction of stable's requests that fail. */
  readonly baseline: number;
  /** By how much the canary's is higher. */
  readonly rise: number;
}

/** How many rollouts are played, and with which luck. */
export interface Dice {
  readonly rollouts: number;
  readonly seed: number;
}

/** How rollouts end. */
export interface Odds {
  /** Share that an analysis aborted. */
  readonly aborted: number;
  /** Share that waited for a person at least once, for want of data. */
  readonly asked: number;
  /** Minutes from the first traffic until half of the aborted ones were. @default - none was */
  readonly medianMinutes?: number;
}

/** One measurement: when, of what, and which cells of time it looks back on. */
interface Look {
  readonly at: number;
  readonly metric: number;
  readonly from: number;
  readonly to: number;
}

/** The metric of one run of an analysis. */
type Watched = Settled<Metric>;

/** Requests that are served between two moments, and how many of them may fail with which chance. */
interface Cell {
  readonly canary: Draw;
  readonly stable: Draw;
}

interface Draw {
  readonly requests: number;
  readonly from: number;
  /** Chance of at most `from` + index failures. */
  readonly upTo: readonly number[];
}

/**
 * Plays rollouts of a plan: requests fail by chance between any two moments at which some measurement begins or ends to look,
 * and the measurements come when the plan's simulation says, each over its window, each against its limits. Where windows
 * overlap they see the same failures.
 */
export function oddsOf(plan: Plan, weather: Weather, { rollouts, seed }: Dice, given: Partial<Assumptions> = {}): Odds {
  const { looks, metrics, cells, firstTraffic } = scheduleOf(plan, weather, given);
  const next = random(seed);
  const abortedAt: number[] = [];
  let asked = 0;
  const canary = new Float64Array(cells.length + 1);
  const stable = new Float64Array(cells.length + 1);
  const requests = [
    sums(cells, ({ canary: one }) => one.requests),
    sums(cells, ({ stable: one }) => one.requests),
  ] as const;
  for (let rollout = 0; rollout < rollouts; rollout++) {
    cells.forEach((cell, index) => {
      canary[index + 1] = (canary[index] ?? 0) + failures(cell.canary, next());
      stable[index + 1] = (stable[index] ?? 0) + failures(cell.stable, next());
    });
    const seen = (one: ArrayLike<number>, { from, to }: Look) => (one[to] ?? 0) - (one[from] ?? 0);
    const end = play(looks, metrics, (look) => ({
      bad: [seen(canary, look), seen(stable, look)],
      total: [seen(requests[0], look), seen(requests[1], look)],
    }));
    if (end.abortedAt !== undefined) abortedAt.push(end.abortedAt);
    asked += Number(end.asked);
  }
  const median = abortedAt.sort((a, b) => a - b)[Math.floor(abortedAt.length / 2)];
  return {
    aborted: abortedAt.length / rollouts,
    asked: asked / rollouts,
    ...(median === undefined ? {} : { medianMinutes: (median - firstTraffic) / 60 }),
  };
}

interface Counts {
  readonly bad: readonly [canary: number, stable: number];
  readonly total: readonly [canary: number, stable: number];
}

/** One rollout: until a metric has more bad measurements than it bears. */
function play(looks: readonly Look[], metrics: readonly Watched[], count: (look: Look) => Counts) {
  const bad = new Map<number, number>();
  const silent = new Map<number, number>();
  let asked = false;
  for (const look of looks) {
    const metric = metrics[look.metric];
    if (!metric) continue;
    const value = valueOf(metric.judged, count(look));
    const tally = value === undefined ? silent : bad;
    const isBad = value !== undefined && metric.judged.quantity !== 'other' && value >= metric.judged.threshold - 1e-9;
    if (value !== undefined && !isBad) continue;
    const times = (tally.get(look.metric) ?? 0) + 1;
    tally.set(look.metric, times);
    if (isBad && times > metric.failureLimit) return { abortedAt: look.at, asked };
    // whoever is asked lets it go on
    asked ||= !isBad && times > metric.inconclusiveLimit;
  }
  return { asked };
}

/** What the query of a metric answers; undefined where it has no answer. */
function valueOf(judged: Settled<Judged>, { bad: [x, y], total: [n, m] }: Counts): number | undefined {
  if (judged.quantity === 'other' || n < Math.max(1, judged.minimumRequests ?? 0)) return undefined;
  if (judged.quantity === 'errorRate') return x / n;
  if (judged.quantity === 'successRate') return 1 - x / n;
  if (m < Math.max(1, judged.minimumStableRequests ?? 0)) return undefined;
  const rise = x / n - y / m;
  if (judged.quantity === 'errorRateRise') return rise;
  const each = 1 / n + 1 / m;
  const pooled = (x + y) / (n + m);
  const corrected = judged.continuityCorrected === true ? rise - each / 2 : rise;
  return corrected / Math.sqrt(Math.max(pooled * (1 - pooled), 1e-12) * each);
}

/** The measurements of a healthy rollout in their order, and the time they look at, cut where any of them begins or ends. */
function scheduleOf(plan: Plan, weather: Weather, given: Partial<Assumptions>) {
  const { analyses, curve } = simulate(plan, { kind: 'healthy' }, given);
  const placed = analysesOf(plan);
  const metrics: Watched[] = [];
  const times: { at: number; metric: number; since: number }[] = [];
  for (const run of analyses) {
    const own = placed.find(({ analysis, role, stepIndex }) =>
      role === 'background' ? run.role === role : analysis.name === run.analysis && stepIndex === run.stepIndex,
    );
    for (const metric of own?.settled.metrics ?? []) {
      metrics.push(metric);
      for (const { atSeconds, everySeconds, times: count } of run.measurements.filter(
        (one) => one.metric === metric.name,
      )) {
        for (let index = 0; index < count; index++) {
          const at = atSeconds + index * everySeconds;
          times.push({ at, metric: metrics.length - 1, since: at - metric.lookBackSeconds });
        }
      }
    }
  }
  times.sort((a, b) => a.at - b.at);
  const edges = [
    ...new Set([...times.flatMap(({ at, since }) => [since, at]), ...curve.map((point) => point.atSeconds)]),
  ];
  edges.sort((a, b) => a - b);
  const place = new Map(edges.map((edge, index) => [edge, index]));
  return {
    metrics,
    looks: times.map(({ at, metric, since }) => ({ at, metric, from: place.get(since) ?? 0, to: place.get(at) ?? 0 })),
    cells: cellsOf(edges, curve, weather),
    firstTraffic: curve.find(({ exposure }) => exposure > 0)?.atSeconds ?? 0,
  };
}

function cellsOf(
  edges: readonly number[],
  curve: readonly { readonly atSeconds: number; readonly exposure: number }[],
  { requestRate, baseline, rise }: Weather,
): readonly Cell[] {
  const rest = { canary: 0, stable: 0 };
  // what is left of a request is served in the next cell
  const whole = (side: 'canary' | 'stable', requests: number) => {
    const served = Math.floor(rest[side] + requests + 1e-9);
    rest[side] += requests - served;
    return served;
  };
  return edges.slice(1).map((until, index) => {
    const since = edges[index] ?? until;
    const exposure = curve.findLast(({ atSeconds }) => atSeconds <= since)?.exposure ?? 0;
    const requests = requestRate * (until - since);
    return {
      canary: drawOf(whole('canary', requests * exposure), baseline + rise),
      stable: drawOf(whole('stable', requests * (1 - exposure)), baseline),
    };
  });
}

function drawOf(requests: number, chance: number): Draw {
  const { from, chances } = binomial(requests, Math.min(1, chance));
  let sum = 0;
  return { requests, from, upTo: Array.from(chances, (one) => (sum += one)) };
}

/** The number of failures whose share of the luck this is. */
function failures({ from, upTo }: Draw, luck: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 1) > luck) high = middle;
    else low = middle + 1;
  }
  return from + low;
}

function sums(cells: readonly Cell[], of: (cell: Cell) => number): readonly number[] {
  let sum = 0;
  return [0, ...cells.map((cell) => (sum += of(cell)))];
}

/** Numbers in [0, 1), the same for the same seed: a Weyl sequence whose terms are mixed as in MurmurHash3. */
function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
