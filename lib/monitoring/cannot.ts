import type { Answer } from './vendor';

/** Thrown deep inside a query by what a vendor's language has no words for; `answering` makes an answer of it. */
export class Cannot extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Cannot';
  }
}

/** What `make` makes, or why there is none. */
export function answering<T>(make: () => T): Answer<T> {
  try {
    return make();
  } catch (error) {
    if (error instanceof Cannot) {
      return { unsupported: error.message };
    }
    throw error;
  }
}
