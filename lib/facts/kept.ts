/** Characters of keys that are kept of one kind of answers: some megabytes at most, however long a process lives. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Answers by what they depend on, so that what a fleet has in common is thought about once. Of too many the oldest are
 * forgotten. An answer must depend on its key alone.
 */
export class Kept<V> {
  private readonly answers = new Map<string, V>();
  private readonly most: number;
  private characters = 0;

  constructor(most = MOST_CHARACTERS) {
    this.most = most;
  }

  /** The answer that is kept, if there is one. */
  of(key: string): V | undefined {
    return this.answers.get(key);
  }

  keep(key: string, answer: V): V {
    if (!this.answers.has(key)) this.characters += key.length;
    this.answers.set(key, answer);
    for (const [oldest] of this.answers) {
      if (this.characters <= this.most) break;
      this.answers.delete(oldest);
      this.characters -= oldest.length;
    }
    return answer;
  }
}

/**
 * A text that only values alike have: of another type, order or number is another text.
 * @param short says a part in fewer words. @default - every part is written out
 */
export function keyOf(value: unknown, short?: (part: object) => string | undefined): string {
  if (typeof value === 'string') return `"${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const said = short?.(value);
  if (said !== undefined) return said;
  if (Array.isArray(value)) return `[${value.map((inner) => keyOf(inner, short)).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${keyOf(key)}=${keyOf(inner, short)}`)
    .join(',')}}`;
}

/** Whether {@link keyOf} says the same of two values, without making a text of either. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (keys.length !== others.length) return false;
  return keys.every(
    (key, index) =>
      key === others[index] && isAlike((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}
