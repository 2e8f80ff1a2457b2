import { identityLabels } from '../conventions';
import { Cannot } from '../cannot';
import { plain, type Objective } from '../../slo';
import type { Artefact } from '../vendor';
import { sloName, tagsOf } from './names';
import { eventQueries, gaugeQuery, goodOf } from './queries';

/** Days over which Datadog holds an objective. */
const TIMEFRAMES: ReadonlyMap<number, string> = new Map([
  [7, '7d'],
  [30, '30d'],
  [90, '90d'],
]);

/** `30d`. */
export function timeframeOf({ id, spec: { windowDays } }: Objective): string {
  const timeframe = TIMEFRAMES.get(windowDays);
  if (timeframe === undefined) {
    throw new Cannot(
      `Datadog holds objectives over 7, 30 or 90 days, and "${id}" has ${windowDays}: give it one of these as windowDays.`,
    );
  }
  return timeframe;
}

/** The objective as the API takes it (`ServiceLevelObjectiveRequest`): events by their counts, a gauge by its minutes. */
export function sloOf(objective: Objective): Artefact {
  const { indicator, target, owner, runbook } = objective.spec;
  const name = sloName(objective);
  return {
    kind: 'slo',
    name,
    body: {
      name,
      description: `${objective.sentence}. Owner: ${owner}. Runbook: ${runbook}`,
      tags: tagsOf({ ...identityLabels(objective), owner }),
      thresholds: [{ timeframe: timeframeOf(objective), target: plain(target * 100) }],
      ...(indicator.kind === 'gauge'
        ? {
            type: 'time_slice',
            sli_specification: {
              time_slice: {
                query: {
                  formulas: [{ formula: 'value' }],
                  queries: [{ data_source: 'metrics', name: 'value', query: gaugeQuery(indicator, []) }],
                },
                comparator: '<=',
                threshold: indicator.limit,
                query_interval_seconds: 60,
              },
            },
          }
        : { type: 'metric', query: eventSums(objective) }),
    },
  };
}

function eventSums({ spec: { indicator, windowDays } }: Objective): object {
  if (indicator.kind === 'gauge') {
    throw new Cannot('A gauge has no events to sum up.');
  }
  const queries = eventQueries(indicator, [], windowDays * 86_400);
  return { numerator: goodOf(indicator, queries), denominator: queries.total };
}
