import { GO_ESCAPES } from './go-escapes';

/** An escape as Go writes it, what it says in groups; or a backslash that begins none. */
const ESCAPE = String.raw`\\(?:([abfnrtv\\])|(["'])|(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))|)`;

/**
 * The content of a quoted text; undefined where Prometheus refuses an escape, such as `"\d"`.
 * @param kept source of a regular expression for parts that are taken as they are
 */
export function contentOf(quoted: string, kept?: string): string | undefined {
  const [quote, inside] = [quoted.charAt(0), quoted.slice(1, -1)];
  if (quote === '`') return inside;
  let valid = true;
  const escape = new RegExp(kept === undefined ? ESCAPE : `${kept}|${ESCAPE}`, 'g');
  const content = inside.replace(escape, (whole: string, letter?: string, mark?: string, ...codes: unknown[]) => {
    if (!whole.startsWith('\\')) return whole;
    const found = letter === undefined ? (mark === quote ? mark : characterOf(codes)) : GO_ESCAPES[letter];
    valid &&= found !== undefined;
    return found ?? '';
  });
  return valid ? content : undefined;
}

/** The character of a code: three are hexadecimal and one is octal. */
function characterOf([two, four, eight, octal]: readonly unknown[]): string | undefined {
  const [digits, base] = typeof octal === 'string' ? [octal, 8] : [two ?? four ?? eight, 16];
  const code = typeof digits === 'string' ? Number.parseInt(digits, base) : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
