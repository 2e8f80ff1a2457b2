/** The part of Grafana's dashboard JSON that we write. */

export interface DataSource {
  readonly type: string;
  readonly uid: string;
}

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Target {
  readonly refId: string;
  readonly datasource: DataSource;
  readonly expr: string;
  readonly legendFormat: string;
  readonly range: true;
  /** Least time between two points. */
  readonly interval: string;
}

export interface Threshold {
  /** Null: from minus infinity on. */
  readonly value: number | null;
  readonly color: string;
}

export interface Link {
  readonly title: string;
  readonly type: 'link';
  readonly icon: string;
  readonly tooltip: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

/** What a panel shows, before it has a place and a number. */
export interface PanelBody {
  readonly type: 'timeseries' | 'stat' | 'text';
  readonly title: string;
  readonly description?: string;
  readonly datasource?: DataSource;
  readonly targets?: readonly Target[];
  readonly fieldConfig?: object;
  readonly options: object;
  readonly links?: readonly Link[];
}

export interface Panel extends PanelBody {
  readonly id: number;
  readonly gridPos: GridPos;
}

export interface Row {
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
  readonly id: number;
  readonly gridPos: GridPos;
}

export interface Annotation {
  readonly name: string;
  readonly datasource: DataSource;
  readonly enable: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
}

export interface Option {
  readonly selected: boolean;
  readonly text: string;
  readonly value: string;
}

export interface Variable {
  readonly type: 'datasource' | 'query' | 'textbox';
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly query: string;
  readonly datasource?: DataSource;
  readonly regex?: string;
  /** 2: whenever the time range changes. */
  readonly refresh?: 2;
  /** 0: as the query orders them. */
  readonly sort?: 0;
  readonly current?: Option;
  readonly options?: readonly Option[];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly timezone: 'browser';
  readonly editable: boolean;
  /** 1: one crosshair for all panels. */
  readonly graphTooltip: 1;
  readonly time: { readonly from: string; readonly to: string };
  readonly refresh: string;
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly links: readonly Link[];
  readonly panels: readonly (Panel | Row)[];
}
