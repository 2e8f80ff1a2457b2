import type { DataSource, PanelBody, Target, Threshold } from './model';

/** What the reader chose on top of the dashboard. */
export const DATASOURCE: DataSource = { type: 'prometheus', uid: '${datasource}' };

/** One line of a panel. */
export interface Line {
  readonly expr: string;
  readonly legend: string;
}

/** What tells one panel from another of its kind. */
export interface Graph {
  readonly title: string;
  readonly description: string;
  readonly lines: readonly Line[];
  /** Grafana's name of the unit. */
  readonly unit: string;
  /** From which value on which colour. */
  readonly thresholds?: readonly Threshold[];
  /** Shown where there is nothing to show. */
  readonly noValue: string;
  /** Least seconds between two points: more often there is nothing new. */
  readonly everySeconds: number;
  /** Colours by legend. @default - Grafana chooses */
  readonly colors?: Readonly<Record<string, string>>;
  /** The least that the axis reaches up to. @default - what the values need */
  readonly atLeast?: number;
}

/** Lines over time; a threshold is a line across. */
export function timeSeries(graph: Graph): PanelBody {
  const { unit, noValue, thresholds = [], colors = {}, atLeast } = graph;
  return {
    ...common('timeseries', graph),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        noValue,
        color: { mode: 'palette-classic' },
        thresholds: { mode: 'absolute', steps: [{ value: null, color: 'transparent' }, ...thresholds] },
        custom: {
          drawStyle: 'line',
          lineWidth: 2,
          fillOpacity: 5,
          showPoints: 'never',
          // a gap is where nothing was measured
          spanNulls: false,
          thresholdsStyle: { mode: thresholds.length > 0 ? 'dashed' : 'off' },
          ...(atLeast !== undefined && { axisSoftMax: atLeast }),
        },
      },
      overrides: Object.entries(colors).map(([legend, fixedColor]) => ({
        matcher: { id: 'byName', options: legend },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
      })),
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

/** The last value, large, with its history behind it. */
export function stat(graph: Graph): PanelBody {
  const { unit, noValue, thresholds = [] } = graph;
  return {
    ...common('stat', graph),
    fieldConfig: {
      defaults: {
        unit,
        noValue,
        decimals: 1,
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: thresholds },
      },
      overrides: [],
    },
    options: {
      graphMode: 'area',
      colorMode: 'value',
      justifyMode: 'auto',
      textMode: 'value',
      wideLayout: true,
      showPercentChange: false,
      percentChangeColorMode: 'standard',
      orientation: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '' },
    },
  };
}

/** Something to read. */
export function text(title: string, content: string): PanelBody {
  return { type: 'text', title, options: { mode: 'markdown', content } };
}

function common(type: PanelBody['type'], { title, description, lines, everySeconds }: Graph) {
  const targets = lines.map(({ expr, legend }, index): Target => ({
    refId: `Q${index + 1}`,
    datasource: DATASOURCE,
    expr,
    legendFormat: legend,
    range: true,
    interval: `${everySeconds}s`,
  }));
  return { type, title, description, datasource: DATASOURCE, targets } as const;
}
