import { ApiObject, type App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';

/** A construct to be made, under one of those made before it. */
interface Node {
  readonly kind: 'construct' | 'chart' | 'object';
  readonly parent: number;
  readonly id: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly value: fc.JsonValue;
  readonly late: boolean;
  readonly patched: boolean;
}

/** A description of a construct tree, from which the same tree can be built in several apps. */
export interface Tree {
  readonly nodes: readonly Node[];
  /** From the one construct to the other, by index modulo their number. */
  readonly dependencies: readonly (readonly [number, number])[];
}

const oddIds = ['1', '2', '10', '007', 'B', 'Default', 'Resource', 'a b', 'x/y', 'ü', '-', '..', 'valueOf?', 'true'];
const oddTexts = [
  'yes',
  '0755',
  '1e3',
  ' x',
  '# no',
  'a: b',
  '- x',
  '',
  '"',
  'línea\nnueva',
  '2020-01-01',
  '~',
  'é'.repeat(90),
];

const MAX_INDEX = 1000;
const index = fc.nat({ max: MAX_INDEX });
const node: fc.Arbitrary<Node> = fc.record({
  kind: fc.constantFrom('construct', 'chart', 'object', 'object', 'object'),
  parent: index,
  id: fc.oneof(fc.constantFrom(...oddIds), fc.constantFrom('a', 'b', 'c', 'd')),
  name: fc.option(fc.constantFrom('web', 'api', 'db'), { nil: undefined, freq: 3 }),
  namespace: fc.option(fc.constantFrom('shop', 'pay'), { nil: undefined }),
  value: fc.oneof(fc.constantFrom(...oddTexts), fc.jsonValue({ maxDepth: 3 })),
  late: fc.boolean(),
  patched: fc.boolean(),
});

/** Most dependencies point back, since among random ones most trees would hold a cycle. */
const dependency = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(index, index).map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const) },
  { weight: 1, arbitrary: fc.tuple(index, index) },
);

/** Trees of charts, charts in charts, constructs and objects, some of them inside others, with dependencies. */
export const trees: fc.Arbitrary<Tree> = fc.record({
  nodes: fc.array(node, { minLength: 1, maxLength: 24 }),
  dependencies: fc.array(dependency, { maxLength: 8 }),
});

/** Builds the tree in an app. What no app would take (a name taken twice, an object outside of a chart) is bent a little. */
export function build(app: App, { nodes, dependencies }: Tree): void {
  const made: Construct[] = [app];
  for (const node of nodes) {
    const scope = pick(made, node.parent);
    const id = scope.node.tryFindChild(node.id) ? `${node.id}${made.length}` : node.id;
    made.push(make(scope, id, node));
  }
  const inCharts = made.filter(isInChart);
  for (const [from, to] of inCharts.length === 0 ? [] : dependencies) {
    const [source, target] = [pick(inCharts, from), pick(inCharts, to)];
    if (source !== target) source.node.addDependency(target);
  }
}

/** The element at that part of a list; a greater index never picks an earlier element. */
function pick<T>(list: readonly T[], index: number): T {
  return list[Math.floor((index / (MAX_INDEX + 1)) * list.length)] as T;
}

function isInChart(construct: IConstruct): boolean {
  return construct.node.scopes.some((outer) => Chart.isChart(outer));
}

function make(scope: Construct, id: string, { kind, name, namespace, value, late, patched }: Node): Construct {
  if (kind === 'construct') return new Construct(scope, id);
  if (kind === 'chart' || !isInChart(scope)) return new Chart(scope, id, { namespace });
  const object = new ApiObject(scope, id, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    // `name: undefined` would make cdk8s leave out the name that it has made up.
    metadata: name === undefined ? { namespace } : { name, namespace },
    spec: { zulu: 1, value: late ? Lazy.any({ produce: () => value }) : value },
  });
  if (patched) object.addJsonPatch(JsonPatch.add('/metadata/name', `${object.name}-patched`));
  return object;
}

/** The smallest object. */
export function thing(scope: Construct, id: string, spec: unknown = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'example.com/v1', kind: 'Thing', spec });
}
