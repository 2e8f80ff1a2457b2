import { Shaper, type Shape } from '../../../promql';
import { Kept, keyOf } from '../../kept';
import type { Field } from '../field';
import type { Query } from '../promql/ast';
import { renamed } from '../promql/renamed';
import { parseQuery } from '../promql/parse';
import { isTelling } from '../promql/polarity';
import { textAt } from '../providers/provider';
import { keyOfSides, signOfWord, type Sides } from '../sides';
import { readAnew, type ReadMetric } from './metric';

/** What was read of metrics that differ in nothing but the names in their queries. */
const kept = new Kept<ReadMetric>();

/** Queries without names, as `renamed` takes them. */
const queries = new Kept<Query>();

const shaper = new Shaper((label) => !isTelling(label));

/**
 * Reads a metric whose arguments are put in. To ask its conditions about all that it may measure takes longer than all else
 * that is read of a release, and the services of a fleet have the same metrics, with other names in their queries.
 */
export function readMetric(field: Field, sides: Sides): ReadMetric {
  const query = textAt(field.value, 'provider', 'prometheus', 'query');
  const shape = query === '' ? undefined : shaper.shapeOf(query, (name) => signOfWord(name, sides));
  const key = shape ? keyOfShape(field.value, shape, sides) : keyOf([field.value, sides]);
  const known = kept.of(key);
  if (known) return shape ? withNames(known, shape) : known;
  let problems = 0;
  const read = readAnew(
    field.heardBy(() => problems++),
    sides,
  );
  // a problem is told anew wherever it is, and of a query that can't be read the place is told
  const isAlike = problems === 0 && (query === '' || read.reading.query !== undefined);
  return isAlike ? kept.keep(key, read) : read;
}

function keyOfShape(value: unknown, { text }: Shape, sides: Sides): string {
  // there is a query in it
  const metric = value as { readonly provider: { readonly prometheus: object } };
  const prometheus = { ...metric.provider.prometheus, query: text };
  return keyOf([{ ...metric, provider: { ...metric.provider, prometheus } }, keyOfSides(text, sides)]);
}

/** The same with its own names. Few ask for the query, so it is made when somebody does. */
function withNames(known: ReadMetric, { text, names }: Shape): ReadMetric {
  let query: Query | undefined;
  return {
    ...known,
    reading: {
      get query() {
        return (query ??= renamed(queries.of(text) ?? queries.keep(text, parseQuery(text)), names));
      },
    },
  };
}
