import { percent, plain, type Objective } from '../../slo';
import { isUnsupported, type Answer, type Artefact, type ServiceObjectives } from '../vendor';
import { sourcesOf, type Source, type Sources } from './metrics';

/** Columns of a dashboard. */
const WIDTH = 24;
const HEIGHT = 6;
const PERIOD_SECONDS = 300;

/** What stands for the region until a template knows it. */
const REGION = '${AWS::Region}';

/** A dashboard with a row for each objective. Its body is an `Fn::Sub`, because each graph names its region. */
export function dashboardOf({ service, namespace, objectives }: ServiceObjectives): Answer<readonly Artefact[]> {
  const rows = objectives.map((objective) => ({ objective, sources: sourcesOf(objective, 'all') }));
  if (rows.every(({ sources }) => isUnsupported(sources))) {
    return {
      unsupported: `CloudWatch knows none of the objectives of ${service}: give their counters \`cloudWatch\`, or let Grafana show them.`,
    };
  }
  const widgets = rows.flatMap(({ objective, sources }, row) =>
    isUnsupported(sources) ? [note(sources.unsupported, row)] : graphs(objective, sources, row),
  );
  const name = `slo-${namespace}-${service}`;
  const body = { start: '-PT24H', widgets };
  return [
    {
      kind: 'AWS::CloudWatch::Dashboard',
      name,
      body: { DashboardName: name, DashboardBody: { 'Fn::Sub': JSON.stringify(body) } },
    },
  ];
}

function graphs(objective: Objective, sources: Sources, row: number): readonly object[] {
  const { total, part, is } = sources;
  const bad = is === 'bad' ? 'bad' : '(total - good)';
  const hidden = [line('total', total, { visible: false }), line(is, part, { visible: false })];
  return [
    graph(row, 0, `${objective.sentence}: bad events in percent`, {
      metrics: [[{ id: 'ratio', expression: `100 * ${bad} / total`, label: 'bad events, %' }], ...hidden],
      annotations: {
        horizontal: objective.legs.map(({ id, threshold }) => ({
          label: `${id}: ${percent(threshold)}`,
          value: plain(threshold * 100),
        })),
      },
      yAxis: { left: { min: 0 } },
    }),
    graph(row, WIDTH / 2, `${objective.id}: events in 5 minutes`, {
      metrics: [line('total', total, { label: 'all' }), line(is, part, { label: is })],
    }),
  ];
}

function graph(row: number, x: number, title: string, properties: object): object {
  return {
    type: 'metric',
    x,
    y: row * HEIGHT,
    width: WIDTH / 2,
    height: HEIGHT,
    properties: { title, view: 'timeSeries', region: REGION, period: PERIOD_SECONDS, stat: 'Sum', ...properties },
  };
}

function note(markdown: string, row: number): object {
  return { type: 'text', x: 0, y: row * HEIGHT, width: WIDTH, height: HEIGHT, properties: { markdown } };
}

function line(id: string, source: Source, shown: object): readonly unknown[] {
  if (source.metric === undefined) {
    return [{ id, expression: source.expression(PERIOD_SECONDS), ...shown }];
  }
  const { namespace, metricName, dimensions } = source.metric;
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { id, ...shown }];
}
