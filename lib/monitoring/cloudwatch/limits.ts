import type { Objective } from '../../slo';

const HOUR = 3600;
const DAY = 86_400;

/** Minutes that one alarm can look at: the longest period is a day. */
export const LONGEST_PERIOD_MINUTES = DAY / 60;

/** Minutes that the burn rate of an SLO can look back. */
export const LONGEST_LOOK_BACK_MINUTES = 7 * (DAY / 60);

/** Burn rates of one SLO. */
const MOST_BURN_RATES = 10;

/** Metrics of one alarm. */
const MOST_METRICS = 10;

/** What the limits of an alarm speak of. */
export interface AlarmSize {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly metrics: number;
}

/** Why CloudWatch would refuse an alarm, with the arithmetic. The CDK lets all of this through, and it fails when deployed. */
export function alarmFaults({ periodSeconds, evaluationPeriods, metrics }: AlarmSize): readonly string[] {
  const longest = periodSeconds < HOUR ? DAY : 7 * DAY;
  const span = periodSeconds * evaluationPeriods;
  return [
    ...([10, 20, 30].includes(periodSeconds) || (periodSeconds >= 60 && periodSeconds % 60 === 0)
      ? []
      : [`its period of ${periodSeconds} s is neither 10, 20 or 30 s nor a multiple of 60 s`]),
    ...(periodSeconds > DAY ? [`its period of ${periodSeconds} s is longer than a day (${DAY} s)`] : []),
    ...(span > longest
      ? [
          `its period × evaluation periods is ${periodSeconds} s × ${evaluationPeriods} = ${span} s, and ${longest} s is the most for periods ${periodSeconds < HOUR ? 'under an hour' : 'of an hour or longer'}`,
        ]
      : []),
    ...(metrics > MOST_METRICS ? [`it has ${metrics} metrics, and ${MOST_METRICS} is the most`] : []),
  ];
}

/** Why Application Signals would refuse an SLO. */
export function sloFaults({ spec }: Objective, name: string, lookBackMinutes: readonly number[]): readonly string[] {
  const { windowDays } = spec;
  const broken = lookBackMinutes.filter((minutes) => !Number.isInteger(minutes) || minutes > LONGEST_LOOK_BACK_MINUTES);
  return [
    ...(/^[0-9A-Za-z][-._0-9A-Za-z ]{0,126}[0-9A-Za-z]$/.test(name)
      ? []
      : [`its name "${name}" has ${name.length} characters, and 128 letters, digits, "-", "." and "_" is the most`]),
    ...(Number.isInteger(windowDays) ? [] : [`its window of ${windowDays} days is no whole number of days`]),
    ...broken.map(
      (minutes) =>
        `it looks back ${minutes} minutes, and whole minutes from 1 to ${LONGEST_LOOK_BACK_MINUTES} are possible`,
    ),
    ...(lookBackMinutes.length > MOST_BURN_RATES
      ? [`it has ${lookBackMinutes.length} burn rates, and ${MOST_BURN_RATES} is the most`]
      : []),
  ];
}
