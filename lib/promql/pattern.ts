/** An escape that means something in and outside of `[...]`. */
const ESCAPE = String.raw`\\(?:[aftnrvdDsSwW]|[pP](?:\{\^?\w+\}|[A-Z])|x(?:[\da-fA-F]{2}|\{[\da-fA-F]+\})|0[0-7]{0,2}|[1-7][0-7]{1,2}|[^a-zA-Z0-9])`;

const FLAGS = '[imsU]*(?:-[imsU]+)?';

/** One piece of a pattern; those that the balance or a repeat depends on have names. */
const PIECE = new RegExp(
  [
    String.raw`\\Q[^]*?(?:\\E|$)`,
    String.raw`(?<repeat>(?:[*+?]|\{(?<least>\d+)(?:,(?<most>\d*))?\})\??)`,
    String.raw`(?<flags>\(\?${FLAGS}\))`,
    String.raw`(?<open>\((?:\?(?:P?<\w+>|${FLAGS}:)|(?!\?)))`,
    String.raw`(?<close>\))`,
    String.raw`(?<either>\|)`,
    String.raw`\[\^?\]?(?:\[:\^?\w+:\]|${ESCAPE}|[^\]\\])*\]`,
    ESCAPE,
    String.raw`\\[bBAz]`,
    String.raw`[^\\[()*+?|]`,
  ].join('|'),
  'y',
);

/** Repeats that a count may ask for at most. */
const MOST = 1000;

/**
 * Why Go, and so Prometheus, Argo and Alertmanager, refuse a regular expression; undefined where they take it. JavaScript
 * is no judge: it looks around and back, which RE2 cannot, and lacks `(?i)`.
 */
export function patternFault(pattern: string): string | undefined {
  let open = 0;
  let before: 'nothing' | 'something' | 'repeat' = 'nothing';
  for (let at = 0; at < pattern.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(pattern);
    if (piece === null) {
      return `${JSON.stringify(pattern.slice(at, at + 3))} begins nothing that RE2 knows`;
    }
    const { repeat, flags, open: opens, close, either } = piece.groups ?? {};
    if (repeat !== undefined) {
      if (before !== 'something') return `${repeat} repeats ${before === 'nothing' ? 'nothing' : 'a repeat'}`;
      if (!counts(piece)) return `${repeat} is no count up to ${MOST}`;
      before = 'repeat';
    } else if (flags === undefined) {
      open += opens === undefined ? (close === undefined ? 0 : -1) : 1;
      if (open < 0) return 'a ")" has no "("';
      before = opens === undefined && either === undefined ? 'something' : 'nothing';
    } else if (before === 'repeat') {
      before = 'something';
    }
  }
  return open > 0 ? 'a "(" has no ")"' : undefined;
}

function counts({ groups: { least = '0', most } = {} }: RegExpExecArray): boolean {
  const highest = Number(most === undefined || most === '' ? least : most);
  return Number(least) <= highest && highest <= MOST;
}
