/** What was thrown, as a text. Anything can be thrown, also what cannot be made one. */
export function textOfThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return 'it threw what is no error';
  }
}
