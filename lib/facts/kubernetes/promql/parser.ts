import type { Matcher, Query, Selector, Span } from './ast';
import { NotUnderstood, secondsOf, tokensOf, type Token } from './lexer';

const BINDS: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

const AGGREGATIONS = new Set(
  'sum avg min max count group stddev stdvar topk bottomk quantile count_values limitk limit_ratio'.split(' '),
);
const WITH_PARAMETER = new Set(['topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio']);
const GROUPING = new Set(['by', 'without']);

const DEEPEST = 100;
const LONGEST = 20_000;

/**
 * Parses PromQL. Values that are only known at run time may stand where a number, a duration or a text stands.
 * @throws NotUnderstood where it is no PromQL
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST) {
    throw new NotUnderstood(`a query of ${text.length} characters`);
  }
  return new Parser(tokensOf(text)).parse();
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Query {
    const query = this.expression(0);
    if (this.current.kind !== 'end') throw this.unexpected();
    return query;
  }

  private get current(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '' };
  }

  private is(text: string): boolean {
    const { kind } = this.current;
    return (kind === 'symbol' || kind === 'name') && this.current.text.toLowerCase() === text;
  }

  private accept(text: string): boolean {
    const found = this.is(text);
    if (found) this.position++;
    return found;
  }

  private expect(text: string) {
    if (!this.accept(text)) throw this.unexpected();
  }

  private take(kind: Token['kind']): string {
    const token = this.current;
    if (token.kind !== kind) throw this.unexpected();
    this.position++;
    return token.text;
  }

  private unexpected(): NotUnderstood {
    return new NotUnderstood(`${this.current.text === '' ? 'the end' : `"${this.current.text}"`} in the query`);
  }

  private expression(least: number): Query {
    if (++this.depth > DEEPEST) throw new NotUnderstood('a query nested that deeply');
    let left = this.unary();
    for (;;) {
      const operator = this.current.text.toLowerCase();
      const binds = this.current.kind === 'symbol' || this.current.kind === 'name' ? BINDS[operator] : undefined;
      if (binds === undefined || binds < least) break;
      this.position++;
      const bool = this.accept('bool');
      const onNothing = this.matching();
      // `^` is the only one that binds to the right
      const right = this.expression(operator === '^' ? binds : binds + 1);
      left = { kind: 'operation', operator, left, right, bool, onNothing };
    }
    this.depth--;
    return left;
  }

  /** `on(...)`, `ignoring(...)`, `group_left(...)`. Answers whether it is `on()`. */
  private matching(): boolean {
    const on = this.is('on');
    let labels: string[] = [];
    if (this.accept('on') || this.accept('ignoring')) labels = this.labels();
    const matchesAll = on && labels.length === 0;
    if (this.accept('group_left') || this.accept('group_right')) {
      if (this.is('(')) this.labels();
    }
    return matchesAll;
  }

  private labels(): string[] {
    const labels: string[] = [];
    this.expect('(');
    while (!this.accept(')')) {
      if (labels.length > 0) this.expect(',');
      if (labels.length > 0 && this.accept(')')) break;
      labels.push(this.current.kind === 'string' ? this.take('string') : this.take('name'));
    }
    return labels;
  }

  private unary(): Query {
    if (this.accept('+')) return this.unary();
    if (this.accept('-')) {
      // binds more tightly than * but less than ^
      return { kind: 'negative', inner: this.expression(BINDS['^'] ?? 6) };
    }
    return this.postfix(this.primary());
  }

  private postfix(start: Query): Query {
    let query = start;
    for (;;) {
      if (this.accept('[')) {
        query = this.range(query);
      } else if (this.accept('offset')) {
        query = this.shifted(query);
      } else if (this.accept('@')) {
        this.moment();
      } else {
        return query;
      }
    }
  }

  private range(query: Query): Query {
    const range = this.span();
    if (this.accept(':')) {
      if (!this.is(']')) this.span();
      this.expect(']');
      return { kind: 'subquery', inner: query, range, offset: 0 };
    }
    this.expect(']');
    if (query.kind !== 'selector' || query.range !== undefined) throw this.unexpected();
    return { ...query, range };
  }

  private shifted(query: Query): Query {
    const back = this.accept('-');
    const offset = this.span();
    if (query.kind !== 'selector' && query.kind !== 'subquery') throw this.unexpected();
    // looking ahead sees nothing that is older
    return { ...query, offset: back ? 0 : offset };
  }

  private moment() {
    if (this.accept('start') || this.accept('end')) {
      this.expect('(');
      this.expect(')');
    } else {
      this.take('number');
    }
  }

  private span(): Span {
    switch (this.current.kind) {
      case 'duration':
        return secondsOf(this.take('duration'));
      case 'number':
        return Number(this.take('number'));
      default: {
        const name = this.take('unknown');
        // a unit may follow, as in [{{args.minutes}}m]
        if (this.current.kind === 'name') this.position++;
        return { unknown: name };
      }
    }
  }

  private primary(): Query {
    const token = this.current;
    switch (token.kind) {
      case 'number':
        this.position++;
        return { kind: 'number', value: Number(token.text.replaceAll('_', '')) };
      case 'duration':
        this.position++;
        return { kind: 'number', value: secondsOf(token.text) };
      case 'unknown':
        this.position++;
        return { kind: 'unknown', name: token.text };
      case 'string':
        this.position++;
        return { kind: 'string', value: token.text };
      case 'name':
        this.position++;
        return this.named(token.text);
      default:
        if (this.accept('(')) {
          const inner = this.expression(0);
          this.expect(')');
          return inner;
        }
        if (this.is('{')) return this.selector('');
        throw this.unexpected();
    }
  }

  private named(name: string): Query {
    const lower = name.toLowerCase();
    if (lower === 'inf' || lower === 'nan') return { kind: 'number', value: lower === 'inf' ? Infinity : Number.NaN };
    if (AGGREGATIONS.has(lower) && (this.is('(') || GROUPING.has(this.current.text.toLowerCase()))) {
      return this.aggregation(lower);
    }
    if (this.is('(')) return { kind: 'call', name: lower, args: this.args() };
    return this.selector(name);
  }

  private aggregation(operator: string): Query {
    const before = this.grouping();
    const args = this.args();
    const labelled = before ?? this.grouping() ?? false;
    const [first, second] = args;
    const [parameter, inner] = WITH_PARAMETER.has(operator) ? [first, second] : [undefined, first];
    if (!inner) throw this.unexpected();
    return { kind: 'aggregation', operator, inner, labelled, ...(parameter ? { parameter } : {}) };
  }

  /** Whether labels stay; undefined if nothing is said. */
  private grouping(): boolean | undefined {
    if (this.accept('without')) {
      this.labels();
      return true;
    }
    return this.accept('by') ? this.labels().length > 0 : undefined;
  }

  private args(): Query[] {
    const args: Query[] = [];
    this.expect('(');
    while (!this.accept(')')) {
      if (args.length > 0) this.expect(',');
      args.push(this.expression(0));
    }
    return args;
  }

  private selector(metric: string): Selector {
    const matchers: Matcher[] = [];
    if (this.accept('{')) {
      while (!this.accept('}')) {
        if (matchers.length > 0) this.expect(',');
        if (matchers.length > 0 && this.accept('}')) break;
        matchers.push(this.matcher());
      }
    }
    const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
    return { kind: 'selector', metric: metric || (named?.value ?? ''), matchers, offset: 0 };
  }

  private matcher(): Matcher {
    const label = this.current.kind === 'string' ? this.take('string') : this.take('name');
    const operator = this.take('symbol');
    if (operator !== '=' && operator !== '!=' && operator !== '=~' && operator !== '!~') throw this.unexpected();
    return { label, operator, value: this.current.kind === 'unknown' ? this.take('unknown') : this.take('string') };
  }
}
