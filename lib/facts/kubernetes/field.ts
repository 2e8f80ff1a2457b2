import type { Item } from '../item';
import { whyNotKnown } from './not-known';
import { problemIn, type FieldPath, type ReadProblem } from './problem';

/** Takes problems as they are found. */
export type Report = (problem: ReadProblem) => void;

/** Bounds of a number. */
export interface Bounds {
  /** @default - none */
  readonly least?: number;
  /** @default - none */
  readonly most?: number;
}

/** What is to be said of a value that a preview can't know. */
const UNKNOWN_VALUE = {
  rule: 'unknown-value',
  severity: 'warning',
  why: 'what depends on it is judged as if it were not there.',
  fix: 'nothing: it is judged once it is known.',
} as const;

/** Kubernetes keeps most whole numbers in 32 bits. */
const INT32 = 2 ** 31 - 1;

/**
 * A place in an object. Reading a value of a wrong type reports it, with file and line, and goes on as if it were not
 * there, so that all that is wrong is found at once. Null is nothing, as for Kubernetes.
 */
export class Field {
  readonly item: Item;
  readonly value: unknown;
  private readonly reportTo: Report;
  private readonly above: Field | undefined;
  private readonly key: string | number;
  private readonly base: FieldPath;

  constructor(item: Item, value: unknown, path: FieldPath, report: Report, above?: Field, key: string | number = '') {
    this.item = item;
    this.value = value ?? undefined;
    this.base = path;
    this.reportTo = report;
    this.above = above;
    this.key = key;
  }

  /** The root of an object. */
  static of(item: Item, report: Report): Field {
    return new Field(item, item.object, [], report);
  }

  /** Made when somebody asks: most fields are read, and few are spoken of. */
  get path(): FieldPath {
    return this.above ? [...this.above.path, this.key] : this.base;
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  /** A field of a map. */
  at(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => {
      const map = field.map();
      return field.below(key, map && Object.hasOwn(map, key) ? map[key] : undefined);
    }, this);
  }

  /** The fields of a map; none if there is no map. */
  entries(): (readonly [string, Field])[] {
    return Object.entries(this.map() ?? {}).map(([key, value]) => [key, this.below(key, value)]);
  }

  /** The elements of a list; none if there is no list. */
  list(): Field[] {
    if (this.value === undefined) return [];
    if (!Array.isArray(this.value)) {
      this.wrongType('a list');
      return [];
    }
    return this.value.map((value: unknown, index) => this.below(index, value));
  }

  text(): string | undefined {
    if (this.value === undefined || typeof this.value === 'string') return this.value;
    return this.wrongType('text');
  }

  boolean(): boolean | undefined {
    if (this.value === undefined || typeof this.value === 'boolean') return this.value;
    return this.wrongType('true or false');
  }

  /** A whole number, which a manifest must not put into quotes. */
  integer({ least = -INT32, most = INT32 }: Bounds = {}): number | undefined {
    const { value } = this;
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.wrongType('a whole number');
    if (value < least || value > most) {
      const bounds = most === INT32 ? `${least} or more` : `from ${least} to ${most}`;
      return this.report(
        'out-of-range',
        `it must be ${bounds}.`,
        'the API server or Argo refuses it.',
        `write a number that is ${bounds}.`,
      );
    }
    return value;
  }

  /** A number or text: Kubernetes' IntOrString. */
  integerOrText(): number | string | undefined {
    return typeof this.value === 'string' ? this.value : this.integer();
  }

  /** The same place, where something else stands. */
  with(value: unknown): Field {
    return new Field(this.item, value, this.path, this.reportTo);
  }

  /** The same place, whose problems nobody hears of. */
  unheard(): Field {
    return new Field(this.item, this.value, this.path, () => undefined);
  }

  /** The same place; `listen` hears of its problems too. */
  heardBy(listen: Report): Field {
    return new Field(this.item, this.value, this.path, (problem) => {
      listen(problem);
      this.reportTo(problem);
    });
  }

  /** Says that there must be something. */
  required(): this {
    if (!this.exists) {
      this.report(
        'missing-field',
        'it is missing.',
        'the API server or Argo refuses the object without it.',
        'add it.',
      );
    }
    return this;
  }

  /** Reports a problem of this field: of one whose value is not known, only that. */
  report(rule: string, what: string, why: string, fix: string, severity: ReadProblem['severity'] = 'error'): undefined {
    const notKnown = whyNotKnown(this.item, this.value);
    if (notKnown !== undefined) {
      this.reportTo(problemIn(this.item, this.path, { ...UNKNOWN_VALUE, what: `it is not known: ${notKnown}.` }));
      return undefined;
    }
    const value = this.value === undefined || typeof this.value === 'object' ? {} : { value: this.value };
    this.reportTo(problemIn(this.item, this.path, { rule, severity, what, why, fix, ...value }));
    return undefined;
  }

  private below(key: string | number, value: unknown): Field {
    return new Field(this.item, value, this.base, this.reportTo, this, key);
  }

  private map(): Readonly<Record<string, unknown>> | undefined {
    if (this.value === undefined) return undefined;
    if (typeof this.value !== 'object' || Array.isArray(this.value)) return this.wrongType('a map');
    return this.value as Record<string, unknown>;
  }

  private wrongType(wanted: string): undefined {
    const given = Array.isArray(this.value)
      ? 'a list'
      : typeof this.value === 'object'
        ? 'a map'
        : `a ${typeof this.value}`;
    return this.report(
      'wrong-type',
      `it must be ${wanted}, and it is ${given.replace('a string', 'text')}.`,
      'the API server refuses the object.',
      `write ${wanted}${wanted === 'a whole number' && typeof this.value === 'string' ? ' without quotes' : ''}.`,
    );
  }
}
