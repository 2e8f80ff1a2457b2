import type { Indicator, Objective } from '../../slo';
import { answering, Cannot } from '../cannot';
import { isUnsupported, type Artefact, type ServiceObjectives } from '../vendor';
import { tagsOf } from './names';
import { badOf, eventQueries, gaugeQuery } from './queries';

/** What people look at: each objective with the canary beside stable, the speed of its burning and what is left. */
export function dashboardOf({ service, namespace, objectives }: ServiceObjectives): Artefact {
  const groups = objectives.map((objective) => ({ objective, widgets: answering(() => widgetsOf(objective)) }));
  const shown = groups.flatMap(({ objective, widgets }) =>
    isUnsupported(widgets) ? [] : [group(objective.spec.name, widgets)],
  );
  const reasons = groups.flatMap(({ objective, widgets }) =>
    isUnsupported(widgets) ? [`${objective.id}: ${widgets.unsupported}`] : [],
  );
  if (shown.length === 0) {
    throw new Cannot(reasons.join(' ') || `"${service}" has no objective to show.`);
  }
  const name = `slo-${service}`;
  return {
    kind: 'dashboard',
    name,
    body: {
      title: `${service} (${namespace}): objectives`,
      description: `What is promised of ${service}, canary beside stable.`,
      layout_type: 'ordered',
      tags: tagsOf({ team: objectives[0]?.spec.owner ?? service }),
      widgets: [
        { definition: budgets(service, namespace) },
        ...shown,
        ...(reasons.length > 0 ? [{ definition: { type: 'note', content: reasons.join('\n\n') } }] : []),
      ],
    },
  };
}

function group(title: string, widgets: readonly object[]): object {
  return { definition: { type: 'group', layout_type: 'ordered', title, widgets } };
}

/** All SLOs of the service, found by their tags: their ids are not known before they exist. */
function budgets(service: string, namespace: string): object {
  const query = { query_string: `service:${service} AND namespace:${namespace}`, limit: 50 };
  return { type: 'slo_list', title: 'Error budgets', requests: [{ request_type: 'slo_list', query }] };
}

function widgetsOf(objective: Objective): readonly object[] {
  const { indicator, windowDays } = objective.spec;
  if (indicator.kind === 'gauge') {
    const value = { value: gaugeQuery(indicator, [], versions(indicator)) };
    return [timeseries('Canary beside stable', value, 'value', [marker(indicator.limit, 'limit')])];
  }
  const ofVersions = eventQueries(indicator, [], 300, versions(indicator));
  const ofAll = eventQueries(indicator, [], 300);
  const ratio = `${badOf(indicator, { total: 'total', part: 'part' })} / total`;
  const burning = objective.legs.map(({ factor, id, severity }) => marker(factor, `${severity} ${id}`));
  const left = `100 * (1 - ${ratio} / ${objective.budget})`;
  return [
    timeseries('Bad fraction, canary beside stable', ofVersions, ratio, [marker(objective.budget, 'budget')]),
    timeseries('Burn rate', ofAll, `${ratio} / ${objective.budget}`, burning),
    {
      definition: {
        type: 'query_value',
        title: `Error budget left of ${windowDays} days`,
        time: { type: 'live', unit: 'day', value: windowDays },
        custom_unit: '%',
        precision: 2,
        autoscale: false,
        requests: [
          { response_format: 'scalar', queries: queriesOf({ ...ofAll }, 'sum'), formulas: [{ formula: left }] },
        ],
      },
    },
  ];
}

/** One line for each version. */
function versions({ slot }: Indicator): string {
  return slot === undefined ? '' : ` by {${slot.label}}`;
}

function timeseries(
  title: string,
  queries: Readonly<Record<string, string>> | ReturnType<typeof eventQueries>,
  formula: string,
  markers: readonly object[],
): object {
  return {
    definition: {
      type: 'timeseries',
      title,
      show_legend: true,
      markers,
      requests: [
        {
          response_format: 'timeseries',
          display_type: 'line',
          queries: queriesOf({ ...queries }),
          formulas: [{ formula }],
        },
      ],
    },
  };
}

function queriesOf(queries: Readonly<Record<string, string>>, aggregator?: 'sum'): readonly object[] {
  return Object.entries(queries).map(([name, query]) => ({
    data_source: 'metrics',
    name,
    query,
    ...(aggregator && { aggregator }),
  }));
}

function marker(value: number, label: string): object {
  return { value: `y = ${value}`, display_type: 'error dashed', label };
}
