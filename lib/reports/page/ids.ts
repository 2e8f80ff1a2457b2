/** An anchor for each name: the name as far as an anchor can say it, with a number where two are alike. */
export function anchors(prefix: string, names: readonly string[]): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const id = `${prefix}-${slug(name)}`;
    const before = taken.get(id) ?? 0;
    taken.set(id, before + 1);
    // a slug never has two hyphens in a row, so this is nobody else's
    return before === 0 ? id : `${id}--${before + 1}`;
  });
}

function slug(text: string): string {
  const plain = text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '') || 'unnamed';
}
