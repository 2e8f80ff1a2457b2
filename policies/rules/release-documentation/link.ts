/** Why a text is no link that opens for whoever is woken at night; undefined where it is one. */
export function linkFault(text: string): string | undefined {
  if (text.includes('{{')) return undefined;
  if (!URL.canParse(text)) return 'is no absolute link';
  const { protocol } = new URL(text);
  if (protocol !== 'https:') return `is no link with https, but with "${protocol}"`;
  // browsers forgive what telephones and API servers do not: "https:host", backslashes, blanks around it
  return /^https:\/\/[^/\\\s]/i.test(text) ? undefined : 'names no host';
}
