import { ConditionFails, NotInterpreted } from './errors';
import { operate } from './operators';
import { elementOf, isAny, isList, isNumeric, isText, kindOf, refuseOpaque } from './types';
import { ExprArray, isMap, isNumber, Unordered, type Type, type Value } from './values';

/** A function that a condition can call. */
export interface ExprFunction {
  /** The type of its result; throws ConditionFails where expr refuses the arguments. */
  check(args: readonly Type[]): Type;
  /** Throws ConditionFails where expr panics. */
  call(args: readonly Value[], result: Value): Value;
}

const fails = (message: string) => new ConditionFails(message);

/** Exactly this many arguments, each of one of these kinds or not known; no kinds: anything. */
function takes(name: string, kinds: readonly (readonly string[])[], result: (args: readonly Type[]) => Type) {
  return (args: readonly Type[]): Type => {
    if (args.length !== kinds.length) throw fails(`${name}: ${args.length} arguments`);
    args.forEach((type, index) => {
      const allowed = kinds[index] ?? [];
      if (allowed.length === 0 || type === 'opaque') refuseOpaque(type);
      // expr lets a bare nil through where a function has declared types; here every one looks at its argument
      if (allowed.length > 0 && !isAny(type) && !allowed.includes(kindOf(type))) {
        throw fails(`${name}: cannot use ${kindOf(type)}`);
      }
    });
    return result(args);
  };
}

const NUMBERS = ['int', 'float'];
const first = (args: readonly Type[]): Type => args[0] ?? 'any';

function rounding(name: string, round: (value: number) => number): ExprFunction {
  return {
    check: takes(name, [NUMBERS], () => 'float'),
    call: ([value = null]) => {
      if (!isNumber(value)) throw fails(`invalid argument for ${name}`);
      return round(Number(value));
    },
  };
}

/** Halves go away from zero, as in Go. */
const roundHalfAway = (value: number) => Math.sign(value) * Math.round(Math.abs(value));

/** The numbers of a list. */
function numbersIn(name: string, list: Value | undefined): (number | bigint)[] {
  const items = list instanceof ExprArray ? list.items : undefined;
  if (!items?.every(isNumber)) throw fails(`cannot ${name} it`);
  return items as (number | bigint)[];
}

function ofList(name: string, type: Type, of: (values: (number | bigint)[]) => Value): ExprFunction {
  return { check: takes(name, [['array']], () => type), call: ([list]) => of(numbersIn(name, list)) };
}

function sum(values: (number | bigint)[]): number | bigint {
  return values.every((value) => typeof value === 'bigint')
    ? values.reduce((total, value) => total + value, 0n)
    : values.reduce<number>((total, value) => total + Number(value), 0);
}

function median(values: (number | bigint)[]): number {
  const sorted = values.map(Number).sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The first argument stays unless a later one is past it; lists are not looked into. */
function extreme(name: string, past: '<' | '>'): ExprFunction {
  return {
    check: (args) => {
      if (args.length === 0) throw fails(`not enough arguments to call ${name}`);
      for (const type of args) {
        if (isAny(type)) return 'any';
        if (!isNumeric(type)) throw fails(`invalid argument for ${name}`);
      }
      return first(args);
    },
    call: (args) => args.reduce((best, value) => (best === null || operate(past, best, value) ? value : best), null),
  };
}

/** What stands at an index or key (expr vm/runtime Fetch). */
export function fetch(from: Value, at: Value): Value {
  if (from instanceof ExprArray) {
    if (!isNumber(at)) throw fails('invalid index');
    const index = Math.trunc(Number(at));
    const item = from.items[index < 0 ? from.items.length + index : index];
    if (item === undefined) throw fails(`index out of range: ${index} (array length is ${from.items.length})`);
    if (from instanceof Unordered && from.items.length > 1) throw new NotInterpreted('the order of a map');
    return item;
  }
  if (isMap(from)) {
    if (typeof at !== 'string') throw fails('cannot use it as a key');
    return from.get(at) ?? null;
  }
  if (typeof from === 'string') {
    if (!isNumber(at)) throw fails('invalid index');
    const [index, bytes] = [Math.trunc(Number(at)), Buffer.byteLength(from)];
    if (index >= bytes || index < -bytes) throw fails('index out of range');
    throw new NotInterpreted('a single character of a text');
  }
  if (typeof from === 'object' && from !== null && 'fields' in from && typeof at === 'string') {
    const field = Object.hasOwn(from.fields, at) ? from.fields[at] : undefined;
    if (field !== undefined) return field;
  }
  throw fails('cannot fetch it');
}

/** As {@link fetch}; nil where there is nothing. */
function fetchOrNil(from: Value, at: Value): Value {
  try {
    return fetch(from, at);
  } catch (error) {
    if (error instanceof ConditionFails) return null;
    throw error;
  }
}

function endOf(name: string, index: bigint): ExprFunction {
  return {
    check: takes(name, [['array']], (args) => elementOf(first(args))),
    call: ([list = null]) => fetchOrNil(list, index),
  };
}

function ofText(name: string, change: (text: string) => string): ExprFunction {
  return {
    check: takes(name, [['string', 'nil']], () => 'string'),
    call: ([value]) => {
      if (typeof value !== 'string') throw fails(`${name} takes text`);
      return change(value);
    },
  };
}

const GO_INT = /^[+-]?[0-9]+$/;
const GO_FLOAT = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan)$/i;

function parseInteger(text: string): bigint {
  if (!GO_INT.test(text)) throw fails(`invalid syntax: ${text}`);
  return BigInt(text.replace('+', ''));
}

function parseFloatingPoint(text: string): number {
  if (!GO_FLOAT.test(text)) throw fails(`invalid syntax: ${text}`);
  if (/nan/i.test(text)) return Number.NaN;
  return /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

function toInteger(value: Value): bigint {
  if (typeof value === 'string') return parseInteger(value);
  if (!isNumber(value)) throw fails('no number');
  if (typeof value === 'bigint') return value;
  if (!Number.isFinite(value)) throw new NotInterpreted('an integer made of NaN or infinity');
  return BigInt(Math.trunc(value));
}

function toFloat(value: Value): number {
  if (typeof value === 'string') return parseFloatingPoint(value);
  if (!isNumber(value)) throw fails('no number');
  return Number(value);
}

/** Argo's own question about floats; any other type makes Go panic (utils/evaluate/evaluate.go:116-127). */
function aboutFloat(name: string, ask: (value: number) => boolean): ExprFunction {
  return {
    check: takes(name, [['int', 'float', 'nil']], () => 'bool'),
    call: ([value]) => {
      if (typeof value !== 'number') throw fails(`${name} takes a float`);
      return ask(value);
    },
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  boolean: 'bool',
  string: 'string',
  number: 'float',
  bigint: 'int',
};

/** What a condition may call: Argo's own and the built-in functions of expr that conditions use. */
export const FUNCTIONS: Readonly<Record<string, ExprFunction>> = {
  asInt: { check: takes('asInt', [[]], () => 'int'), call: ([value = null]) => toInteger(value) },
  asFloat: { check: takes('asFloat', [[]], () => 'float'), call: ([value = null]) => toFloat(value) },
  isNaN: aboutFloat('isNaN', Number.isNaN),
  isInf: aboutFloat('isInf', (value) => Math.abs(value) === Infinity),
  // both look at the result, whatever they are given
  isNil: { check: takes('isNil', [[]], () => 'bool'), call: (_args, result) => result === null },
  default: { check: takes('default', [[], []], () => 'any'), call: ([, value = null], result) => result ?? value },
  len: {
    check: takes('len', [['array', 'map', 'string']], () => 'int'),
    call: ([value = null]) => {
      if (value instanceof ExprArray) return BigInt(value.items.length);
      if (isMap(value)) return BigInt(value.size);
      if (typeof value !== 'string') throw fails('invalid argument for len');
      return BigInt(Buffer.byteLength(value));
    },
  },
  type: {
    check: takes('type', [[]], () => 'string'),
    call: ([value = null]) => {
      if (value === null) return 'nil';
      if (value instanceof ExprArray) return 'array';
      const name = TYPE_NAMES[typeof value];
      if (name === undefined) throw new NotInterpreted('the type of a map or struct');
      return name;
    },
  },
  abs: {
    check: takes('abs', [NUMBERS], first),
    call: ([value = null]) => {
      if (!isNumber(value)) throw fails('invalid argument for abs');
      return typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(value);
    },
  },
  ceil: rounding('ceil', Math.ceil),
  floor: rounding('floor', Math.floor),
  round: rounding('round', roundHalfAway),
  int: { check: takes('int', [['int', 'float', 'string']], () => 'int'), call: ([value = null]) => toInteger(value) },
  float: {
    check: takes('float', [['int', 'float', 'string']], () => 'float'),
    call: ([value = null]) => toFloat(value),
  },
  string: {
    check: takes('string', [[]], () => 'string'),
    call: ([value]) => {
      if (typeof value !== 'string' && typeof value !== 'bigint' && typeof value !== 'boolean') {
        throw new NotInterpreted('a float, list or map as text');
      }
      return String(value);
    },
  },
  max: extreme('max', '<'),
  min: extreme('min', '>'),
  sum: ofList('sum', 'any', sum),
  mean: ofList('mean', 'float', (values) => (values.length === 0 ? 0 : Number(sum(values)) / values.length)),
  median: ofList('median', 'float', median),
  first: endOf('first', 0n),
  last: endOf('last', -1n),
  get: {
    check: (args) => {
      const [from = 'nil', at = 'nil'] = args;
      if (args.length !== 2) throw fails('invalid number of arguments');
      if (isAny(from)) return 'any';
      const fits = isList(from) ? at === 'int' || isAny(at) : from === 'map' && (isText(at) || isAny(at));
      if (!fits) throw fails(`type ${kindOf(from)} does not support indexing by ${kindOf(at)}`);
      return elementOf(from);
    },
    call: ([from = null, at = null]) => fetchOrNil(from, at),
  },
  keys: {
    check: takes('keys', [['map']], () => ({ array: 'any' })),
    call: ([value = null]) => {
      if (!isMap(value)) throw fails('cannot get keys');
      return new Unordered([...value.keys()]);
    },
  },
  values: {
    check: takes('values', [['map']], () => ({ array: 'any' })),
    call: ([value = null]) => {
      if (!isMap(value)) throw fails('cannot get values');
      return new Unordered([...value.values()]);
    },
  },
  lower: ofText('lower', (text) => text.toLowerCase()),
  upper: ofText('upper', (text) => text.toUpperCase()),
  trim: ofText('trim', (text) => text.trim()),
};

/** Built-in functions of expr that are not interpreted here. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'reduce groupBy trimPrefix trimSuffix split splitAfter replace repeat join indexOf lastIndexOf hasPrefix hasSuffix ' +
    'toJSON fromJSON toBase64 fromBase64 now duration date take toPairs fromPairs sort sortBy'
  ).split(' '),
);
