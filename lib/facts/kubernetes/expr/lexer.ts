import { GO_ESCAPES } from '../../../promql';
import { ConditionFails, NotInterpreted } from './errors';
import { UNKNOWN_END, UNKNOWN_START } from '../marks';

/** A word of the language. */
export interface Token {
  readonly kind: 'operator' | 'bracket' | 'number' | 'string' | 'name' | 'unknown' | 'end';
  readonly text: string;
}

const WORD_OPERATORS = new Set(['in', 'or', 'and', 'matches', 'contains', 'startsWith', 'endsWith', 'let', 'not']);

const ESCAPES: Readonly<Record<string, string>> = { ...GO_ESCAPES, "'": "'", '"': '"' };

/** One kind of token after another: the first pattern that fits at a place decides (expr parser/lexer/state.go). */
const PATTERNS: readonly (readonly [RegExp, Token['kind'] | 'nothing' | 'escaped' | 'word'])[] = [
  [/\s+|\/\/[^\n]*|\/\*[^]*?\*\//y, 'nothing'],
  [new RegExp(`${UNKNOWN_START}[^${UNKNOWN_END}]*${UNKNOWN_END}`, 'y'), 'unknown'],
  [/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y, 'escaped'],
  [
    /0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|(?:[0-9][0-9_]*)?(?:\.(?!\.)[0-9_]*)?(?:(?<=[0-9_.])[eE][-+]?[0-9_]*)?/y,
    'number',
  ],
  [/[\p{L}_$][\p{L}\p{Nd}_$]*/uy, 'word'],
  [/[()[\]{}]/y, 'bracket'],
  [/\?\.|\?\?|\.\.|\|\||[&!=*<>][&=*]|[-,;%+^?/#|:&!=*<>.]/y, 'operator'],
];

/**
 * Cuts a condition into words.
 * @throws ConditionFails where Argo's own lexer gives up
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const [found, kind] = match(text, at);
    at += found.length;
    if (kind === 'nothing') continue;
    if (kind === 'number' && /[\p{L}\p{Nd}_$]/u.test(text.charAt(at))) {
      throw new ConditionFails(`bad number syntax: ${found}`);
    }
    tokens.push(token(kind, found));
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function match(text: string, at: number): [string, (typeof PATTERNS)[number][1]] {
  for (const [pattern, kind] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    // a lone dot is no number
    if (found && !(kind === 'number' && !/[0-9]/.test(found))) {
      return [found, kind];
    }
  }
  throw new ConditionFails(`unrecognized character: ${text.charAt(at)}`);
}

function token(kind: Exclude<(typeof PATTERNS)[number][1], 'nothing'>, found: string): Token {
  switch (kind) {
    case 'escaped':
      return { kind: 'string', text: unescape(found.slice(1, -1)) };
    case 'unknown':
      return { kind, text: found.slice(UNKNOWN_START.length, -UNKNOWN_END.length) };
    case 'word':
      return { kind: WORD_OPERATORS.has(found) ? 'operator' : 'name', text: found };
    case 'bracket':
    case 'number':
    case 'operator':
    case 'string':
    case 'name':
    case 'end':
      return { kind, text: found };
  }
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (whole, character: string) => {
    const plain = ESCAPES[character];
    if (plain === undefined) throw new NotInterpreted(`the escape ${whole} in a text`);
    return plain;
  });
}
