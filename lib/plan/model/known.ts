/** A value the source does not say; `unknown` names it, for people to read. */
export interface Unknown {
  readonly unknown: string;
}

/** A value, or the name of what is not known. */
export type Known<T> = T | Unknown;

/** Names a value that is not known, e.g. `unknown('count: "{{args.count}}" has no default')`. */
export function unknown(name: string): Unknown {
  return { unknown: name };
}

/** Whether `value` stands for something that is not known. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value && typeof value.unknown === 'string';
}
