import { Shaper, type Shape } from '../../../promql';
import type { Item } from '../../item';
import { isAlike, Kept, keyOf } from '../../kept';
import type { Field } from '../field';
import { equalsIn, type Matcher, type Query } from '../promql/ast';
import { parseQuery } from '../promql/parse';
import { isTelling } from '../promql/polarity';
import { renamed, renamedMatcher } from '../promql/renamed';
import { textAt } from '../providers/provider';
import { keyOfSides, signOfWord, type Sides } from '../sides';
import { substitute, type Arguments } from './arguments';
import { readAnew, type MetricReading, type ReadMetric } from './metric';

/** A metric that was read from its template, arguments put in. */
export interface FilledMetric extends ReadMetric {
  /** What cannot be put in. @default - everything can */
  readonly unresolved?: string;
}

/** What metrics have in common that differ in nothing but names. */
interface Kind {
  readonly id: number;
  /** Names of the arguments that stand in it. */
  readonly args: readonly string[];
}

/** A metric as its template has it. */
interface Written {
  readonly kind: Kind;
  /** @default - it has no query, or one that is not looked into */
  readonly shape?: Shape;
}

/** What was read of a metric, and of those that differ from it in names alone. */
interface Known<M extends ReadMetric> {
  readonly read: M;
  /** The query, with marks for names. @default - nobody has asked for it */
  marked?: Query;
}

const shaper = new Shaper((label) => !isTelling(label));

/** Several rollouts use a template, and rules look at it by itself. */
const written = new WeakMap<object, Written>();

const kinds = new Kept<Kind>();

/** By shape: the last metric that has it, its query left out, and its kind. */
const latest = new Kept<{ readonly rest: unknown; readonly kind: Kind }>();

/** Numbers of shapes: a short word for a long text. */
const shapes = new Kept<number>();

let last = 0;

/** By kind, arguments and sides. */
const filled = new Kept<Known<FilledMetric>>();

/** By all of a metric whose arguments are put in, without names. */
const alike = new Kept<Known<ReadMetric>>();

/**
 * Reads a metric of a template. To ask its conditions about all that it may measure takes longer than all else that is read of a
 * release, and the services of a fleet have the same metrics, with other names in their queries.
 */
export function readFilled(field: Field, args: Arguments, sides: Sides): FilledMetric {
  const own = writtenOf(field.value);
  const key =
    own && `${own.kind.id} ${keyOf([...args])} ${field.item.origin.kind} ${keyOfNames(own.shape, args, sides)}`;
  const known = key === undefined ? undefined : filled.of(key);
  if (known) return withNames(known, own?.shape, (text) => textFilled(text, field.item, args));
  const { value, error } = substitute(field, args);
  const { read, isKept } = readMetric(field.with(value), sides);
  const answer: FilledMetric = error === undefined ? read : { ...read, unresolved: error };
  // what was not put in is missing from the query, which then can't be read by its shape
  if (isKept && error === undefined && key !== undefined) filled.keep(key, { read: answer });
  return answer;
}

function writtenOf(metric: unknown): Written | undefined {
  if (typeof metric !== 'object' || metric === null) return undefined;
  const known = written.get(metric);
  if (known) return known;
  const query = queryIn(metric);
  const shape = query === '' ? undefined : shaper.shapeOf(query);
  const made: Written = shape ? { kind: kindOf(metric, shape), shape } : { kind: kindBy(keyOf([metric]), metric) };
  written.set(metric, made);
  return made;
}

/** Most metrics of a shape are alike but for its names. */
function kindOf(metric: object, shape: Shape): Kind {
  const rest = withQuery(metric, '');
  const before = latest.of(shape.text);
  if (before && isAlike(before.rest, rest)) return before.kind;
  return latest.keep(shape.text, { rest, kind: kindBy(keyOf([numberOf(shape), rest]), metric) }).kind;
}

function kindBy(key: string, metric: object): Kind {
  return kinds.of(key) ?? kinds.keep(key, { id: ++last, args: argumentsIn(metric) });
}

function numberOf({ text }: Shape): number {
  return shapes.of(text) ?? shapes.keep(text, ++last);
}

/** Names of the arguments that stand in a metric. */
export function argumentsOf(metric: unknown): readonly string[] {
  return writtenOf(metric)?.kind.args ?? argumentsIn(metric);
}

function argumentsIn(metric: unknown): readonly string[] {
  const tags = JSON.stringify(metric ?? null).matchAll(/\{\{\s*args\.([^}\s]*)\s*\}\}/g);
  return [...new Set([...tags].map(([, name = '']) => name))];
}

/** What names matter by: which side's they are, and their letters where those are looked at or may be those of an argument. */
function keyOfNames(shape: Shape | undefined, args: Arguments, sides: Sides): string {
  if (!shape) return keyOf(sides);
  const values = [...args.values()];
  const signs = [...shape.names.values()].map((name) => {
    const sign = values.some((value = '') => name.includes(value)) ? undefined : signOfWord(name, sides);
    return sign ?? `=${name}`;
  });
  return keyOf([signs, keyOfSides(shape.text, sides)]);
}

/** Reads a metric whose arguments are put in, unless one like it was. */
function readMetric(field: Field, sides: Sides): { readonly read: ReadMetric; readonly isKept: boolean } {
  const query = queryIn(field.value);
  const shape = query === '' ? undefined : shaper.shapeOf(query, (name) => signOfWord(name, sides));
  const key = shape
    ? keyOf([withQuery(field.value, shape.text), keyOfSides(shape.text, sides)])
    : keyOf([field.value, sides]);
  const known = alike.of(key);
  if (known) return { read: withNames(known, shape, (text) => text), isKept: true };
  let problems = 0;
  const read = readAnew(
    field.heardBy(() => problems++),
    sides,
  );
  // a problem is told wherever it is, and of a query that can't be read the place is told
  const isKept = problems === 0 && (query === '' || read.reading.query !== undefined);
  if (isKept) alike.keep(key, { read });
  return { read, isKept };
}

/** Queries with marks are few, and each is asked about for every service. */
const equals = new WeakMap<Query, readonly Matcher[]>();

function equalsOnce(query: Query): readonly Matcher[] {
  const known = equals.get(query) ?? equalsIn(query);
  equals.set(query, known);
  return known;
}

function queryIn(metric: unknown): string {
  return textAt(metric, 'provider', 'prometheus', 'query');
}

/** A metric that has a query, with another in its place. */
function withQuery(metric: unknown, query: string): unknown {
  const { provider, ...rest } = metric as { readonly provider: { readonly prometheus: object } };
  return { ...rest, provider: { ...provider, prometheus: { ...provider.prometheus, query } } };
}

function textFilled(text: string, item: Item, args: Arguments): string {
  return String(substitute({ item, value: text }, args).value);
}

/** The same with its own names. Few ask for the query, so it is made when somebody does. */
function withNames<M extends ReadMetric>(known: Known<M>, shape: Shape | undefined, fill: (text: string) => string): M {
  if (!shape) return known.read;
  const parse = () => (known.marked ??= parseQuery(fill(shape.text)));
  let query: Query | undefined;
  const reading: MetricReading = {
    get query() {
      return (query ??= renamed(parse(), shape.names));
    },
    get equals() {
      return equalsOnce(parse()).map((matcher) => renamedMatcher(matcher, shape.names));
    },
  };
  return { ...known.read, reading };
}
