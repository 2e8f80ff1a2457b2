import type { Panel, PanelBody, Row } from './model';

/** Columns of Grafana's grid. */
const COLUMNS = 24;
/** Height of a panel in rows of the grid. */
const HEIGHT = 8;

/** A heading with lines of panels below it. */
export interface Section {
  readonly title: string;
  /** Each inner list stands side by side. */
  readonly lines: readonly (readonly PanelBody[])[];
}

/** Gives every panel a number and a place, from top to bottom. */
export function layOut(sections: readonly Section[]): readonly (Panel | Row)[] {
  const start: Placed = { panels: [], y: 0 };
  return sections.reduce((placed, { title, lines }) => lines.reduce(line, heading(placed, title)), start).panels;
}

interface Placed {
  readonly panels: readonly (Panel | Row)[];
  /** The first free row. */
  readonly y: number;
}

function heading({ panels, y }: Placed, title: string): Placed {
  const gridPos = { x: 0, y, w: COLUMNS, h: 1 };
  return {
    panels: [...panels, { type: 'row', title, collapsed: false, panels: [], id: panels.length + 1, gridPos }],
    y: y + 1,
  };
}

function line({ panels, y }: Placed, bodies: readonly PanelBody[]): Placed {
  const edge = (index: number) => Math.round((COLUMNS * index) / bodies.length);
  const placed = bodies.map((body, index) => ({
    ...body,
    id: panels.length + index + 1,
    gridPos: { x: edge(index), y, w: edge(index + 1) - edge(index), h: HEIGHT },
  }));
  return { panels: [...panels, ...placed], y: y + HEIGHT };
}
