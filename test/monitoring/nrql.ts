/** Clauses in the order in which New Relic's documentation has them. */
const ORDER = ['SELECT', 'FROM', 'WHERE', 'FACET', 'SINCE', 'TIMESERIES'];

/** Functions that are in New Relic's documentation and that we use. */
const FUNCTIONS = new Set(['sum', 'max', 'count', 'filter', 'round', 'sqrt', 'clamp_min', 'IN']);

/**
 * What is wrong with a query. There is no parser of NRQL outside New Relic, so this looks for what we could get wrong: brackets
 * and quotes, the order of the clauses, unknown functions, empty conditions, and places that were not filled.
 */
export function nrqlFaults(query: string): readonly string[] {
  const texts = query.match(/'[^']*'/g) ?? [];
  const bare = query.replace(/'[^']*'/g, "''");
  return [
    ...(bare.replaceAll("''", '').includes("'") ? ['a text does not end'] : []),
    ...(/\$|\bundefined\b|\bNaN\b/.test(bare) ? ['a place was not filled'] : []),
    ...texts
      .filter((text) => text.includes('$side') || text.includes('$window'))
      .map((text) => `${text} was not filled`),
    ...(/\b(?:WHERE|AND|OR)\s*(?:\)|$|AND\b|OR\b|FACET\b|SINCE\b|TIMESERIES\b)/.test(bare)
      ? ['a condition is empty']
      : []),
    ...[...bare.matchAll(/(\w+)\s*\(/g)]
      .map(([, name = '']) => name)
      .filter((name) => !FUNCTIONS.has(name) && !['FROM', 'AND', 'OR', 'WHERE', 'SELECT', 'AS'].includes(name))
      .map((name) => `${name} is no function that we know`),
    ...levels(bare),
  ];
}

/** Each level of brackets has its own clauses, in order. */
function levels(bare: string): readonly string[] {
  const open: string[] = [''];
  const closed: string[] = [];
  for (const sign of bare) {
    if (sign === '(') {
      open.push('');
    } else if (sign === ')') {
      closed.push(open.pop() ?? '');
      if (open.length === 0) {
        return ['a bracket closes nothing'];
      }
    } else {
      open.push(`${open.pop() ?? ''}${sign}`);
    }
  }
  if (open.length > 1) {
    return ['a bracket is not closed'];
  }
  const [whole = ''] = open;
  const queries = [whole, ...closed.filter((text) => /\bSELECT\b/.test(text))];
  return queries.flatMap((text) => {
    const found = ORDER.flatMap((clause) =>
      [...text.matchAll(new RegExp(`\\b${clause}\\b`, 'g'))].map(({ index }) => index),
    );
    const inOrder = found.every((at, index) => index === 0 || at > (found[index - 1] ?? 0));
    const once = ORDER.every((clause) => text.split(new RegExp(`\\b${clause}\\b`)).length <= 2);
    const whole = /^\s*SELECT\b.*\bFROM\b/.test(text);
    return whole && inOrder && once ? [] : [`its clauses are not in order: ${text.trim()}`];
  });
}
