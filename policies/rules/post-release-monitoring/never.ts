import type { SyntaxNode } from '@lezer/common';
import { parseTree } from '../../../lib/promql';

/** Functions that answer 1 or nothing. */
const ONES = ['Absent', 'AbsentOverTime'];

/** Functions whose answer is never below zero. */
const NEVER_NEGATIVE = [...ONES, 'Rate', 'Irate', 'Increase', 'CountOverTime', 'PresentOverTime', 'Abs'];

type Comparison = 'Eql' | 'Neq' | 'Lss' | 'Lte' | 'Gtr' | 'Gte';

/** What holds where the two sides change places. */
const TURNED: Readonly<Record<Comparison, Comparison>> = {
  Eql: 'Eql',
  Neq: 'Neq',
  Lss: 'Gtr',
  Lte: 'Gte',
  Gtr: 'Lss',
  Gte: 'Lte',
};

/** Numbers that something may be. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * Why a query can have no answer, whatever is measured; undefined where it can, or nobody knows. Only what is certain: a
 * comparison with a number that its side never reaches, and a label that is to have two values, or one that it must not have.
 */
export function whyNever(query: string): string | undefined {
  const [top] = children(parseTree(query).topNode);
  return top && whyEmpty(top, query);
}

function whyEmpty(node: SyntaxNode, text: string): string | undefined {
  const parts = children(node);
  const [left, operator, ...rest] = parts;
  switch (node.name) {
    case 'ParenExpr':
    case 'StepInvariantExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'UnaryExpr':
      return firstOf(parts, (part) => whyEmpty(part, text));
    case 'VectorSelector':
      return whyNoSeries(node, text);
    case 'BinaryExpr': {
      const right = rest.at(-1);
      if (!left || !operator || !right || node.getChild('BoolModifier')) return undefined;
      if (operator.name === 'Or') {
        const [one, other] = [whyEmpty(left, text), whyEmpty(right, text)];
        return one !== undefined && other !== undefined ? one : undefined;
      }
      if (operator.name === 'Unless') return whyEmpty(left, text);
      return whyUnreached(left, operator.name, right, text) ?? whyEmpty(left, text) ?? whyEmpty(right, text);
    }
    case 'AggregateExpr':
    case 'FunctionCall':
      return answersToNothing(node) ? undefined : firstOf(arguments_(node), (part) => whyEmpty(part, text));
    default:
      return undefined;
  }
}

/** `absent(x)` has an answer just where `x` has none; the others need nothing, or make something of it. */
function answersToNothing(node: SyntaxNode): boolean {
  const name = node.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
  return [...ONES, 'Vector', 'Scalar', 'Time'].includes(name);
}

function whyNoSeries(selector: SyntaxNode, text: string): string | undefined {
  const matchers = (selector.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map((matcher) => {
    const [label = '', operator = '', value = ''] = children(matcher).map(({ from, to }) => text.slice(from, to));
    return { label, operator, value };
  });
  const demanded = matchers.filter(({ operator }) => operator === '=');
  return firstOf(demanded, (one) => {
    const other = matchers.find((two) => two.label === one.label && contradict(one.value, two));
    return other && `no series has ${one.label}=${one.value} and ${other.label}${other.operator}${other.value}`;
  });
}

/** Whether a value that is demanded, in its quotes, can't be where this is demanded too. */
function contradict(
  wanted: string,
  { operator, value }: { readonly operator: string; readonly value: string },
): boolean {
  const isSame = wanted.slice(1, -1) === value.slice(1, -1);
  return (operator === '=' && !isSame) || (operator === '!=' && isSame);
}

function whyUnreached(left: SyntaxNode, name: string, right: SyntaxNode, text: string): string | undefined {
  if (!isComparison(name)) return undefined;
  const [one, other] = [numberOf(left, text), numberOf(right, text)];
  const [side, operator, limit] = one === undefined ? [left, name, other] : [right, TURNED[name], one];
  const range = rangeOf(side);
  if (limit === undefined || range === undefined || reaches(range, operator, limit)) return undefined;
  const what = text.slice(side.from, side.to);
  const least = range.most === range.least ? `never other than ${range.least}` : `never below ${range.least}`;
  return `"${what}" is ${least}, or has no answer at all`;
}

function reaches({ least, most }: Range, operator: Comparison, limit: number): boolean {
  switch (operator) {
    case 'Eql':
      return limit >= least && limit <= most;
    case 'Neq':
      return least !== most || limit !== least;
    case 'Lss':
      return least < limit;
    case 'Lte':
      return least <= limit;
    case 'Gtr':
      return most > limit;
    case 'Gte':
      return most >= limit;
  }
}

/** What values a part can have. Counting nothing has no answer, so that a count is never 0. */
function rangeOf(node: SyntaxNode): Range | undefined {
  if (node.name === 'ParenExpr') {
    const [inner] = children(node);
    return inner && rangeOf(inner);
  }
  const aggregate = node.getChild('AggregateOp')?.firstChild?.name;
  if (aggregate === 'Count') return { least: 1, most: Infinity };
  if (['Sum', 'Avg', 'Min', 'Max'].includes(aggregate ?? '')) {
    const [inner] = arguments_(node);
    const range = inner && rangeOf(inner);
    return range && (aggregate === 'Sum' ? { ...range, most: Infinity } : range);
  }
  const called = node.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
  if (ONES.includes(called)) return { least: 1, most: 1 };
  return NEVER_NEGATIVE.includes(called) ? { least: 0, most: Infinity } : undefined;
}

function numberOf(node: SyntaxNode, text: string): number | undefined {
  const written = text.slice(node.from, node.to);
  const isNumber = node.name === 'NumberDurationLiteral' || node.name === 'UnaryExpr';
  const value = isNumber ? Number(written) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}

function arguments_(node: SyntaxNode): readonly SyntaxNode[] {
  const body = node.getChild('FunctionCallBody');
  return body ? children(body) : [];
}

function isComparison(name: string): name is Comparison {
  return Object.hasOwn(TURNED, name);
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

function firstOf<T, R>(list: readonly T[], ask: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const answer = ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
