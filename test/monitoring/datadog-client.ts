import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../support/tools';

/** What the API's own client has to turn bodies into its models and back. */
interface Serializer {
  readonly deserialize: (body: unknown, type: string, format: string) => unknown;
  readonly serialize: (model: unknown, type: string, format: string) => unknown;
}

const CLIENT = join(ROOT, 'test', 'real', 'node_modules', '@datadog', 'datadog-api-client', 'dist', 'packages');

/** The serializer of Datadog's client for the first version of the API, which has monitors, SLOs and dashboards. */
export const serializer: Serializer | undefined = load();

/** Models by the kinds of our artefacts. */
const MODELS: Readonly<Record<string, string>> = {
  monitor: 'Monitor',
  slo: 'ServiceLevelObjectiveRequest',
  dashboard: 'Dashboard',
};

/** What the client does not take as it is: unknown keys, values of no enum, what is missing. Empty if all is well. */
export function faultsOf({ deserialize, serialize }: Serializer, kind: string, body: unknown): readonly string[] {
  const model = MODELS[kind];
  if (model === undefined) {
    return [`the client has no model of a ${kind}`];
  }
  try {
    const read = deserialize(body, model, '');
    const written: unknown = JSON.parse(JSON.stringify(serialize(read, model, '')));
    const same = JSON.stringify(sorted(written)) === JSON.stringify(sorted(body));
    return [...unread(read, model), ...(same ? [] : ['it is written as something else'])];
  } catch (error) {
    return [String(error)];
  }
}

/** Parts of a model that the client could not read, and keys that it does not know. */
function unread(value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { _unparsed: failed, additionalProperties: extra, ...rest } = value as Record<string, unknown>;
  const unknown = Object.keys(extra ?? {}).map((key) => `${at}: the client does not know ${key}`);
  const below = Object.entries(rest).flatMap(([key, part]) => unread(part, `${at}.${key}`));
  return [...(failed === true && below.length === 0 ? [`${at}: the client cannot read it`] : []), ...unknown, ...below];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, part]) => [key, sorted(part)]),
      )
    : value;
}

function load(): Serializer | undefined {
  const file = join(CLIENT, 'datadog-api-client-v1', 'models', 'ObjectSerializer.js');
  // its own types would need the package at compile time
  return existsSync(file)
    ? (createRequire(__filename)(file) as { ObjectSerializer: Serializer }).ObjectSerializer
    : undefined;
}
