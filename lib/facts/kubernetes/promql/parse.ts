import type { Parser } from '@lezer/common';
import { createRequire } from 'node:module';
import { UNKNOWN_END, UNKNOWN_START, withoutMarks } from '../marks';
import { unknownOf, selectorsOf, type Query } from './ast';
import { NotUnderstood } from './not-understood';
import { firstError, TreeReader } from './tree';
import { typeOf } from './types';

// the package has a build for us, but declares its types for ECMAScript modules alone
const { parser } = createRequire(__filename)('@prometheus-io/lezer-promql') as { readonly parser: Parser };

/** The parser's time for garbage grows faster than its length. */
const LONGEST = 20_000;

const UNKNOWN = new RegExp(`${UNKNOWN_START}[^${UNKNOWN_END}]*${UNKNOWN_END}`, 'g');

/**
 * Parses PromQL. Values that are only known at run time may stand where a number, a duration or a part of a text stands.
 * @throws NotUnderstood where Prometheus would refuse it, or the whole of it depends on what is not known
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST) {
    throw new NotUnderstood(`a query of ${text.length} characters`);
  }
  // digits are at home in numbers, durations and texts; as many of them keep all positions
  const tree = parser.parse(text.replace(UNKNOWN, (mark) => '1'.repeat(mark.length)));
  const error = firstError(tree);
  if (error !== undefined) {
    throw unexpected(text, error);
  }
  const query = new TreeReader(text, (at) => unexpected(text, at)).read(tree.topNode);
  const type = typeOf(query);
  if (type === 'range' || type === 'string') {
    throw new NotUnderstood(`a ${type} as the answer`);
  }
  const open = unknownOf(query);
  if (open !== undefined && selectorsOf(query).length === 0) {
    // it may be all of the query, and then it is no number
    throw new NotUnderstood(open);
  }
  return query;
}

/** Says what stands at a position where something else should. */
function unexpected(text: string, at: number): NotUnderstood {
  const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
  const found = withoutMarks(/^(?:[\w:]+|"[^"\n]{0,20}"?|.)/s.exec(text.slice(start))?.[0] ?? '').slice(0, 40);
  const before = text.slice(0, start).split('\n');
  const place = `in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} of the query`;
  return new NotUnderstood(`${found === '' ? 'the end' : JSON.stringify(found)} ${place}`);
}
