/** A parsed expression of Argo's condition language (expr v1.15, which Argo Rollouts v1.7 to v1.9 link). */
export type Node =
  | { readonly kind: 'literal'; readonly value: null | boolean | string | number | bigint }
  /** A number that is only known at run time, such as an argument read from a Secret. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  /** The end of a row of `?.`: nil if any of them met nil. */
  | { readonly kind: 'chain'; readonly inner: Node }
  | { readonly kind: 'member'; readonly object: Node; readonly property: Node; readonly optional: boolean }
  | { readonly kind: 'slice'; readonly object: Node; readonly from?: Node; readonly to?: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  /** `all(list, {# > 0})`: a built-in function that asks a question of each element. */
  | { readonly kind: 'predicate'; readonly name: string; readonly list: Node; readonly closure: Node }
  /** `#`, or `#index`. */
  | { readonly kind: 'pointer'; readonly name: string }
  | { readonly kind: 'let'; readonly name: string; readonly value: Node; readonly body: Node }
  | { readonly kind: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'array'; readonly items: readonly Node[] }
  | { readonly kind: 'map'; readonly pairs: readonly (readonly [Node, Node])[] };

/** The nodes right below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'unknown':
    case 'name':
    case 'pointer':
      return [];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'chain':
      return [node.inner];
    case 'member':
      return [node.object, node.property];
    case 'slice':
      return [node.object, node.from, node.to].filter((child) => child !== undefined);
    case 'call':
      return node.args;
    case 'predicate':
      return [node.list, node.closure];
    case 'let':
      return [node.value, node.body];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'array':
      return node.items;
    case 'map':
      return node.pairs.flat();
  }
}
