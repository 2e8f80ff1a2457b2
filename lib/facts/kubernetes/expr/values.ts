import { NotInterpreted } from './errors';

/** A value as the conditions see it. Go's integers are bigints here, its floats numbers. */
export type Value = null | boolean | string | number | bigint | ExprArray | ExprStruct | ReadonlyMap<string, Value>;

/** The type Go knows before it evaluates. `any` may turn out to be anything. */
export type Type =
  | 'nil'
  | 'bool'
  | 'int'
  | 'float'
  | 'string'
  | 'any'
  | 'map'
  /** A type of its own that Go compares with nothing else, such as a status code or a time. */
  | 'opaque'
  /** Go follows a pointer on the left of `==`, but not on its right, nor into a function. */
  | { readonly pointer: Type }
  /** `written` is the kind of every element of a list that stands in the condition itself. */
  | { readonly array: Type; readonly written?: Type }
  | { readonly struct: Readonly<Record<string, Type>> };

/** A slice with the type of its elements: Go tells `[]float64` from `[]any`. */
export class ExprArray {
  readonly items: readonly Value[];
  readonly element: Type;

  constructor(items: readonly Value[], element: Type = 'any') {
    this.items = items;
    this.element = element;
  }

  /** The same object for the same elements, so that what is known of a type can be kept. */
  get type(): Type {
    if (typeof this.element !== 'string') return { array: this.element };
    const found = LISTS.get(this.element) ?? { array: this.element };
    LISTS.set(this.element, found);
    return found;
  }
}

/** What Go takes out of a map: in another order each time. */
export class Unordered extends ExprArray {}

const LISTS = new Map<Type, Type>();

/** A struct of Go: the result of CloudWatch is made of them. */
export class ExprStruct {
  readonly fields: Readonly<Record<string, Value>>;
  readonly types: Readonly<Record<string, Type>>;

  constructor(fields: Readonly<Record<string, Value>>, types: Readonly<Record<string, Type>>) {
    this.fields = fields;
    this.types = types;
  }
}

/** What AWS calls a MetricDataResult, as far as conditions can look into it. */
export const CLOUDWATCH_RESULT: Readonly<Record<string, Type>> = {
  Id: { pointer: 'string' },
  Label: { pointer: 'string' },
  StatusCode: 'opaque',
  Values: { array: 'float' },
  Timestamps: 'opaque',
  Messages: 'opaque',
};

/** Whether it is a map with text for keys. */
export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** Whether it is a number of either kind. */
export function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** The type Go's compiler of expressions sees. */
export function typeOf(value: Value): Type {
  if (value === null) return 'nil';
  if (value instanceof ExprArray) return value.type;
  if (value instanceof ExprStruct) return { struct: value.types };
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'float';
  return typeof value === 'bigint' ? 'int' : 'map';
}

/** JSON as Go decodes it into `any`: every number is a float. */
export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) {
    return new ExprArray(json.map(fromJson));
  }
  if (typeof json === 'object' && json !== null) {
    return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
  }
  return json === undefined ? null : (json as null | boolean | string | number);
}

/** `==` (expr vm/runtime Equal): numbers by value; lists and maps only if they are alike in every type. */
export function equal(a: Value, b: Value): boolean {
  return isNumber(a) && isNumber(b) ? Number(a) === Number(b) : deepEqual(a, b);
}

/** As Go's reflect.DeepEqual: the whole number 1 is not the float 1. */
function deepEqual(a: Value, b: Value): boolean {
  // the very same list or map is equal to itself, even with NaN in it
  if (a === b) return true;
  if (a instanceof ExprArray && b instanceof ExprArray) {
    const same = JSON.stringify(a.element) === JSON.stringify(b.element) && a.items.length === b.items.length;
    if (same && (a instanceof Unordered || b instanceof Unordered)) throw new NotInterpreted('the order of a map');
    return same && a.items.every((item, index) => deepEqual(item, b.items[index] ?? null));
  }
  if (isMap(a) && isMap(b)) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && deepEqual(value, b.get(key) ?? null));
  }
  return a === b;
}
