/** Longer texts hardly come again. */
const LONGEST = 128;

/**
 * Pieces of texts that were seen before, with what they mean: keys, and words such as a name that stands ten times in a row.
 * To find one costs no copy of it. A newer piece takes the place of an older one, so it never grows; a piece is only found
 * if it is the same, character by character.
 */
export class Seen<V> {
  private readonly texts: string[];
  private readonly values: (V | undefined)[];
  private readonly meaning: (text: string) => V;
  private readonly mask: number;

  /**
   * @param meaning what a piece means; it must depend on the piece alone
   * @param slots how many are remembered at most, a power of two
   */
  constructor(meaning: (text: string) => V, slots: number) {
    this.texts = new Array<string>(slots).fill('');
    this.values = new Array<V | undefined>(slots).fill(undefined);
    this.meaning = meaning;
    this.mask = slots - 1;
  }

  /**
   * What a piece of a text means.
   * @param hash any number made of its characters by {@link hashed}; where two pieces share one, they only take turns
   */
  of(text: string, start: number, end: number, hash: number): V {
    const slot = (hash ^ (hash >>> 15)) & this.mask;
    const known = this.texts[slot] ?? '';
    if (known.length === end - start && known !== '' && text.startsWith(known, start)) {
      return this.values[slot] as V;
    }
    const piece = text.slice(start, end);
    const value = this.meaning(piece);
    if (piece.length <= LONGEST) {
      this.texts[slot] = piece;
      this.values[slot] = value;
    }
    return value;
  }
}

/** A hash with one character more. */
export function hashed(hash: number, code: number): number {
  return Math.imul(hash, 31) + code;
}
