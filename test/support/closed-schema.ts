import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { plainJson, type ErrorsOf, type Json } from './plain-json';

const KUBERNETES = 'kubernetes_definitions_v1.36.0.json';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Definitions that hold any JSON. */
const FREE_FORM = new Set([
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Patch',
  'io.k8s.apimachinery.pkg.runtime.RawExtension',
]);

/** Argo's CRDs leave these open to stay small; the fields hold what the Kubernetes definitions say. */
const LEFT_OPEN: Readonly<Record<string, Json>> = {
  volumes: { type: 'array', items: { $ref: `k8s#/definitions/io.k8s.api.core.v1.Volume` } },
  limits: quantities(),
  requests: quantities(),
};

const compiled = new Map<string, ErrorsOf>();

/**
 * Validates objects against the official schemas of the folder ../shared, each object closed to unknown keys unless its
 * schema leaves it free-form. A kind without a schema is an error.
 */
export function closedValidator(sharedDir: string): ErrorsOf {
  const known = compiled.get(sharedDir);
  if (known) {
    return known;
  }
  const load = (file: string) => JSON.parse(readFileSync(join(sharedDir, 'schemas', file), 'utf8')) as Json;
  const definitions = load(KUBERNETES).definitions as Record<string, Json>;
  const builtIn = byGroupVersionKind(definitions);
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    logger: false,
    formats: FORMATS,
    code: { regExp: Object.assign(asGoReads, { code: 'asGoReads' }) },
  });
  for (const [name, definition] of Object.entries(definitions)) {
    if (!FREE_FORM.has(name)) {
      close(definition);
    }
  }
  ajv.addSchema({ $id: 'k8s', definitions });

  const validators = new Map<string, ValidateFunction | undefined>();
  const validatorOf = (id: string) => {
    const builtInName = builtIn.get(id);
    if (builtInName) {
      return ajv.compile({ $ref: `k8s#/definitions/${builtInName}` });
    }
    try {
      return ajv.compile(closeCustomResource(load(`${id}.json`)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  };
  const errorsOf: ErrorsOf = (object) => {
    const plain = plainJson(object);
    const id = schemaId(plain);
    if (!validators.has(id)) {
      validators.set(id, validatorOf(id));
    }
    const validate = validators.get(id);
    if (!validate) {
      return [`no schema for ${id}`];
    }
    validate(plain);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  };
  compiled.set(sharedDir, errorsOf);
  return errorsOf;
}

/** Patterns of CRDs are Go's: `(?i)` in one says that case does not matter, and JavaScript knows no such group. */
function asGoReads(pattern: string, flags: string): RegExp {
  const plain = pattern.replaceAll('(?i)', '');
  return new RegExp(plain, plain === pattern ? flags : `${flags}i`);
}

/** The name of a schema file without `.json`: `<group>_<kind>_<version>`. */
function schemaId({ apiVersion, kind }: Json): string {
  const [version, group = ''] = String(apiVersion).split('/').reverse();
  return `${group}_${String(kind)}_${version}`;
}

function byGroupVersionKind(definitions: Record<string, Json>): Map<string, string> {
  return new Map(
    Object.entries(definitions).flatMap(([name, definition]) =>
      ((definition['x-kubernetes-group-version-kind'] as Json[] | undefined) ?? []).map(
        ({ group, version, kind }) => [`${String(group)}_${String(kind)}_${String(version)}`, name] as const,
      ),
    ),
  );
}

function closeCustomResource(schema: Json): Json {
  const text = { type: 'string' };
  Object.assign(schema.properties as Json, {
    apiVersion: text,
    kind: text,
    metadata: { $ref: `k8s#/definitions/${META}` },
  });
  close(schema);
  return schema;
}

/** Closes a schema and all below it. Never enters anyOf and the like: those constrain what the outer schema lists. */
function close(schema: Json): void {
  const properties = schema.properties as Record<string, Json> | undefined;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (!preserves && schema.additionalProperties === undefined && (properties || schema.type === 'object')) {
    schema.additionalProperties = false;
  }
  for (const [name, property] of Object.entries(properties ?? {})) {
    const stricter = property['x-kubernetes-preserve-unknown-fields'] && !property.type ? LEFT_OPEN[name] : undefined;
    if (properties && stricter) {
      properties[name] = stricter;
    } else {
      close(property);
    }
  }
  for (const below of [schema.items, schema.additionalProperties]) {
    if (typeof below === 'object' && below !== null) {
      close(below as Json);
    }
  }
}

function quantities(): Json {
  const $ref = `k8s#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity`;
  return { type: 'object', additionalProperties: { $ref } };
}

const FORMATS = {
  int32: { type: 'number', validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31 },
  int64: { type: 'number', validate: (n: number) => Number.isInteger(n) },
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  double: true,
  byte: true,
} as const;
