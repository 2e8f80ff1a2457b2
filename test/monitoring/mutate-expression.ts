/** What kind of mistake it is. */
export type Mistake = 'factor' | 'window' | 'and is or' | 'guard' | 'label';

/** A mistake in an expression. */
export interface ExpressionChange {
  readonly mistake: Mistake;
  readonly what: string;
  readonly expr: string;
}

/** Text, name, range or number: whatever comes first. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[a-zA-Z_:][\w:]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;
const WINDOW = /(?<=\[)\d+[mhd](?=[:\]])|(?<=window=")\d+[mhd](?=")/g;
const AND = ' and ignoring(window) ';
const MATCHER = /[a-zA-Z_]\w*(?:=~|!~|!=|=)"(?:[^"\\]|\\.)*",?/g;

/** Every single mistake in an expression. */
export function changesOfExpression(expr: string, windows: readonly string[]): readonly ExpressionChange[] {
  return [...factors(expr), ...otherWindows(expr, windows), ...ors(expr), ...guards(expr), ...labels(expr)];
}

/** Windows that an expression looks back over, or of which it reads records. */
export function windowsIn(expr: string): readonly string[] {
  return [...new Set([...expr.matchAll(WINDOW)].map(([window]) => window))];
}

function factors(expr: string): readonly ExpressionChange[] {
  return everywhere(expr, TOKEN)
    .filter(({ found }) => Number(found) > 0)
    .flatMap(({ found, put }, index) =>
      [1.1, 0.9].map((by) => ({
        mistake: 'factor' as const,
        what: `number ${index + 1}, ${found}, times ${by}`,
        expr: put(`${Number((Number(found) * by).toPrecision(12))}`),
      })),
    );
}

/** The next shorter and the next longer one, which differ least. */
function otherWindows(expr: string, windows: readonly string[]): readonly ExpressionChange[] {
  const sorted = [...windows].sort((a, b) => minutes(a) - minutes(b));
  return everywhere(expr, WINDOW).flatMap(({ found, put, nth }) => {
    const at = sorted.indexOf(found);
    return [sorted[at - 1], sorted[at + 1]]
      .filter((other) => other !== undefined)
      .map((other) => ({
        mistake: 'window' as const,
        what: `window ${nth} is ${other}, not ${found}`,
        expr: put(other),
      }));
  });
}

function minutes(window: string): number {
  const unit = window.slice(-1);
  return Number(window.slice(0, -1)) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1);
}

function ors(expr: string): readonly ExpressionChange[] {
  return everywhere(expr, / and (?=ignoring)/g).map(({ put, nth }) => ({
    mistake: 'and is or',
    what: `"and" ${nth} is "or"`,
    expr: put(' or '),
  }));
}

function guards(expr: string): readonly ExpressionChange[] {
  const guard = (what: string, changed: string): ExpressionChange => ({ mistake: 'guard', what, expr: changed });
  const conditions = expr.split(AND);
  return [
    ...everywhere(expr, / > 0(?=\))/g).map(({ put, nth }) => guard(`"> 0" ${nth} is gone`, put(''))),
    ...everywhere(expr, / or 0 \* .*/g).map(({ found, put, nth }) =>
      guard(`"or 0 * total" ${nth} is gone`, put(found.slice(closing(found)))),
    ),
    ...everywhere(expr, /clamp_min\(.*/g).map(({ found, put, nth }) => {
      const inside = found.slice('clamp_min('.length);
      const end = closing(inside);
      return guard(`clamp_min ${nth} is gone`, put(`(${inside.slice(0, end).replace(/, 0$/, '')}${inside.slice(end)}`));
    }),
    ...conditions.flatMap((_, index) =>
      conditions.length > 1
        ? [guard(`condition ${index + 1} is gone`, conditions.filter((_kept, at) => at !== index).join(AND))]
        : [],
    ),
  ];
}

/** Each condition of the selectors, and what a comparison of two windows ignores. */
function labels(expr: string): readonly ExpressionChange[] {
  return [
    ...[...new Set([...expr.matchAll(MATCHER)].map(([matcher]) => matcher.replace(/,$/, '')))].map((matcher) => ({
      mistake: 'label' as const,
      what: `matcher ${matcher} is gone`,
      // a comma may stand before the closing brace
      expr: expr.replaceAll(`${matcher},`, '').replaceAll(matcher, ''),
    })),
    ...everywhere(expr, /ignoring\(window\) /g).map(({ put, nth }) => ({
      mistake: 'label' as const,
      what: `ignoring ${nth} is gone`,
      expr: put(''),
    })),
  ];
}

/** Where the parenthesis ends in which the text begins. */
function closing(text: string): number {
  let depth = 0;
  for (const [at, sign] of [...text].entries()) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth < 0) return at;
  }
  return text.length;
}

interface Place {
  readonly found: string;
  /** From 1 on. */
  readonly nth: number;
  /** The text with something else there. */
  readonly put: (other: string) => string;
}

function everywhere(text: string, pattern: RegExp): readonly Place[] {
  return [...text.matchAll(pattern)].map((match, index) => ({
    found: match[0],
    nth: index + 1,
    put: (other) => text.slice(0, match.index) + other + text.slice(match.index + match[0].length),
  }));
}
