import { childrenOf, type Node } from './ast';
import { ConditionFails, NotInterpreted } from './errors';
import { FUNCTIONS, fetch } from './functions';
import { operate } from './operators';
import { ExprArray, Unordered, type Value } from './values';

interface Scope {
  readonly names: Readonly<Record<string, Value>>;
  readonly element?: Value;
  readonly index?: bigint;
}

/** A chain met nil: the whole chain is nil. */
const BROKEN = new Error('broken chain');

/** No honest condition takes this many steps; one that walks a range of ranges does. */
const MOST_STEPS = 100_000;

const fails = (message: string) => new ConditionFails(message);

/**
 * Evaluates a condition that was checked for this result.
 *
 * @param assumed stands in for numbers that are not known
 * @throws ConditionFails where expr panics
 */
export function evaluate(node: Node, result: Value, assumed: number): Value {
  return new Evaluation(result, assumed).value(node, { names: { result } });
}

class Evaluation {
  private readonly result: Value;
  private readonly assumed: number;
  private steps = 0;

  constructor(result: Value, assumed: number) {
    this.result = result;
    this.assumed = assumed;
  }

  value(node: Node, scope: Scope): Value {
    if (++this.steps > MOST_STEPS) throw new NotInterpreted('a condition of that many steps');
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'unknown':
        return this.assumed;
      case 'name':
        return scope.names[node.name] ?? null;
      case 'pointer':
        return (node.name === 'index' ? scope.index : scope.element) ?? null;
      case 'unary':
        return unary(node.operator, this.value(node.operand, scope));
      case 'binary':
        return this.binary(node, scope);
      case 'chain':
        return this.chain(node.inner, scope);
      case 'member':
        return this.member(node, scope);
      case 'slice':
        return this.slice(node, scope);
      case 'call':
        return this.call(node.name, node.args, scope);
      case 'predicate':
        return this.predicate(node, scope);
      case 'let':
        return this.value(node.body, {
          ...scope,
          names: { ...scope.names, [node.name]: this.value(node.value, scope) },
        });
      case 'if':
        return this.value(truth(this.value(node.condition, scope)) ? node.then : node.otherwise, scope);
      case 'array':
        return new ExprArray(node.items.map((item) => this.value(item, scope)));
      case 'map':
        return new Map(node.pairs.map(([key, value]) => [text(this.value(key, scope)), this.value(value, scope)]));
    }
  }

  private binary({ operator, left, right }: Node & { kind: 'binary' }, scope: Scope): Value {
    const one = this.value(left, scope);
    switch (operator) {
      case 'or':
      case '||':
        return truth(one) ? true : this.value(right, scope);
      case 'and':
      case '&&':
        return truth(one) ? this.value(right, scope) : false;
      case '??':
        return one ?? this.value(right, scope);
      default:
        return operate(operator, one, this.value(right, scope));
    }
  }

  private chain(inner: Node, scope: Scope): Value {
    try {
      return this.value(inner, scope);
    } catch (error) {
      if (error === BROKEN) return null;
      throw error;
    }
  }

  private member({ object, property, optional }: Node & { kind: 'member' }, scope: Scope): Value {
    const from = this.value(object, scope);
    if (optional && from === null) throw BROKEN;
    return fetch(from, this.value(property, scope));
  }

  private slice({ object, from, to }: Node & { kind: 'slice' }, scope: Scope): Value {
    const list = this.value(object, scope);
    if (typeof list === 'string') throw new NotInterpreted('a part of a text');
    if (!(list instanceof ExprArray)) throw fails('cannot slice it');
    if (list instanceof Unordered) throw new NotInterpreted('the order of a map');
    const at = (node: Node | undefined, otherwise: number) => {
      const value = node ? this.value(node, scope) : otherwise;
      if (typeof value !== 'number' && typeof value !== 'bigint') throw fails('non-integer slice index');
      const index = Math.trunc(Number(value));
      return Math.max(0, index < 0 ? list.items.length + index : index);
    };
    const end = Math.min(at(to, list.items.length), list.items.length);
    return new ExprArray(list.items.slice(Math.min(at(from, 0), end), end), list.element);
  }

  private call(name: string, args: readonly Node[], scope: Scope): Value {
    const called = FUNCTIONS[name];
    if (!called) throw fails(`unknown name ${name}`);
    const aboutFloat = name === 'isNaN' || name === 'isInf';
    const asked = aboutFloat ? args.map(floatLiterals) : args;
    const values = asked.map((arg) => this.value(arg, scope));
    // whether its whole numbers were turned into floats depends on the type Go gave to the rest of it
    if (aboutFloat && typeof values[0] === 'bigint' && asked[0]?.kind === 'binary') {
      throw new NotInterpreted(`${name} of whole numbers`);
    }
    return called.call(values, this.result);
  }

  private predicate({ name, list, closure }: Node & { kind: 'predicate' }, scope: Scope): Value {
    const among = this.value(list, scope);
    if (typeof among === 'string') throw new NotInterpreted('the characters of a text');
    if (!(among instanceof ExprArray)) throw fails(`builtin ${name} takes only array`);
    const ask = (element: Value, index: number): Value =>
      this.value(closure, { ...scope, element, index: BigInt(index) });
    const holds = (element: Value, index: number) => truth(ask(element, index));
    const { items } = among;
    if (among instanceof Unordered) return unordered(name, items, ask);
    switch (name) {
      case 'all':
        return items.every(holds);
      case 'any':
        return items.some(holds);
      case 'none':
        return !items.some(holds);
      case 'one':
        return items.filter(holds).length === 1;
      case 'filter':
        return new ExprArray(items.filter(holds));
      case 'map':
        return new ExprArray(items.map(ask));
      case 'count':
        return BigInt(items.filter(holds).length);
      case 'find':
        return items.find(holds) ?? null;
      case 'findIndex':
        return indexOrNil(items.findIndex(holds));
      default:
        // expr v1.15 leaves values behind on its stack, which what stands around it may then take for its own
        throw new NotInterpreted(`the function ${name}`);
    }
  }
}

/** Predicates that come to the same in whatever order the elements are. */
function unordered(name: string, items: readonly Value[], ask: (element: Value, index: number) => Value): Value {
  if (name === 'map') return new Unordered(items.map(ask));
  const shortcut = ['all', 'any', 'none'].includes(name);
  if (!shortcut && !['filter', 'count', 'one'].includes(name)) throw new NotInterpreted('the order of a map');
  let answers: boolean[];
  try {
    answers = items.map((element, index) => truth(ask(element, index)));
  } catch (error) {
    // Go may or may not get to the element that fails
    throw shortcut && items.length > 1 && error instanceof ConditionFails
      ? new NotInterpreted('the order of a map')
      : error;
  }
  const held = answers.filter(Boolean).length;
  switch (name) {
    case 'all':
      return held === items.length;
    case 'any':
      return held > 0;
    case 'none':
      return held === 0;
    case 'one':
      return held === 1;
    case 'count':
      return BigInt(held);
    default:
      return new Unordered(items.filter((_, index) => answers[index]));
  }
}

function indexOrNil(index: number): Value {
  return index < 0 ? null : BigInt(index);
}

function unary(operator: string, value: Value): Value {
  if (operator === '!' || operator === 'not') return !truth(value);
  if (operator === '+') return value;
  if (typeof value !== 'number' && typeof value !== 'bigint') throw fails('invalid operation: -');
  return -value;
}

function truth(value: Value): boolean {
  if (typeof value !== 'boolean') throw fails('it is no bool');
  return value;
}

function text(value: Value): string {
  if (typeof value !== 'string') throw fails('a key must be text');
  return value;
}

/** Whether all of it is written out: only then is its type known to be that of a whole number. */
function isWritten(node: Node): boolean {
  return node.kind === 'literal' || (['unary', 'binary'].includes(node.kind) && childrenOf(node).every(isWritten));
}

/** expr turns whole numbers that are written out into floats where a function takes floats. */
function floatLiterals(node: Node): Node {
  if (node.kind === 'literal' && typeof node.value === 'bigint') {
    return { kind: 'literal', value: Number(node.value) };
  }
  if (node.kind === 'unary') {
    return { ...node, operand: floatLiterals(node.operand) };
  }
  return node.kind === 'binary' && ['+', '-', '*'].includes(node.operator) && isWritten(node)
    ? { ...node, left: floatLiterals(node.left), right: floatLiterals(node.right) }
    : node;
}
