import type { IConstruct } from 'constructs';
import { InvalidInputError } from '../errors';

/** Something that is written after all that it waits for. */
export interface Vertex {
  /** What the vertex stands for; a vertex without one only bundles others. */
  readonly construct?: IConstruct;
  /** Where its construct, or that of its bundle, stands in the tree: parents first. */
  readonly position: number;
  /** In the order in which they are visited. */
  readonly waitsFor: Vertex[];
}

/** The part of a tree that is ordered: from `position` to before `end`. */
export interface Scope {
  readonly position: number;
  readonly end: number;
}

/**
 * The vertices of a scope, each after what it waits for, otherwise as the depth-first walk of cdk8s meets them:
 * starting at those that nothing waits for, in the order given. What lies outside of the scope is not followed.
 *
 * Each vertex and edge is passed once (the walk of cdk8s is exponential in layers), and without recursion, so that a
 * long chain does not exhaust the stack.
 * @throws InvalidInputError with the paths of constructs that wait for each other
 */
export function inOrder<V extends Vertex & { readonly construct: IConstruct }>(
  vertices: readonly V[],
  scope: Scope,
): V[] {
  const inScope = ({ position }: Vertex) => scope.position <= position && position < scope.end;
  const entered = new Set<Vertex>();
  const left = new Set<Vertex>();

  function walk(from: Vertex): void {
    const path: { readonly vertex: Vertex; next: number }[] = [];
    const enter = (vertex: Vertex) => {
      if (entered.has(vertex))
        throw circle(
          path.map((step) => step.vertex),
          vertex,
        );
      entered.add(vertex);
      path.push({ vertex, next: 0 });
    };

    enter(from);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.vertex.waitsFor[step.next++];
      if (!next) {
        left.add(step.vertex);
        path.pop();
      } else if (inScope(next) && !left.has(next)) {
        enter(next);
      }
    }
  }

  // Only the members of a cycle remain when the roots are done: walking from them finds it.
  for (const vertex of [...rootsOf(vertices, inScope), ...vertices]) {
    if (!left.has(vertex)) walk(vertex);
  }
  const asked = new Set<Vertex>(vertices);
  return [...left].filter((vertex): vertex is V => asked.has(vertex));
}

/** The vertices that nothing in the scope waits for. */
function rootsOf<V extends Vertex>(vertices: readonly V[], inScope: (vertex: Vertex) => boolean): V[] {
  const awaited = new Set<Vertex>();
  const sources: Vertex[] = [...vertices];
  // Grows while it is read: who waits for a bundle waits for what is in it.
  for (const source of sources) {
    for (const next of source.waitsFor) {
      if (!inScope(next) || awaited.has(next)) continue;
      awaited.add(next);
      if (!next.construct) sources.push(next);
    }
  }
  return vertices.filter((vertex) => !awaited.has(vertex));
}

/** The error for a walk that came back to a vertex on its path: from there on, it went in a circle. */
function circle(path: readonly Vertex[], again: Vertex): InvalidInputError {
  return cycleError(path.slice(path.indexOf(again)).flatMap(({ construct }) => construct ?? []));
}

/** The error for constructs each of which waits for the next, and the last for the first. */
export function cycleError(constructs: readonly IConstruct[]): InvalidInputError {
  const paths = constructs.map((construct) => construct.node.path);
  return new InvalidInputError(paths[0] ?? '', [
    {
      rule: 'dependency-cycle',
      at: 'dependencies',
      what: `Dependency cycle detected: ${[...paths, ...paths.slice(0, 1)].join(' => ')}.`,
      why: 'Each would have to be applied before the other; a chart waits for all that anything in it waits for.',
      fix: 'Remove one of these dependencies, or move an object to another chart.',
    },
  ]);
}
