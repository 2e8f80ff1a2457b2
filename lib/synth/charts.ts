import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Place, placesOf } from './graph';
import { inOrder } from './order';
import { waitingIn } from './waiting';

/** A chart with its own objects (not those of charts nested in it) in the order of their documents. */
export interface OrderedChart {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

/**
 * The charts of an app in the order of their files, as `cdk8s.App` orders them.
 *
 * @param constructs the whole app, as `app.node.findAll()` lists it
 * @throws InvalidInputError if dependencies form a cycle or leave the charts
 */
export function orderedCharts(constructs: readonly IConstruct[]): { charts: OrderedChart[]; linked: boolean } {
  const waiting = waitingIn(constructs);
  const places = placesOf(constructs, waiting);
  const ordered = inOrder(asListed(places), { position: 0, end: places.length });
  const charts = ordered.flatMap(({ construct: chart, ...scope }) =>
    Chart.isChart(chart)
      ? [{ chart, objects: objectsOf(chart, inOrder(places.slice(scope.position, scope.end), scope)) }]
      : [],
  );
  return { charts, linked: waiting.linked };
}

function objectsOf(chart: Chart, places: readonly Place[]): ApiObject[] {
  const objects = places.map(({ construct }) => construct).filter((construct) => ApiObject.isApiObject(construct));
  return objects.filter((object) => object.chart === chart);
}

/** Places as the keys of an object hold them, which is where cdk8s keeps them: paths that are integers come first. */
function asListed(places: readonly Place[]): Place[] {
  return Object.values(Object.fromEntries(places.map((place) => [place.construct.node.path, place])));
}
