/** One thing that can be wrong with a release, and which rules find it. */
export interface Entry {
  /** Such as `G01`; tests prove it by what has the same id. */
  readonly id: string;
  /** What is wrong, in a few words. */
  readonly fault: string;
  /** Rules that find it; the first speaks of it by itself. */
  readonly rules: readonly string[];
  /** What is not found, and why; or who else finds it. @default - nothing */
  readonly note?: string;
}

/** Entries under one heading. */
export interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** An entry that rules find. */
export function found(id: string, fault: string, ...rules: readonly string[]): Entry {
  return { id, fault, rules };
}

/** An entry of which something remains to be said. */
export function noted(note: string, entry: Entry): Entry {
  return { ...entry, note };
}
