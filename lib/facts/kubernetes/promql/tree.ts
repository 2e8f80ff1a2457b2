import type { SyntaxNode } from '@lezer/common';
import { unknownIn } from '../marks';
import type { Aggregation, Grouping, Matcher, Operation, Query, Selector, Span } from './ast';
import { contentOf, numberQuery, spanOf } from './literals';
import { NotUnderstood } from './not-understood';

/** Everything after it is recursive. */
const DEEPEST = 100;

/** Makes our expressions of the parser's tree, whose names are those of Prometheus' grammar (promql.grammar). */
export class TreeReader {
  private depth = 0;
  private readonly source: string;
  private readonly unexpected: (at: number) => NotUnderstood;

  /** @param unexpected says what stands at a position where something else should */
  constructor(source: string, unexpected: (at: number) => NotUnderstood) {
    this.source = source;
    this.unexpected = unexpected;
  }

  /** @throws NotUnderstood for what Prometheus refuses although its grammar takes it, and for its experiments */
  read(node: SyntaxNode): Query {
    if (++this.depth > DEEPEST) throw new NotUnderstood('a query nested that deeply');
    const query = this.query(node);
    this.depth--;
    return query;
  }

  private query(node: SyntaxNode): Query {
    const [first] = childrenOf(node);
    switch (node.name) {
      case 'PromQL':
      case 'ParenExpr':
        return this.read(this.need(first, node));
      case 'NumberDurationLiteral':
        return numberQuery(this.text(node));
      case 'StringLiteral':
        return { kind: 'string', value: this.string(node) };
      case 'VectorSelector':
        return this.selector(node);
      case 'MatrixSelector':
        return this.ranged(node);
      case 'SubqueryExpr':
        return { kind: 'subquery', inner: this.read(this.need(first, node)), range: this.range(node), offset: 0 };
      case 'OffsetExpr':
      case 'StepInvariantExpr':
        return this.shifted(node);
      case 'UnaryExpr':
        return this.signed(node);
      case 'FunctionCall':
        return { kind: 'call', name: this.text(this.need(first, node)), args: this.args(node) };
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.operation(node);
      default:
        throw this.unexpected(node.from);
    }
  }

  private text({ from, to }: SyntaxNode): string {
    return this.source.slice(from, to);
  }

  /** A name, which must be known. */
  private name(node: SyntaxNode): string {
    const quoted = node.name === 'QuotedLabelName' ? node.getChild('StringLiteral') : null;
    const name = quoted ? this.string(quoted) : this.text(node);
    const unknown = unknownIn(name);
    if (unknown !== undefined) throw new NotUnderstood(unknown);
    return name;
  }

  private string(node: SyntaxNode): string {
    const content = contentOf(this.text(node));
    if (content === undefined) throw this.unexpected(node.from);
    return content;
  }

  private need<T>(found: T | null | undefined, { to }: SyntaxNode): T {
    if (found === null || found === undefined) throw this.unexpected(to);
    return found;
  }

  private selector(node: SyntaxNode): Selector {
    const identifier = node.getChild('Identifier');
    const inBraces = node.getChild('LabelMatchers');
    const quoted = inBraces?.getChild('QuotedLabelName');
    const matchers = inBraces ? childrenOf(inBraces).flatMap((child) => this.matcher(child)) : [];
    const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
    const name = identifier ?? quoted;
    return { kind: 'selector', metric: name ? this.name(name) : (named?.value ?? ''), matchers, offset: 0 };
  }

  /** None for the quoted name of the metric, which stands among them. */
  private matcher(node: SyntaxNode): Matcher[] {
    const value = node.getChild('StringLiteral');
    const label = node.getChild('LabelName') ?? node.getChild('QuotedLabelName');
    const operator = node.getChild('MatchOp');
    if (node.name === 'QuotedLabelName' || !value || !label || !operator) return [];
    const sign = this.text(operator);
    if (sign !== '=' && sign !== '!=' && sign !== '=~' && sign !== '!~') throw this.unexpected(operator.from);
    return [{ label: this.name(label), operator: sign, value: this.string(value) }];
  }

  private ranged(node: SyntaxNode): Selector {
    const inner = this.read(this.need(node.firstChild, node));
    if (inner.kind !== 'selector' || inner.offset !== 0) throw this.unexpected(node.from);
    return { ...inner, range: this.range(node) };
  }

  /** What stands in brackets; in a subquery a second one is its step. */
  private range(node: SyntaxNode): Span {
    const written = this.need(node.getChild('DurationExpr'), node);
    const range = this.span(written);
    if (typeof range === 'number' && !(range > 0)) throw this.unexpected(written.from);
    return range;
  }

  /** Arithmetic of durations is an experiment that Prometheus has to be started with. */
  private span(node: SyntaxNode): Span {
    const [literal, ...more] = childrenOf(node);
    if (literal?.name !== 'NumberDurationLiteralInDurationContext' || more.length > 0) throw this.unexpected(node.from);
    return spanOf(this.text(literal));
  }

  private shifted(node: SyntaxNode): Query {
    const written = this.need(node.firstChild, node);
    const inner = this.read(written);
    if (inner.kind !== 'selector' && inner.kind !== 'subquery') throw this.unexpected(written.to);
    if (node.name === 'OffsetExpr') {
      if (inner.offset !== 0) throw this.unexpected(written.to);
      return { ...inner, offset: this.offset(this.need(node.getChild('OffsetDurationExpr'), node)) };
    }
    // queries ask about now, which is where their range starts and ends
    if (node.getChild('AtModifierPreprocessors')) return inner;
    const moment = this.text(this.need(node.getChild('NumberDurationLiteral'), node));
    return { ...inner, offset: { unknown: unknownIn(moment) ?? `the query looks at one moment, ${moment}` } };
  }

  private offset(node: SyntaxNode): Span {
    const [sign, inner] = childrenOf(node);
    if (sign?.name !== 'UnaryOp') return this.span(node);
    const span = this.span(this.need(inner, node));
    // looking ahead sees nothing that is older
    return this.text(sign) === '-' ? 0 : span;
  }

  private signed(node: SyntaxNode): Query {
    const [sign, operand] = childrenOf(node);
    const inner = this.read(this.need(operand, node));
    return sign && this.text(sign) === '-' ? { kind: 'negative', inner } : inner;
  }

  private args(node: SyntaxNode): Query[] {
    return childrenOf(this.need(node.getChild('FunctionCallBody'), node)).map((arg) => this.read(arg));
  }

  private aggregation(node: SyntaxNode): Aggregation {
    const operator = this.text(this.need(node.getChild('AggregateOp'), node)).toLowerCase();
    const args = this.args(node);
    const [first, second] = args;
    const inner = this.need(second ?? first, node);
    if (args.length > 2) throw this.unexpected(node.from);
    const modifier = node.getChild('AggregateModifier');
    const without = modifier?.getChild('Without') !== null && modifier !== null;
    const grouping = { without, labels: modifier ? this.labels(modifier.getChild('GroupingLabels')) : [] };
    return { kind: 'aggregation', operator, inner, grouping, ...(second && first ? { parameter: first } : {}) };
  }

  private labels(node: SyntaxNode | null): string[] {
    return node ? childrenOf(node).map((label) => this.name(label)) : [];
  }

  private operation(node: SyntaxNode): Query {
    const children = childrenOf(node);
    const [left, right] = [this.need(children[0], node), this.need(children.at(-1), node)];
    const sign = this.need(children[1], node);
    const operator = this.text(sign).toLowerCase();
    if (sign.name.startsWith('Trim') || node.getChild('FillModifier')) throw this.unexpected(sign.from);
    const clause = node.getChild('MatchingModifierClause');
    const raised: Operation = {
      kind: 'operation',
      operator,
      left: this.read(left),
      right: this.read(right),
      bool: node.getChild('BoolModifier') !== null,
      ...(clause ? this.matching(clause) : {}),
    };
    // this grammar reads -2^2 as (-2)^2, Prometheus as -(2^2)
    return operator === '^' && left.name === 'NumberDurationLiteral' && this.text(left).startsWith('-')
      ? { kind: 'negative', inner: { ...raised, left: numberQuery(this.text(left).replace(/^-\s*/, '')) } }
      : raised;
  }

  private matching(clause: SyntaxNode): Pick<Operation, 'matching' | 'many'> {
    const many = clause.getChild('GroupLeft') ? 'left' : clause.getChild('GroupRight') ? 'right' : undefined;
    const labels = this.labels(clause.getChild('GroupingLabels'));
    const matching: Grouping = { without: clause.getChild('On') === null, labels };
    return { matching, ...(many ? { many } : {}) };
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}
