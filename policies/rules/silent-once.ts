import { Kept } from '../../lib/facts/kept';
import { Shaper } from '../../lib/promql';

const shaper = new Shaper();

/**
 * Asks about queries, and does not ask again about one that differs only in names from one of which nothing was said. What is
 * said quotes the query, so it is asked for each.
 */
export function silentOnce<T>(ask: (query: string) => T | undefined): (query: string) => T | undefined {
  const silent = new Kept<true>();
  return (query) => {
    const key = shaper.shapeOf(query)?.text ?? query;
    if (silent.of(key)) return undefined;
    const said = ask(query);
    if (said === undefined) silent.keep(key, true);
    return said;
  };
}
