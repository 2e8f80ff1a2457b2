import { childrenOf, type Node } from '../expr/ast';

/** What is asked of one part of a result whose shape nobody declares, such as the answer of a web service. */
export class Part {
  readonly fields = new Map<string, Part>();
  /** What is asked of the elements of a list. */
  elements?: Part;
  /** How many elements there must be. */
  length = 1;
  /** What it is compared with. */
  readonly literals = new Set<string | number | boolean>();

  field(name: string): Part {
    const found = this.fields.get(name) ?? new Part();
    this.fields.set(name, found);
    return found;
  }

  element(index = 0): Part {
    this.elements ??= new Part();
    this.length = Math.max(this.length, index + 1);
    return this.elements;
  }

  get isLeaf(): boolean {
    return this.fields.size === 0 && !this.elements;
  }
}

/** A list that a condition makes: what is asked of its elements is asked of what they are made of. */
class Made extends Part {
  private readonly from: Part | undefined;

  constructor(element: Part, from?: Part) {
    super();
    this.elements = element;
    this.from = from;
  }

  override element(index = 0): Part {
    this.from?.element(index);
    return super.element(index);
  }
}

/** What the conditions ask of a result. */
export function partAskedBy(nodes: readonly Node[]): Part {
  const root = new Part();
  for (const node of nodes) {
    new Walk(root).truth(node);
  }
  return root;
}

const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'matches', 'contains', 'startsWith', 'endsWith']);
const BOOLEAN = new Set(['and', '&&', 'or', '||']);

/** Functions that ask about what they are given, and answer with something of its kind. */
const SAME = new Set([
  'abs',
  'ceil',
  'floor',
  'round',
  'int',
  'float',
  'asInt',
  'asFloat',
  'lower',
  'upper',
  'trim',
  'string',
]);

class Walk {
  private readonly root: Part;
  private readonly names = new Map<string, Part>();
  private readonly elements: (Part | undefined)[] = [];

  constructor(root: Part) {
    this.root = root;
  }

  /** A node that must be true or false. */
  truth(node: Node) {
    this.part(node)?.literals.add(true).add(false);
  }

  /** The part of the result that a node stands for, if it stands for one. */
  private part(node: Node): Part | undefined {
    switch (node.kind) {
      case 'name':
        return node.name === 'result' ? this.root : this.names.get(node.name);
      case 'pointer':
        return node.name === '' ? this.elements.at(-1) : undefined;
      case 'chain':
        return this.part(node.inner);
      case 'member':
        return this.member(node);
      case 'slice':
        return this.part(node.object);
      case 'call':
        return this.call(node);
      case 'predicate':
        return this.predicate(node);
      case 'let': {
        const value = this.part(node.value);
        if (value) this.names.set(node.name, value);
        return this.part(node.body);
      }
      case 'unary':
        if (node.operator === '!' || node.operator === 'not') {
          this.truth(node.operand);
          return undefined;
        }
        return this.part(node.operand);
      case 'binary':
        return this.binary(node);
      case 'if': {
        this.truth(node.condition);
        const [then, otherwise] = [this.part(node.then), this.part(node.otherwise)];
        // in `type(x) == "array" ? x : [x]` the list is x itself
        return then ?? otherwise;
      }
      case 'array': {
        const element = node.items.map((item) => this.part(item)).find((part) => part !== undefined);
        return element && new Made(element);
      }
      case 'literal':
      case 'unknown':
      case 'map':
        for (const child of childrenOf(node)) this.part(child);
        return undefined;
    }
  }

  private member({ object, property }: Node & { kind: 'member' }): Part | undefined {
    const from = this.part(object);
    if (property.kind !== 'literal') {
      this.part(property);
      return from?.element();
    }
    const at = property.value;
    if (typeof at === 'string') return from?.field(at);
    return from?.element(Math.max(0, Number(at ?? 0)));
  }

  private call({ name, args }: Node & { kind: 'call' }): Part | undefined {
    const [first, second] = args;
    const parts = args.map((arg) => this.part(arg));
    if (name === 'default') return this.root;
    if (name === 'get' && first && second)
      return this.member({ kind: 'member', object: first, property: second, optional: false });
    if (name === 'first' || name === 'last') return parts[0]?.element();
    if (['max', 'min', 'isNaN', 'isInf'].includes(name)) {
      for (const part of parts) part?.literals.add(1);
      return parts.find((part) => part !== undefined);
    }
    if (['sum', 'mean', 'median'].includes(name)) return parts[0]?.element();
    if (name === 'len') {
      if (parts[0]?.isLeaf) parts[0].element();
      return undefined;
    }
    return SAME.has(name) ? parts[0] : undefined;
  }

  private predicate({ name, list, closure }: Node & { kind: 'predicate' }): Part | undefined {
    const from = this.part(list);
    this.elements.push(from?.element());
    const mapped = name === 'map' ? this.part(closure) : undefined;
    if (name !== 'map') this.truth(closure);
    const element = this.elements.pop();
    if (name === 'filter') return from;
    if (name === 'find' || name === 'findLast') return element;
    return mapped && new Made(mapped, from);
  }

  private binary({ operator, left, right }: Node & { kind: 'binary' }): Part | undefined {
    if (BOOLEAN.has(operator)) {
      this.truth(left);
      this.truth(right);
      return undefined;
    }
    const [one, other] = [this.part(left), this.part(right)];
    if (operator === '??') return one ?? other;
    if (!COMPARISONS.has(operator)) {
      for (const part of [one, other]) part?.literals.add(1);
      return one ?? other;
    }
    for (const literal of literalsIn(right)) one?.literals.add(literal);
    for (const literal of literalsIn(left)) other?.literals.add(literal);
    return undefined;
  }
}

/** How many elements the conditions need a list to have: one more than the greatest index. */
export function lengthAskedBy(nodes: readonly Node[]): number {
  const { elements, length } = partAskedBy(nodes);
  return elements ? length : 1;
}

/** What is written out in a node. */
export function literalsIn(node: Node): (string | number | boolean)[] {
  if (node.kind === 'literal') {
    return node.value === null ? [] : [typeof node.value === 'bigint' ? Number(node.value) : node.value];
  }
  return childrenOf(node).flatMap(literalsIn);
}
