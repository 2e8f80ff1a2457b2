import type { Field } from './field';

/** Labels of an object, as they stand in it. */
export type Labels = Readonly<Record<string, unknown>>;

/** What a selector demands of one label. */
export interface Demand {
  readonly key: string;
  /** The values of which it must have one. @default - what it demands is no list of values */
  readonly oneOf?: readonly unknown[];
  readonly isMetBy: (value: unknown) => boolean;
}

/** Demands of a map of labels, as `spec.selector` of a Service. */
export function demandsOfMap(map: Labels): readonly Demand[] {
  return Object.entries(map).map(([key, value]) => isOneOf(key, [value]));
}

/** Demands of a label selector (`matchLabels`, `matchExpressions`). An empty one demands nothing. */
export function demandsOf(selector: Field): readonly Demand[] {
  const labels = selector
    .at('matchLabels')
    .entries()
    .map(([key, { value }]) => isOneOf(key, [value]));
  return [...labels, ...selector.at('matchExpressions').list().map(demandOf)];
}

/** Whether labels meet all demands. */
export function meetsAll(demands: readonly Demand[], labels: Labels): boolean {
  return demands.every(({ key, isMetBy }) => isMetBy(Object.hasOwn(labels, key) ? labels[key] : undefined));
}

function demandOf(expression: Field): Demand {
  const key = expression.at('key').text() ?? '';
  const values = expression
    .at('values')
    .list()
    .map((one) => one.text());
  switch (expression.at('operator').text()) {
    case 'In':
      return isOneOf(key, values);
    case 'NotIn':
      return { key, isMetBy: (value) => value === undefined || !values.some((one) => one === value) };
    case 'Exists':
      return { key, isMetBy: (value) => value !== undefined };
    case 'DoesNotExist':
      return { key, isMetBy: (value) => value === undefined };
    case undefined:
    default:
      // the API server refuses it, so it selects nothing
      return { key, isMetBy: () => false };
  }
}

function isOneOf(key: string, oneOf: readonly unknown[]): Demand {
  return { key, oneOf, isMetBy: (value) => value !== undefined && oneOf.includes(value) };
}
