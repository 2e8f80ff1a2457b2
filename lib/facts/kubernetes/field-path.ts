/** Keys and indices from the root of an object. */
export type FieldPath = readonly (string | number)[];

/** As people write it: `spec.steps[2].setWeight`. */
export function fieldOf(path: FieldPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const plain = /^[A-Za-z_][\w-]*$/.test(part);
    return plain ? `${text}${text === '' ? '' : '.'}${part}` : `${text}[${JSON.stringify(part)}]`;
  }, '');
}
