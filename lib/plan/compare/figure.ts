import { isUnknown } from '../model/known';
import type { FigureChange, FigureName, FigureSubject, FigureValue, Judgement } from '../model/comparison';
import { duration, percent } from '../words';

/** In what a figure is counted, and what it is called. */
interface Kind {
  readonly title: string;
  readonly unit: 'seconds' | 'number' | 'whole' | 'fraction' | 'words';
}

const KINDS: Readonly<Record<FigureName, Kind>> = {
  outcome: { title: 'outcome', unit: 'words' },
  guard: { title: 'analysis', unit: 'words' },
  canFail: { title: 'can fail', unit: 'words' },
  badWeightMinutes: { title: 'bad weight-minutes', unit: 'number' },
  badRequests: { title: 'bad requests', unit: 'whole' },
  finalExposure: { title: 'exposure that stays', unit: 'fraction' },
  secondsToDetect: { title: 'time to detect', unit: 'seconds' },
  secondsToZeroExposure: { title: 'time back to no exposure', unit: 'seconds' },
  secondsToFullCapacity: { title: 'time back to all pods', unit: 'seconds' },
  secondsUnguarded: { title: 'unguarded at the end', unit: 'seconds' },
  secondsToDegraded: { title: 'marked degraded after', unit: 'seconds' },
  durationSeconds: { title: 'duration', unit: 'seconds' },
  power: { title: 'power', unit: 'fraction' },
  falseAlarm: { title: 'false alarms', unit: 'fraction' },
  detectableAtBest: { title: 'seen from, at best', unit: 'fraction' },
  detectableAtWorst: { title: 'seen from, at worst', unit: 'fraction' },
  weightMinutes: { title: 'weight-minutes', unit: 'number' },
  decidedBy: { title: 'decided by', unit: 'words' },
};

/** Numbers closer than this, as a share of the larger, are the same: sums of fractions differ in their last digits. */
const SAME = 1e-9;

/** What one figure was and is. */
export interface Compared {
  readonly figure: FigureName;
  readonly before?: FigureValue;
  readonly after?: FigureValue;
  /** What is better. `neither`: it depends on what one wants. */
  readonly better: 'less' | 'more' | 'neither' | Judgement;
}

/** The change of a figure; nothing where there is none. */
export function changeOf(compared: Compared, subject: FigureSubject, spokenSubject: string): FigureChange[] {
  const { figure, before, after, better } = compared;
  if (isSame(before, after)) return [];
  const difference = typeof before === 'number' && typeof after === 'number' ? after - before : undefined;
  return [
    {
      figure,
      subject,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(difference === undefined ? {} : { difference }),
      judgement: judge(before, after, better),
      spoken: {
        subject: spokenSubject,
        figure: KINDS[figure].title,
        before: spoken(before, figure),
        after: spoken(after, figure),
        ...(difference === undefined ? {} : { difference: signed(difference, figure) }),
      },
    },
  ];
}

function isSame(one: FigureValue | undefined, other: FigureValue | undefined): boolean {
  if (isUnknown(one) && isUnknown(other)) return one.unknown === other.unknown;
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= SAME * Math.max(Math.abs(one), Math.abs(other));
}

function judge(before: Compared['before'], after: Compared['after'], better: Compared['better']): Judgement {
  if (better === 'better' || better === 'worse' || better === 'different') return better;
  const [was, is] = [size(before), size(after)];
  if (better === 'neither' || was === undefined || is === undefined || was === is) return 'different';
  return is < was === (better === 'less') ? 'better' : 'worse';
}

/** What can be compared by size; nothing can be said about what is not known. */
function size(value: FigureValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return value === 'never' || value === 'endless' || value === 'none' ? Infinity : undefined;
}

function spoken(value: FigureValue | undefined, figure: FigureName): string {
  if (value === undefined) return '-';
  if (isUnknown(value)) return `not known: ${value.unknown}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? amount(value, figure) : value;
}

function amount(value: number, figure: FigureName): string {
  switch (KINDS[figure].unit) {
    case 'seconds':
      return duration(value);
    case 'fraction':
      return percent(value);
    case 'whole':
      return Math.round(value).toLocaleString('en-US');
    case 'number':
    case 'words':
      return String(Number(value.toPrecision(3)));
  }
}

function signed(difference: number, figure: FigureName): string {
  const sign = difference < 0 ? '-' : '+';
  const size = Math.abs(difference);
  if (KINDS[figure].unit === 'fraction') return `${sign}${Number((size * 100).toPrecision(2))} points`;
  return `${sign}${amount(size, figure)}`;
}
