import { grafanaVendor, isUnsupported, type Objective } from '../../lib/monitoring';
import type { Dashboard, Panel } from '../../lib/monitoring/grafana/model';

/** The dashboard of the service `checkout` in `shop`. */
export function pageOf(objectives: readonly Objective[]): Dashboard {
  const answer = grafanaVendor.dashboard({ service: 'checkout', namespace: 'shop', objectives });
  if (isUnsupported(answer)) {
    throw new Error(answer.unsupported);
  }
  const [page] = answer.filter(({ kind }) => kind === 'dashboard');
  return page?.body as Dashboard;
}

/** The panels of a page, without its headings. */
export function panelsOf({ panels }: Dashboard): readonly Panel[] {
  return panels.flatMap((panel) => (panel.type === 'row' ? [] : [panel]));
}

/** Every PromQL that Grafana sends for a page: what for, and the query as it is written. */
export function queriesOf(page: Dashboard): readonly (readonly [string, string])[] {
  return [
    ...panelsOf(page).flatMap(({ id, title, targets = [] }) =>
      targets.map(({ refId, expr }) => [`${id} ${title} ${refId}`, expr] as const),
    ),
    ...page.annotations.list.map(({ name, expr }) => [name, expr] as const),
    ...page.templating.list.flatMap(({ type, name, query }) =>
      type === 'query' ? [[name, /^query_result\((.*)\)$/.exec(query)?.[1] ?? ''] as const] : [],
    ),
  ];
}

/** What Grafana puts in for its own variables, on a page that shows six hours. */
const BUILT_IN = { __rate_interval: '2m0s', __interval: '1m0s', __range: '21600s' } as const;

/** What a reader chose. */
export const CHOSEN = {
  canary_hash: 'new',
  stable_hash: 'old',
  canary_service: 'checkout-canary',
  stable_service: 'checkout',
} as const;

/** A query as it reaches Prometheus. Throws for a variable that the page does not have. */
export function sent(query: string, page: Dashboard): string {
  const known = new Set(page.templating.list.map(({ name }) => name));
  const values: Readonly<Record<string, string>> = { ...BUILT_IN, ...CHOSEN };
  return query.replace(/\$(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || !(name in BUILT_IN || known.has(name))) {
      throw new Error(`$${name} is no variable of the page: ${query}`);
    }
    return value;
  });
}
