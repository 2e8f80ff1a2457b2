import { UNKNOWN_END, UNKNOWN_START } from '../marks';

/** A word of PromQL. */
export interface Token {
  readonly kind: 'name' | 'number' | 'duration' | 'string' | 'unknown' | 'symbol' | 'end';
  readonly text: string;
}

/** The query is no PromQL, or uses what is not understood here. */
export class NotUnderstood extends Error {}

const PATTERNS: readonly (readonly [RegExp, Token['kind'] | 'nothing'])[] = [
  [/\s+|#[^\n]*/y, 'nothing'],
  [new RegExp(`${UNKNOWN_START}[^${UNKNOWN_END}]*${UNKNOWN_END}`, 'y'), 'unknown'],
  [/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y, 'string'],
  [/(?:[0-9]+(?:ms|[smhdwy]))+(?![A-Za-z0-9_])/y, 'duration'],
  [/0[xX][0-9a-fA-F]+|(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/y, 'number'],
  // a colon also stands between range and resolution, as in [5m:1m]
  [/(?:[A-Za-z_]|:(?=[A-Za-z_:]))[A-Za-z0-9_:]*/y, 'name'],
  [/=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}[\],@:]/y, 'symbol'],
];

/**
 * Cuts a query into words.
 * @throws NotUnderstood where something is no word of PromQL
 */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < query.length;) {
    const found = next(query, at);
    at += found.text.length;
    if (found.kind !== 'nothing') tokens.push({ kind: found.kind, text: content(found.kind, found.text) });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function next(query: string, at: number): { kind: Token['kind'] | 'nothing'; text: string } {
  for (const [pattern, kind] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text) return { kind, text };
  }
  throw new NotUnderstood(`the character ${query.charAt(at)} in the query`);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };

function content(kind: Token['kind'], text: string): string {
  switch (kind) {
    case 'string': {
      const inside = text.slice(1, -1);
      return text.startsWith('`') ? inside : inside.replace(/\\(.)/gs, (whole, one: string) => ESCAPES[one] ?? whole);
    }
    case 'unknown':
      return text.slice(UNKNOWN_START.length, -UNKNOWN_END.length);
    default:
      return text;
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration as PromQL writes it, such as `1h30m`. */
export function secondsOf(duration: string): number {
  let seconds = 0;
  for (const [, amount = '0', unit = 's'] of duration.matchAll(/([0-9]+)(ms|[smhdwy])/g)) {
    seconds += Number(amount) * (UNITS[unit] ?? 1);
  }
  return seconds;
}
