import { childrenOf, type Node } from '../expr/ast';
import { ExprArray, type Value } from '../expr/values';

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
        const then = this.part(node.then);
        return this.part(node.otherwise) ?? then;
      }
      default:
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
    return name === 'map' ? mapped && from : undefined;
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

/** Results beyond which nothing new is learned. */
const MOST_CASES = 2000;

/** Results that differ in every way the conditions ask about. `mapType` says what a list of rows is made of in Go. */
export function casesOf(root: Part, rows: 'any' | 'map' = 'any'): Value[] {
  const leaves: Part[] = [];
  collect(root, leaves);
  const choices = leaves.map(candidates);
  const count = choices.reduce((product, list) => product * list.length, 1);
  const cases: Value[] = [];
  if (count <= MOST_CASES) {
    for (let index = 0; index < count; index++) cases.push(build(root, pick(choices, index), rows));
    return cases;
  }
  // too many: all parts alike, then each part on its own against that
  const longest = Math.max(...choices.map((list) => list.length));
  for (let index = 0; index < longest && cases.length < MOST_CASES; index++) {
    const alike = choices.map((list) => list[index % list.length] ?? null);
    cases.push(build(root, alike, rows));
    for (const [place, list] of choices.entries()) {
      for (const value of list) cases.push(build(root, alike.with(place, value), rows));
    }
  }
  return cases.slice(0, MOST_CASES);
}

/** The same shape with nothing in it. */
export function emptyCase(root: Part, rows: 'any' | 'map' = 'any'): Value {
  const leaves: Part[] = [];
  collect(root, leaves);
  return build(
    root,
    leaves.map(() => null),
    rows,
  );
}

function collect(part: Part, leaves: Part[]) {
  if (part.isLeaf) leaves.push(part);
  if (part.elements && part.fields.size === 0) collect(part.elements, leaves);
  for (const field of part.fields.values()) collect(field, leaves);
}

function pick(choices: readonly (readonly Value[])[], index: number): Value[] {
  let rest = index;
  return choices.map((list) => {
    const value = list[rest % list.length] ?? null;
    rest = Math.floor(rest / list.length);
    return value;
  });
}

function candidates({ literals }: Part): Value[] {
  const values = [...literals];
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  const found: Value[] = [
    ...numbers.flatMap((one) => [
      one - Math.max(Math.abs(one), 1) * 1e-3,
      one,
      one + Math.max(Math.abs(one), 1) * 1e-3,
    ]),
    ...(numbers.length > 0 ? [0, 1, 2 * Math.max(...numbers.map(Math.abs)) + 1] : []),
    ...texts,
    ...(texts.length > 0 ? ['something else'] : []),
    ...(values.some((value) => typeof value === 'boolean') ? [true, false] : []),
  ];
  return found.length > 0 ? [...new Set(found)] : [1, 'something', true];
}

function build(part: Part, values: Value[], rows: 'any' | 'map'): Value {
  const queue = [...values];
  const make = (one: Part, isRoot: boolean): Value => {
    if (one.isLeaf) return queue.shift() ?? null;
    if (one.fields.size === 0 && one.elements) {
      const element = make(one.elements, false);
      return new ExprArray(Array<Value>(one.length).fill(element), isRoot ? rows : 'any');
    }
    return new Map([...one.fields].map(([name, field]) => [name, make(field, false)]));
  };
  return make(part, true);
}
