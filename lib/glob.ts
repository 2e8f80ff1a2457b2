/** Whether a glob means a text: `*` is any text without a slash, `?` one character but a slash. */
export function matchesGlob(glob: string, text: string): boolean {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`, 'u').test(text);
}
