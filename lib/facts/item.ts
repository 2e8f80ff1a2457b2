/** A Kubernetes object as plain JSON, the way the API server would receive it. */
export interface KubeObject {
  /** Group and version, such as `apps/v1`; the core group is written `v1`. */
  readonly apiVersion: string;
  /** Such as `Deployment`. */
  readonly kind: string;
  /** What names it. */
  readonly metadata: KubeMetadata;
  /** Whatever else its kind has. */
  readonly [field: string]: unknown;
}

/** What every object says about itself. */
export interface KubeMetadata {
  /** @default - none: the server makes one up from `generateName` */
  readonly name?: string;
  /** @default - none: it belongs to the whole cluster, or whoever applies the manifest chooses it */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whatever else metadata has. */
  readonly [field: string]: unknown;
}

/** Whether a value can be read as a Kubernetes object at all. */
export function isKubeObject(value: unknown): value is KubeObject {
  const { apiVersion, kind, metadata } = Object(value) as Partial<KubeObject>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return false;
  return isTextOrNothing(metadata.name) && isTextOrNothing(metadata.namespace);
}

/** Charts often print `namespace:` with nothing behind it. */
function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** An object that a construct rendered. */
export interface ConstructOrigin {
  /** Tells it from other origins. */
  readonly kind: 'construct';
  /** Path in the construct tree, such as `shop/checkout/Resource`. */
  readonly path: string;
}

/** An object that was read from a file, or from standard input. */
export interface FileOrigin {
  /** Tells it from other origins. */
  readonly kind: 'file';
  /** As it was named; `-` is standard input. */
  readonly path: string;
  /** Where the object begins, from 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Which document of the file it is or lies in, from 1; documents without content do not count. */
  readonly document: number;
  /** The template that Helm says it rendered it from. @default - Helm says nothing */
  readonly helmTemplate?: string;
  /** Path of the construct that the object was written for. @default - nobody recorded it */
  readonly construct?: string;
}

/** An object that Pulumi is about to register. Texts in it may hold marks of what is only known once it is deployed. */
export interface UrnOrigin {
  /** Tells it from other origins. */
  readonly kind: 'urn';
  /** The URN of the resource. */
  readonly path: string;
}

/** An object inside a CloudFormation template. Texts in it may hold marks of what is only known once it is deployed. */
export interface TemplateOrigin {
  /** Tells it from other origins. */
  readonly kind: 'template';
  /** Path of the construct that made the resource, or `template#logicalId` where nothing says it. */
  readonly path: string;
  /** The template's file. */
  readonly template: string;
  /** Logical id of the resource in the template. */
  readonly logicalId: string;
  /** Which object of the resource's manifest it is, from 0. */
  readonly index: number;
}

/**
 * Where an object comes from. Each host adds its own kind here; told apart by `kind`.
 */
export type Origin = ConstructOrigin | FileOrigin | UrnOrigin | TemplateOrigin;

/** One object and where it comes from: what inspectors, extractors and rules read, whichever host it came through. */
export interface Item {
  /** As plain JSON. */
  readonly object: KubeObject;
  /** Where it comes from. */
  readonly origin: Origin;
}

/** The origin in a reader's words, for the place of a finding. */
export function placeOf(item: Item): string {
  const { origin } = item;
  return origin.kind === 'file' ? `${origin.path}:${origin.line}` : origin.path;
}
