import { ExprArray, type Value } from '../expr/values';
import type { Part } from './shape';

/** Results beyond which nothing new is learned. */
const MOST_CASES = 2000;

/** Results that differ in every way the conditions ask about. `mapType` says what a list of rows is made of in Go. */
export function casesOf(root: Part, rows: 'any' | 'map' = 'any'): Value[] {
  const leaves: Part[] = [];
  collect(root, leaves);
  const choices = leaves.map(candidates);
  const count = choices.reduce((product, list) => product * list.length, 1);
  const cases: Value[] = [];
  if (count <= MOST_CASES) {
    for (let index = 0; index < count; index++) cases.push(build(root, pick(choices, index), rows));
    return cases;
  }
  // too many: all parts alike, then each part on its own against that
  const longest = Math.max(...choices.map((list) => list.length));
  for (let index = 0; index < longest && cases.length < MOST_CASES; index++) {
    const alike = choices.map((list) => list[index % list.length] ?? null);
    cases.push(build(root, alike, rows));
    for (const [place, list] of choices.entries()) {
      for (const value of list) cases.push(build(root, alike.with(place, value), rows));
    }
  }
  return cases.slice(0, MOST_CASES);
}

/** The same shape with null wherever a value would stand. */
export function nullCase(root: Part, rows: 'any' | 'map' = 'any'): Value {
  return build(root, [], rows);
}

/** The same shape with nothing in its lists; undefined if it has none. */
export function emptyCase(root: Part): Value | undefined {
  const lists = (part: Part): boolean => part.elements !== undefined || [...part.fields.values()].some(lists);
  return lists(root) ? build(root, [], 'any', 0) : undefined;
}

function collect(part: Part, leaves: Part[]) {
  if (part.isLeaf) leaves.push(part);
  if (part.elements && part.fields.size === 0) collect(part.elements, leaves);
  for (const field of part.fields.values()) collect(field, leaves);
}

function pick(choices: readonly (readonly Value[])[], index: number): Value[] {
  let rest = index;
  return choices.map((list) => {
    const value = list[rest % list.length] ?? null;
    rest = Math.floor(rest / list.length);
    return value;
  });
}

function candidates({ literals }: Part): Value[] {
  const values = [...literals];
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  const found: Value[] = [
    ...numbers.flatMap((one) => [
      one - Math.max(Math.abs(one), 1) * 1e-3,
      one,
      one + Math.max(Math.abs(one), 1) * 1e-3,
    ]),
    ...(numbers.length > 0 ? [0, 1, 2 * Math.max(...numbers.map(Math.abs)) + 1] : []),
    ...texts,
    ...(texts.length > 0 ? ['something else'] : []),
    ...(values.some((value) => typeof value === 'boolean') ? [true, false] : []),
  ];
  return found.length > 0 ? [...new Set(found)] : [1, 'something', true];
}

/** @param longest elements that a list has at most. @default - as many as are asked about */
function build(part: Part, values: readonly Value[], rows: 'any' | 'map', longest = Infinity): Value {
  const queue = [...values];
  const make = (one: Part, isRoot: boolean): Value => {
    if (one.isLeaf) return queue.shift() ?? null;
    if (one.fields.size === 0 && one.elements) {
      const element = make(one.elements, false);
      return new ExprArray(Array<Value>(Math.min(longest, one.length)).fill(element), isRoot ? rows : 'any');
    }
    return new Map([...one.fields].map(([name, field]) => [name, make(field, false)]));
  };
  return make(part, true);
}
