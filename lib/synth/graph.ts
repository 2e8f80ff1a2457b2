import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Vertex, cycleError } from './order';
import type { Waiting } from './waiting';

/** A construct in the graph. Its subtree lies at the positions from its own to before `end`. */
export interface Place extends Vertex {
  readonly construct: IConstruct;
  readonly end: number;
}

/**
 * The graph of what waits for what: one place for each construct, in the order of the tree.
 *
 * "A waits for B" means that each object in A waits for each object in B. Where cdk8s draws all those edges, two
 * bundles stand for them here: one of the objects in B, and one, the gate of A, of all that an object in A waits for
 * because of the constructs around it. So the graph grows with what was declared, not with the product.
 *
 * @throws InvalidInputError if two objects wait for each other because A lies in B or B in A
 */
export function placesOf(constructs: readonly IConstruct[], { targets }: Waiting): Place[] {
  const places = placed(constructs);
  const byPath = new Map(places.map((place) => [place.construct.node.path, place]));

  // By path, as cdk8s does, so that a construct that was removed and made anew is still waited for.
  const find = (construct?: IConstruct) => (construct && byPath.get(construct.node.path)) ?? [];
  const awaitedBy = memo((place: Place) => [...(targets.get(place.construct) ?? [])].flatMap(find));
  const around = (place: Place): Place[] =>
    Chart.isChart(place.construct) ? [] : [find(place.construct.node.scope)].flat();

  const objectsIn = memo((place: Place) => {
    const chart = Chart.of(place.construct);
    const isOwn = ({ construct }: Place) => ApiObject.isApiObject(construct) && construct.chart === chart;
    return places.slice(place.position, place.end).filter(isOwn);
  });
  const bundleOf = memo((place: Place): Vertex => ({ position: place.position, waitsFor: objectsIn(place) }));
  const gatesOf: (place: Place) => Vertex[] = memo((place) => {
    const outer = around(place).flatMap(gatesOf);
    const bundles = awaitedBy(place).map(bundleOf);
    return bundles.length > 0 ? [{ position: place.position, waitsFor: [...outer, ...bundles] }] : outer;
  });

  // An object never waits for itself: one that lies in a bundle behind its own gate goes round the gate.
  const ownBundles = overlaps(places, awaitedBy, objectsIn);
  const roundGates = (object: Place, place: Place): Vertex[] => [
    ...around(place).flatMap((outer) => roundGates(object, outer)),
    ...awaitedBy(place).flatMap((target) =>
      ownBundles.get(object)?.has(target) ? objectsIn(target).filter((other) => other !== object) : bundleOf(target),
    ),
  ];

  for (const place of places) {
    const isObject = ApiObject.isApiObject(place.construct);
    const inherited = !isObject ? [] : ownBundles.has(place) ? roundGates(place, place) : gatesOf(place);
    for (const next of [...awaitedBy(place), ...inherited]) place.waitsFor.push(next);
  }
  return places;
}

/** Each construct with its position and the end of its subtree. */
function placed(constructs: readonly IConstruct[]): Place[] {
  const ends = new Map<IConstruct, number>();
  for (const [index, construct] of [...constructs.entries()].reverse()) {
    const end = ends.get(construct) ?? index + 1;
    ends.set(construct, end);
    const parent = construct.node.scope;
    if (parent) ends.set(parent, Math.max(end, ends.get(parent) ?? 0));
  }
  return constructs.map((construct, position) => ({
    construct,
    position,
    end: ends.get(construct) ?? position + 1,
    waitsFor: [],
  }));
}

/** For each object that waits, because of a construct around it, for a bundle that it lies in itself: those bundles. */
function overlaps(
  places: readonly Place[],
  awaitedBy: (place: Place) => readonly Place[],
  objectsIn: (place: Place) => readonly Place[],
): Map<Place, Set<Place>> {
  const found = new Map<Place, Set<Place>>();
  for (const place of places) {
    for (const target of awaitedBy(place)) {
      if (target === place) throw cycleError([place.construct]);
      const inner = contains(target, place) ? place : contains(place, target) ? target : undefined;
      if (!inner || Chart.of(place.construct) !== Chart.of(target.construct)) continue;
      const shared = objectsIn(inner);
      if (shared.length > 1) throw cycleError(shared.slice(0, 2).map(({ construct }) => construct));
      for (const object of shared) found.set(object, (found.get(object) ?? new Set<Place>()).add(target));
    }
  }
  return found;
}

function contains(outer: Place, inner: Place): boolean {
  return outer.position <= inner.position && inner.position < outer.end;
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
