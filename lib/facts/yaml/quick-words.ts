import { resolvePlain } from './scalar';

/** Made once: a stack trace for each would cost more than the look was worth. */
export const GIVEN_UP = new Error('not plain enough');

const FLOW_PAIR = /^ *([A-Za-z_][A-Za-z0-9_-]*): +([A-Za-z0-9_][A-Za-z0-9_./-]*) *$/;

/** It is not plain enough for a quick look. */
export function giveUp(): never {
  throw GIVEN_UP;
}

/** A key that is its text; undefined for what Kubernetes reads as another value, and what assignment takes for something else. */
export function nameOf(text: string): string | undefined {
  return text === '__proto__' || resolvePlain(text) !== text ? undefined : text;
}

/** A text in quotes that stands for itself. */
export function quoted(rest: string): string {
  const quote = rest[0] ?? '';
  const inside = rest.slice(1, -1);
  const isPlain = rest.length > 1 && rest.endsWith(quote) && !inside.includes(quote) && !inside.includes('\\');
  return isPlain ? inside : giveUp();
}

/** `{ duration: 5m }`, as people write steps: words alone, on one line. */
export function flowMap(rest: string): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  if (rest === '{}') return map;
  if (!rest.endsWith('}')) return giveUp();
  for (const pair of rest.slice(1, -1).split(',')) {
    const [, key = '', word = ''] = FLOW_PAIR.exec(pair) ?? [];
    const value = resolvePlain(word);
    if (key === '' || key === '__proto__' || Object.hasOwn(map, key) || resolvePlain(key) !== key) return giveUp();
    map[key] = typeof value === 'symbol' ? giveUp() : value;
  }
  return map;
}
