/** A text in quotes, as PromQL writes it. */
const QUOTED = /["']([^"'\\]+)["']/g;

/** `service:checkout`, as Datadog filters and tags. The look behind keeps it linear. */
const TAG = /(?<![\w.])[a-z_.]+:([\w.-]+)/g;

/** `namespace="shop"`, also at the end of a longer label, and as a tag. */
const NAMESPACE = /namespace\s*[=:]\s*["']?([\w-]+)/g;

/**
 * The names that a query may mean: of `job="web"`, `pod=~"web-.*|cart-.+"`, `host="pay.shop.svc"` and `{service:ads}` they are
 * `web`, `cart`, `pay` and `ads`. Which of them are names of workloads, whoever looks for one knows.
 */
export function wordsIn(query: string): readonly string[] {
  const quoted = [...query.matchAll(QUOTED)].flatMap(([, text = '']) => [text, ...text.split('|').map(beginning)]);
  const tagged = [...query.matchAll(TAG)].map(([, text = '']) => text);
  return [...quoted, ...tagged].filter((word) => word !== '');
}

/** The namespace that a query is about, if it names exactly one. */
export function namespaceIn(query: string): string | undefined {
  const found = new Set([...query.matchAll(NAMESPACE)].map(([, name]) => name));
  return found.size === 1 ? [...found][0] : undefined;
}

/** All texts of a value, whatever its form: queries of which no schema is read. */
export function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

/** Before the first sign that no name of a workload has. */
function beginning(text: string): string {
  return text.replace(/^\^/, '').split(/-?[^\w-]/)[0] ?? '';
}
