/**
 * Metric math of CloudWatch as its user guide defines it, as far as we write it: a missing point is 0 beside one that is
 * there, a division by zero has no point, an IF is 0 where its condition is true and its value is missing, and has no point
 * where its condition is false. What the sum of a series without points is, the guide does not say: tests try both.
 */
export type Point = number | undefined;
export type Series = readonly Point[];
type Value = Series | number | undefined;

/** Queries by id: points, or an expression over other ids. */
export type Queries = Readonly<Record<string, Series | string>>;

export interface Reading {
  /** Points of a series. */
  readonly length: number;
  readonly sumOfNothing: 0 | undefined;
}

/** The points of a query. */
export function evaluate(id: string, queries: Queries, reading: Reading): Series {
  const found = valueOf(id, queries, reading);
  if (typeof found === 'number' || found === undefined) {
    throw new Error(`${id}: the result of an expression must be a series`);
  }
  return found;
}

function valueOf(id: string, queries: Queries, reading: Reading): Value {
  const query = queries[id];
  if (query === undefined) {
    throw new Error(`there is no query ${id}`);
  }
  return typeof query === 'string' ? new Parser(query, queries, reading).whole() : query;
}

const isSeries = (value: Value): value is Series => typeof value === 'object';

/** Both at each point; a missing one is 0 unless the other is missing too. */
function each(
  a: Value,
  b: Value,
  run: (a: number, b: number) => Point,
  whereOneIsMissing: (a: Point, b: Point) => Point,
): Value {
  if (!isSeries(a) && !isSeries(b)) {
    return a === undefined || b === undefined ? undefined : run(a, b);
  }
  const { length } = isSeries(a) ? a : (b as Series);
  return Array.from({ length }, (_, index) => {
    const [x, y] = [isSeries(a) ? a[index] : a, isSeries(b) ? b[index] : b];
    return x === undefined || y === undefined ? whereOneIsMissing(x, y) : run(x, y);
  });
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => Point>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '^': (a, b) => a ** b,
  '>=': (a, b) => Number(a >= b),
  '>': (a, b) => Number(a > b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
};

const LEVELS = [['AND'], ['>=', '>'], ['+', '-'], ['*', '/'], ['^']] as const;

class Parser {
  private readonly tokens: string[];

  private readonly queries: Queries;
  private readonly reading: Reading;

  constructor(text: string, queries: Queries, reading: Reading) {
    this.queries = queries;
    this.reading = reading;
    this.tokens = text.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|>=|[-+*/^(),>]|\S/g) ?? [];
  }

  whole(): Value {
    const value = this.level(0);
    if (this.tokens.length > 0) {
      throw new Error(`left over: ${this.tokens.join(' ')}`);
    }
    return value;
  }

  private level(depth: number): Value {
    const operators: readonly string[] | undefined = LEVELS[depth];
    if (operators === undefined) {
      return this.atom();
    }
    let left = this.level(depth + 1);
    while (operators.includes(this.tokens[0] ?? '')) {
      left = this.apply(this.tokens.shift() ?? '', left, this.level(depth + 1));
    }
    return left;
  }

  private apply(operator: string, a: Value, b: Value): Value {
    const run = OPERATORS[operator]!;
    const constant = (isSeries(a) ? 0 : 1) + (isSeries(b) ? 0 : 1) > 0;
    // a series beside a number has no point where it has none itself; of two series the missing one counts as 0
    return each(a, b, run, (x, y) => (constant || (x ?? y) === undefined ? undefined : run(x ?? 0, y ?? 0)));
  }

  private atom(): Value {
    const token = this.tokens.shift() ?? '';
    if (token === '(') {
      return this.closed(this.level(0));
    }
    if (token === '-') {
      return this.apply('-', 0, this.atom());
    }
    if (/^\d/.test(token)) {
      return Number(token);
    }
    return this.tokens[0] === '(' ? this.call(token) : valueOf(token, this.queries, this.reading);
  }

  private closed(value: Value): Value {
    if (this.tokens.shift() !== ')') {
      throw new Error('a parenthesis is not closed');
    }
    return value;
  }

  private call(name: string): Value {
    this.tokens.shift();
    const args = [this.level(0)];
    while (this.tokens[0] === ',') {
      this.tokens.shift();
      args.push(this.level(0));
    }
    this.closed(undefined);
    const [first, second] = args;
    switch (name) {
      case 'SUM': {
        const points = (first as Series).filter((point) => point !== undefined);
        return points.length === 0 ? this.reading.sumOfNothing : points.reduce((a, b) => a + b, 0);
      }
      case 'TIME_SERIES':
        return Array.from({ length: this.reading.length }, () => first as Point);
      case 'FLOOR':
        return each(first, 0, Math.floor, () => undefined);
      case 'IF':
        return (first as Series).map((point, index) =>
          point === undefined || point === 0 ? undefined : ((isSeries(second) ? second[index] : second) ?? 0),
        );
      default:
        throw new Error(`no function ${name}`);
    }
  }
}
