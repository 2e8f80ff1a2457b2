import { isRaw, type Indicator, type Objective } from '../../slo';
import { answering, Cannot } from '../cannot';
import { isUnsupported, type Artefact, type ServiceObjectives } from '../vendor';
import { attribute, conditions, eventCounts, fromOf, ratioOf, rawCount } from './nrql';

/** Columns of a page. */
const COLUMNS = 12;
const HEIGHT = 3;

/** One widget before it has a place. */
interface Widget {
  readonly title: string;
  readonly visualization: 'line' | 'billboard' | 'markdown';
  /** NRQL, or the text of a markdown widget. */
  readonly text: string;
}

/** Variables of the mutation `dashboardCreate`; the sender adds `accountId` there and in each `nrqlQueries`. */
export function dashboardOf({ service, namespace, objectives }: ServiceObjectives): Artefact {
  const rows = objectives.map((objective) => ({ objective, widgets: answering(() => widgetsOf(objective)) }));
  if (rows.every(({ widgets }) => isUnsupported(widgets))) {
    const reasons = rows.flatMap(({ widgets }) => (isUnsupported(widgets) ? [widgets.unsupported] : []));
    throw new Cannot(reasons.join(' ') || `"${service}" has no objective to show.`);
  }
  const shown = rows.map(({ objective, widgets }): readonly Widget[] =>
    isUnsupported(widgets) ? [{ title: objective.id, visualization: 'markdown', text: widgets.unsupported }] : widgets,
  );
  return {
    kind: 'dashboardCreate',
    name: `slo-${service}`,
    body: {
      dashboard: {
        name: `${service} (${namespace}): objectives`,
        description: `What is promised of ${service}, canary beside stable.`,
        permissions: 'PUBLIC_READ_WRITE',
        pages: [{ name: service, widgets: shown.flatMap((widgets, row) => placed(widgets, row)) }],
      },
    },
  };
}

function widgetsOf({ spec, budget, legs }: Objective): readonly Widget[] {
  const { indicator, name, windowDays } = spec;
  if (indicator.kind === 'gauge') {
    const { gauge } = indicator;
    const { select, from, where } = isRaw(gauge)
      ? rawCount(gauge.raw.nrql, [])
      : { select: `max(${attribute(gauge.metric)})`, from: 'Metric', where: conditions(gauge.where) };
    const value = indicator.reads === 'age' ? `max(timestamp) / 1000 - ${select}` : select;
    const condition = where === '' ? '' : ` WHERE ${where}`;
    return [
      {
        title: `${name}, canary beside stable (limit ${indicator.limit})`,
        visualization: 'line',
        text: `SELECT ${value} FROM ${from}${condition}${versions(indicator)} TIMESERIES`,
      },
    ];
  }
  const counts = eventCounts(indicator, []);
  const from = fromOf(counts.total, counts.part);
  const ratio = ratioOf(indicator, counts);
  const factors = legs.map(({ id, factor }) => `${id}: ${factor}`).join(', ');
  return [
    {
      title: `${name}: bad fraction, canary beside stable`,
      visualization: 'line',
      text: `SELECT ${ratio} ${from}${versions(indicator)} TIMESERIES`,
    },
    {
      title: `${name}: burn rate (alerts at ${factors})`,
      visualization: 'line',
      text: `SELECT ${ratio} / ${budget} AS 'burn rate' ${from} TIMESERIES`,
    },
    {
      title: `${name}: % of the error budget left`,
      visualization: 'billboard',
      text: `SELECT 100 * (1 - ${ratio} / ${budget}) AS 'left' ${from} SINCE ${windowDays} days ago`,
    },
  ];
}

/** One line for each version. */
function versions({ slot }: Indicator): string {
  return slot === undefined ? '' : ` FACET ${attribute(slot.label)}`;
}

function placed(widgets: readonly Widget[], row: number): readonly object[] {
  const width = Math.floor(COLUMNS / widgets.length);
  return widgets.map(({ title, visualization, text }, index) => ({
    title,
    layout: { column: 1 + index * width, row: 1 + row * HEIGHT, width, height: HEIGHT },
    visualization: { id: `viz.${visualization}` },
    configuration: {
      [visualization]: visualization === 'markdown' ? { text } : { nrqlQueries: [{ query: text }] },
    },
    linkedEntityGuids: [],
  }));
}
