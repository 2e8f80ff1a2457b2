import { Kept } from '../../kept';
import type { Node } from './ast';
import { ConditionFails, NotInterpreted } from './errors';
import { BINARY, numberOf, PREDICATES, UNARY } from './grammar';
import { tokensOf, type Token } from './lexer';

const DEEPEST = 100;
const LONGEST = 20_000;

/**
 * Parses a condition.
 * @throws ConditionFails where Argo cannot compile it
 * @throws NotInterpreted where it is beyond what is interpreted here
 */
export function parse(text: string): Node {
  return parsed.of(text) ?? parsed.keep(text, parseAnew(text));
}

/** A fleet has few conditions, and each is asked about by several rules. */
const parsed = new Kept<Node>();

function parseAnew(text: string): Node {
  if (text.length > LONGEST) {
    throw new NotInterpreted(`a condition of ${text.length} characters`);
  }
  return new Parser(tokensOf(text)).parse();
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private closures = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Node {
    const node = this.expression(0);
    if (this.current.kind !== 'end') throw this.unexpected();
    return node;
  }

  private get current(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '' };
  }

  private is(kind: Token['kind'], text?: string): boolean {
    return this.current.kind === kind && (text === undefined || this.current.text === text);
  }

  private accept(kind: Token['kind'], text?: string): Token | undefined {
    const token = this.current;
    if (!this.is(kind, text)) return undefined;
    this.position++;
    return token;
  }

  private expect(kind: Token['kind'], text?: string): Token {
    const token = this.accept(kind, text);
    if (!token) throw this.unexpected();
    return token;
  }

  private unexpected(): ConditionFails {
    return new ConditionFails(`unexpected token ${this.current.text || 'end'}`);
  }

  private expression(precedence: number): Node {
    if (++this.depth > DEEPEST) throw new NotInterpreted('a condition nested that deeply');
    const node = precedence === 0 && this.is('operator', 'let') ? this.declaration() : this.operation(precedence);
    this.depth--;
    return node;
  }

  private operation(precedence: number): Node {
    let left = this.primary();
    let previous = '';
    for (;;) {
      const negated = this.is('operator', 'not');
      const token = negated ? (this.tokens[this.position + 1] ?? this.current) : this.current;
      if (token.text === '|' && token.kind === 'operator') throw new NotInterpreted('the pipe operator');
      const binds = token.kind === 'operator' ? BINARY[token.text] : undefined;
      if (negated && binds === undefined) throw this.unexpected();
      if (binds === undefined || binds < precedence) {
        // expr v1.15 loses the `not` here: `1 + a not in b` asks whether it is in b
        if (negated) this.position++;
        break;
      }
      this.position += negated ? 2 : 1;
      if (previous === '??' && token.text !== '??') {
        throw new ConditionFails('`??` cannot be mixed with other operators');
      }
      const right = this.expression(token.text === '**' || token.text === '^' ? binds : binds + 1);
      left = { kind: 'binary', operator: token.text, left, right };
      if (negated) left = { kind: 'unary', operator: 'not', operand: left };
      previous = token.text;
    }
    return precedence === 0 ? this.conditional(left) : left;
  }

  private declaration(): Node {
    this.expect('operator', 'let');
    const { text: name } = this.expect('name');
    this.expect('operator', '=');
    const value = this.expression(0);
    this.expect('operator', ';');
    return { kind: 'let', name, value, body: this.expression(0) };
  }

  private conditional(condition: Node): Node {
    let node = condition;
    while (this.accept('operator', '?')) {
      const short = this.is('operator', ':');
      const then = short ? node : this.expression(0);
      this.expect('operator', ':');
      node = { kind: 'if', condition: node, then, otherwise: this.expression(0) };
    }
    return node;
  }

  private primary(): Node {
    const token = this.current;
    const binds = token.kind === 'operator' ? UNARY[token.text] : undefined;
    if (binds !== undefined) {
      this.position++;
      return this.postfix({ kind: 'unary', operator: token.text, operand: this.expression(binds) });
    }
    if (this.accept('bracket', '(')) {
      const inner = this.expression(0);
      this.expect('bracket', ')');
      return this.postfix(inner);
    }
    if (this.is('operator', '#') || this.is('operator', '.')) {
      if (this.closures === 0) throw new ConditionFails('cannot use pointer accessor outside closure');
      const name = this.accept('operator', '#') ? (this.accept('name')?.text ?? '') : '';
      return this.postfix({ kind: 'pointer', name });
    }
    return this.secondary();
  }

  private secondary(): Node {
    const token = this.current;
    switch (token.kind) {
      case 'number':
        this.position++;
        return { kind: 'literal', value: numberOf(token.text) };
      case 'unknown':
        this.position++;
        return { kind: 'unknown', name: token.text };
      case 'string':
        this.position++;
        return { kind: 'literal', value: token.text };
      case 'name':
        this.position++;
        return this.named(token.text);
      case 'bracket':
      case 'operator':
      case 'end':
        if (this.is('bracket', '[')) return this.postfix(this.array());
        if (this.is('bracket', '{')) return this.postfix(this.map());
        throw this.unexpected();
    }
  }

  private named(name: string): Node {
    const words: Readonly<Record<string, null | boolean>> = { true: true, false: false, nil: null };
    if (Object.hasOwn(words, name)) return { kind: 'literal', value: words[name] ?? null };
    return this.postfix(this.is('bracket', '(') ? this.call(name) : { kind: 'name', name });
  }

  private call(name: string): Node {
    this.expect('bracket', '(');
    if (!PREDICATES.has(name)) {
      return { kind: 'call', name, args: this.list(')') };
    }
    const list = this.expression(0);
    this.expect('operator', ',');
    const closure = this.closure();
    this.expect('bracket', ')');
    return { kind: 'predicate', name, list, closure };
  }

  private closure(): Node {
    const braced = this.accept('bracket', '{');
    this.closures++;
    const node = this.expression(0);
    this.closures--;
    if (braced) this.expect('bracket', '}');
    return node;
  }

  /** Expressions up to a closing bracket, which is taken. */
  private list(end: string): Node[] {
    const nodes: Node[] = [];
    while (!this.accept('bracket', end)) {
      if (nodes.length > 0) this.expect('operator', ',');
      if (nodes.length > 0 && end === ']' && this.accept('bracket', end)) break;
      nodes.push(this.expression(0));
    }
    return nodes;
  }

  private array(): Node {
    this.expect('bracket', '[');
    return { kind: 'array', items: this.list(']') };
  }

  private map(): Node {
    this.expect('bracket', '{');
    const pairs: [Node, Node][] = [];
    while (!this.accept('bracket', '}')) {
      if (pairs.length > 0) this.expect('operator', ',');
      if (pairs.length > 0 && this.accept('bracket', '}')) break;
      const name = this.accept('name') ?? this.accept('string') ?? this.accept('number');
      const key: Node = name ? { kind: 'literal', value: name.text } : this.parenthesized();
      this.expect('operator', ':');
      pairs.push([key, this.expression(0)]);
    }
    return { kind: 'map', pairs };
  }

  private parenthesized(): Node {
    this.expect('bracket', '(');
    const node = this.expression(0);
    this.expect('bracket', ')');
    return node;
  }

  private postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const dot = this.accept('operator', '.') ?? this.accept('operator', '?.');
      if (dot && !(dot.text === '?.' && this.is('bracket', '['))) {
        node = this.member(node, dot.text === '?.');
      } else if (this.accept('bracket', '[')) {
        node = this.index(node, dot !== undefined);
      } else {
        return node;
      }
    }
  }

  private member(object: Node, optional: boolean): Node {
    const token = this.current;
    if (token.kind !== 'name' && !(token.kind === 'operator' && /^\w+$/.test(token.text))) throw this.unexpected();
    this.position++;
    if (this.is('bracket', '(')) throw new NotInterpreted(`the method ${token.text}`);
    const chained = object.kind === 'chain';
    const property: Node = { kind: 'literal', value: token.text };
    const node: Node = { kind: 'member', object: chained ? object.inner : object, property, optional };
    return chained || optional ? { kind: 'chain', inner: node } : node;
  }

  private index(object: Node, optional: boolean): Node {
    const from = this.is('operator', ':') ? undefined : this.expression(0);
    if (this.accept('operator', ':')) {
      const to = this.is('bracket', ']') ? undefined : this.expression(0);
      this.expect('bracket', ']');
      return { kind: 'slice', object, ...(from ? { from } : {}), ...(to ? { to } : {}) };
    }
    if (!from) throw this.unexpected();
    this.expect('bracket', ']');
    const node: Node = { kind: 'member', object, property: from, optional };
    return optional ? { kind: 'chain', inner: node } : node;
  }
}
