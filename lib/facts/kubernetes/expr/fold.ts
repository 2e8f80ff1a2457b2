import type { Node } from './ast';
import { NotInterpreted } from './errors';

const literal = (value: boolean): Node => ({ kind: 'literal', value });

/** The value of a bool that is written out. */
function boolOf(node: Node): boolean | undefined {
  return node.kind === 'literal' && typeof node.value === 'boolean' ? node.value : undefined;
}

/**
 * What expr's optimizer makes of a condition after it was checked. It changes what some of them come to:
 * `result.missing.field || true` is true, although its left side alone is an Error.
 *
 * @throws NotInterpreted where it makes something else of a filter than what is written
 */
export function fold(node: Node): Node {
  switch (node.kind) {
    case 'binary':
      return foldBinary({ ...node, left: fold(node.left), right: fold(node.right) });
    case 'unary': {
      const operand = fold(node.operand);
      const value = boolOf(operand);
      const negates = node.operator === '!' || node.operator === 'not';
      return negates && value !== undefined ? literal(!value) : { ...node, operand };
    }
    case 'chain':
      return { ...node, inner: fold(node.inner) };
    case 'member':
      if (isFiltered(node.object) && isEnd(node.property)) throw new NotInterpreted('one element of a filter');
      return { ...node, object: fold(node.object), property: fold(node.property) };
    case 'slice':
      return { ...node, object: fold(node.object) };
    case 'call':
      refuseShortened(node);
      return { ...node, args: node.args.map(fold) };
    case 'predicate':
      return { ...node, list: fold(node.list), closure: fold(node.closure) };
    case 'let':
      return { ...node, value: fold(node.value), body: fold(node.body) };
    case 'if':
      return { ...node, condition: fold(node.condition), then: fold(node.then), otherwise: fold(node.otherwise) };
    case 'array':
      return { ...node, items: node.items.map(fold) };
    case 'literal':
    case 'unknown':
    case 'name':
    case 'pointer':
    case 'map':
      return node;
  }
}

/** A filter, or one whose elements are mapped, which expr makes one loop of. */
function isFiltered(node: Node | undefined): boolean {
  if (node?.kind !== 'predicate') return false;
  return node.name === 'filter' || (node.name === 'map' && isFiltered(node.list));
}

/** `[0]` or `[-1]` */
function isEnd(index: Node): boolean {
  const written = index.kind === 'unary' ? index.operand : index;
  return written.kind === 'literal' && (written.value === 0n || (written !== index && written.value === 1n));
}

/** Only a part of the elements is looked at in what expr makes of these, so that errors of the others are not met. */
function refuseShortened({ name, args: [list] }: Node & { kind: 'call' }) {
  if ((name === 'first' || name === 'last') && isFiltered(list)) {
    throw new NotInterpreted('one element of a filter');
  }
  if (name === 'len' && list?.kind === 'predicate' && list.name === 'map' && isFiltered(list)) {
    throw new NotInterpreted('the length of a filter that is mapped');
  }
}

function foldBinary(node: Node & { kind: 'binary' }): Node {
  const [left, right] = [boolOf(node.left), boolOf(node.right)];
  switch (node.operator) {
    case 'and':
    case '&&':
      if (left === true) return node.right;
      if (right === true) return node.left;
      return left === false || right === false ? literal(false) : node;
    case 'or':
    case '||':
      if (left === false) return node.right;
      if (right === false) return node.left;
      return left === true || right === true ? literal(true) : node;
    case '==':
      return sameKind(node.left, node.right) ?? node;
    case 'in':
      return setOfTexts(node.right) ? { ...node, operator: 'in texts' } : node;
    default:
      return node;
  }
}

/** Two bools, whole numbers or texts that are written out. */
function sameKind(left: Node, right: Node): Node | undefined {
  if (left.kind !== 'literal' || right.kind !== 'literal' || typeof left.value !== typeof right.value) return undefined;
  return ['boolean', 'bigint', 'string'].includes(typeof left.value) ? literal(left.value === right.value) : undefined;
}

/** A list of texts becomes a set, and a set can only be asked about a text. */
function setOfTexts(node: Node): boolean {
  return (
    node.kind === 'array' &&
    node.items.length > 0 &&
    node.items.every((item) => item.kind === 'literal' && typeof item.value === 'string')
  );
}
