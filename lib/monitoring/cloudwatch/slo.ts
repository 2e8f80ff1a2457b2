import type { Objective } from '../../slo';
import type { Artefact } from '../vendor';
import { dataQuery, sloName, tags } from './data';
import { LONGEST_PERIOD_MINUTES } from './limits';
import type { Sources } from './metrics';

/** Seconds of a data point of the metrics that AWS publishes. */
const PERIOD_SECONDS = 60;

/**
 * Minutes whose burn rates the SLO must compute: those of the legs that are too long for an alarm on the metrics
 * themselves.
 */
export function lookBacksOf({ legs }: Objective): readonly number[] {
  const long = legs.filter(({ longMinutes }) => longMinutes > LONGEST_PERIOD_MINUTES);
  const all = long.flatMap(({ longMinutes, shortMinutes }) => [shortMinutes, longMinutes]);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The objective as Application Signals keeps it: it weighs requests, as we do. */
export function serviceLevelObjective(objective: Objective, { total, part, is }: Sources): Artefact {
  const { sentence, spec } = objective;
  const counted = [dataQuery(is, part, PERIOD_SECONDS)];
  const lookBacks = lookBacksOf(objective);
  return {
    kind: 'AWS::ApplicationSignals::ServiceLevelObjective',
    name: sloName(objective),
    body: {
      Name: sloName(objective),
      Description: `${sentence}. Owner: ${spec.owner}.`,
      RequestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [dataQuery('total', total, PERIOD_SECONDS)],
          MonitoredRequestCountMetric: is === 'bad' ? { BadCountMetric: counted } : { GoodCountMetric: counted },
        },
      },
      Goal: {
        Interval: { RollingInterval: { Duration: spec.windowDays, DurationUnit: 'DAY' } },
        AttainmentGoal: Number((spec.target * 100).toPrecision(12)),
      },
      ...(lookBacks.length > 0
        ? { BurnRateConfigurations: lookBacks.map((minutes) => ({ LookBackWindowMinutes: minutes })) }
        : {}),
      Tags: tags(objective),
    },
  };
}
