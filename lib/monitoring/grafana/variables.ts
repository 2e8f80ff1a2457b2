import { isRaw, type Matcher, type Objective, type Sides } from '../../slo';
import { selector } from '../prometheus/promql';
import { DATASOURCE } from './panels';
import type { Variable } from './model';

/** What the queries of both sides hold for the slot: the reader of the page may choose. */
export const CHOSEN_SIDES: Sides = {
  canary: { hash: '$canary_hash', service: '$canary_service' },
  stable: { hash: '$stable_hash', service: '$stable_service' },
};

/** What the reader can choose: the data source, and what the objectives need to tell canary from stable. */
export function variablesOf(
  service: string,
  objectives: readonly Objective[],
  datasourceUid: string,
): readonly Variable[] {
  const byHash = objectives.find(({ spec: { indicator } }) => indicator.slot?.by === 'hash');
  const byService = objectives.some(({ spec: { indicator } }) => indicator.slot?.by === 'service');
  return [
    {
      type: 'datasource',
      name: 'datasource',
      label: 'Data source',
      query: 'prometheus',
      current: { selected: true, text: datasourceUid, value: datasourceUid },
    },
    ...(byHash === undefined ? [] : hashes(byHash)),
    ...(byService ? [name('canary', `${service}-canary`), name('stable', service)] : []),
  ];
}

/**
 * Versions that are there at the end of the time shown, in the order of their age: `label_values` has them in that of the
 * alphabet, so that both sides would open on the same one.
 */
function hashes({ spec: { indicator } }: Objective): readonly Variable[] {
  const { slot } = indicator;
  if (slot === undefined) {
    return [];
  }
  const { metric, where } = countedBy(indicator);
  const versions = `count by (${slot.label}) (${metric}${selector([...where, { label: slot.label, operator: '!=', value: '' }])})`;
  const ordered = (sort: 'sort' | 'sort_desc') =>
    `query_result(${sort}(count_over_time(${versions}[$__range:5m]) and ${versions}))`;
  const variable = (side: 'canary' | 'stable', query: string, order: string): Variable => ({
    type: 'query',
    name: `${side}_hash`,
    label: `Pod hash of ${side}`,
    description: `Versions that run at the end of the time shown, ${order}.`,
    datasource: DATASOURCE,
    query,
    regex: `/${slot.label}="([^"]+)"/`,
    refresh: 2,
    sort: 0,
  });
  return [
    variable('canary', ordered('sort'), 'the youngest first'),
    variable('stable', ordered('sort_desc'), 'the oldest first'),
  ];
}

/** Series that carry the label. Queries in the user's own words have test series, which name theirs. */
function countedBy(indicator: Objective['spec']['indicator']): {
  readonly metric: string;
  readonly where: readonly Matcher[];
} {
  const query = indicator.kind === 'gauge' ? indicator.gauge : indicator.total;
  if (!isRaw(query)) {
    return query;
  }
  const { metric = '', labels = {} } = indicator.series[0] ?? {};
  return { metric, where: Object.entries(labels).map(([label, value]) => ({ label, operator: '=', value })) };
}

function name(side: 'canary' | 'stable', value: string): Variable {
  const option = { selected: true, text: value, value };
  return {
    type: 'textbox',
    name: `${side}_service`,
    label: `Service of ${side}`,
    query: value,
    current: option,
    options: [option],
  };
}
