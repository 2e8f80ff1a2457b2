/** Curves, strips, marks. Strokes do not scale with the stretched drawing they stand in. */
export const CHART = `
.defs { position: absolute; }
figure { margin: 0 0 14px; }
figcaption { font-size: 13.5px; color: var(--soft); margin-bottom: 10px; display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: center; }
.key { display: inline-flex; align-items: center; gap: 5px; }
.chart { display: block; overflow: visible; width: calc(100% - 52px); margin-left: 46px; font: 12px var(--sans); }
.chart text { fill: var(--soft); } .chart svg { overflow: visible; }
.chart path, .spark path, .key path { fill: none; vector-effect: non-scaling-stroke; }
#forever path { stroke: var(--hatch); stroke-width: 2; }
path.grid { stroke: var(--grid); } path.ticks { stroke: var(--soft); }
.grid text { text-anchor: middle; } .grid .y { text-anchor: end; transform: translateX(-8px); } .grid .last { text-anchor: end; }
path.line { stroke: var(--line); stroke-width: 2.25; stroke-linejoin: round; }
.chart path.area, .spark path.area { fill: var(--area); } .chart path.area.bad, .spark.bad path.area { fill: var(--bad-area); }
path.stays { stroke: var(--line); stroke-width: 1.5; stroke-dasharray: 1 4; stroke-linecap: round; }
path.other { stroke: var(--other); stroke-width: 1.5; stroke-dasharray: 6 4; }
.endless text { text-anchor: end; font-style: italic; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.steps rect { fill: var(--card); stroke: var(--paper); stroke-width: 2; } .steps text { text-anchor: middle; fill: var(--ink); }
.track .rail { stroke: var(--rule); stroke-width: 1.5; }
.track .Successful { stroke: var(--good); stroke-width: 6; stroke-linecap: round; }
.track .Failed { stroke: var(--bad); stroke-width: 3.5; }
.track .Inconclusive { stroke: var(--wait); stroke-width: 6; stroke-linecap: square; }
.track .Error { stroke: var(--error); stroke-width: 3.5; }
.note line { stroke: var(--soft); stroke-dasharray: 2 3; } .note circle { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
.chart .note text { fill: var(--ink); font-weight: 600; paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.note.good line, .note.good circle { stroke: var(--good); } .chart .note.good text { fill: var(--good); }
.note.bad line, .note.bad circle { stroke: var(--bad); } .chart .note.bad text { fill: var(--bad); }
.spark { display: block; width: 100%; height: 38px; border-bottom: 1px solid var(--rule); }
.spark .line { stroke-width: 1.5; } .spark.bad .line, .spark.bad .stays { stroke: var(--bad); } .spark { overflow: visible; }
.narrow { display: none; }
@media (max-width: 640px) { .wide { display: none; } .narrow { display: inline; } }
`;
