import { firstError, LONGEST_QUERY, parseTree, placeIn } from '../../../promql';
import { UNKNOWN_MARK, withoutMarks } from '../marks';
import { unknownOf, selectorsOf, type Query } from './ast';
import { NotUnderstood } from './not-understood';
import { TreeReader } from './tree';
import { typeOf } from './types';

const UNKNOWN = new RegExp(UNKNOWN_MARK, 'g');

/**
 * Parses PromQL. Values that are only known at run time may stand where a number, a duration or a part of a text stands.
 * @throws NotUnderstood where Prometheus would refuse it, or the whole of it depends on what is not known
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST_QUERY) {
    throw new NotUnderstood(`a query of ${text.length} characters`);
  }
  // digits are at home in numbers, durations and texts; as many of them keep all positions
  const tree = parseTree(text.replace(UNKNOWN, (mark) => '1'.repeat(mark.length)));
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
function unexpected(text: string, position: number): NotUnderstood {
  const { found, line, column } = placeIn(text, position);
  const shown = withoutMarks(found).slice(0, 40);
  return new NotUnderstood(
    `${shown === '' ? 'the end' : JSON.stringify(shown)} in line ${line}, column ${column} of the query`,
  );
}
