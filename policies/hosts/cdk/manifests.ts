import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isKubeObject, type Item, type TemplateOrigin } from '../../../lib/facts/item';
import { listed } from '../../../lib/facts/kubernetes/list';
import type { ReadProblem } from '../../../lib/facts/kubernetes/problem';
import type { CdkConstruct, ValidationContext } from './sdk';
import { textOfProperty } from './tokens';

/** A resource that brings objects into a cluster. */
export type ResourceRef = Pick<TemplateOrigin, 'path' | 'template' | 'logicalId'>;

/** One whose objects can't be looked at. */
export interface Opaque extends ResourceRef {
  /** Why not, and what to do. */
  readonly why: string;
}

/** What was found in templates. */
export interface ReadTemplates {
  readonly items: readonly Item[];
  readonly opaque: readonly Opaque[];
  readonly problems: readonly ReadProblem[];
  /** Where all of that was found. */
  readonly resources: readonly ResourceRef[];
}

interface Resource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';

/** Resources through which something gets into a cluster and nobody sees what. */
const OPAQUE: Readonly<Record<string, string>> = {
  'Custom::AWSCDK-EKS-HelmChart':
    'Helm renders it inside the stack, so nothing in it was judged. Pipe "helm template" into "stepgate check -".',
  'Custom::AWSCDK-EKS-KubernetesPatch':
    'It changes an object that is managed elsewhere, and only the change is seen here. Judge the object where it is managed.',
};

/** Every Kubernetes object in the templates of an app. */
export function readTemplates({ stackTemplates, appConstruct }: ValidationContext): ReadTemplates {
  const paths = pathsIn(appConstruct);
  const read = stackTemplates.flatMap(({ templatePath }) =>
    resourcesIn(templatePath).map(([logicalId, resource]) => {
      const id = `${basename(templatePath)}#${logicalId}`;
      return readResource({ path: paths.get(id) ?? id, template: templatePath, logicalId }, resource);
    }),
  );
  return {
    items: read.flatMap(({ items = [] }) => items),
    opaque: read.flatMap(({ opaque = [] }) => opaque),
    problems: read.flatMap(({ problems = [] }) => problems),
    resources: read.flatMap(({ resources = [] }) => resources),
  };
}

/** Where each element of a template stands in the tree. The template may say so too, unless that is switched off. */
function pathsIn(root: CdkConstruct): ReadonlyMap<string, string> {
  const elements = root.node.findAll().flatMap(({ node, logicalId, stack }) => {
    if (logicalId === undefined || stack === undefined) return [];
    return [[`${stack.templateFile}#${String(stack.resolve(logicalId))}`, node.path] as const];
  });
  return new Map(elements);
}

function resourcesIn(templatePath: string): [string, Resource][] {
  // the CDK wrote it a moment ago
  const { Resources = {} } = JSON.parse(readFileSync(templatePath, 'utf8')) as { Resources?: Record<string, Resource> };
  return Object.entries(Resources);
}

function readResource(at: ResourceRef, { Type = '', Properties = {} }: Resource): Partial<ReadTemplates> {
  const opaque = Object.hasOwn(OPAQUE, Type) ? OPAQUE[Type] : undefined;
  if (opaque !== undefined) return { opaque: [{ ...at, why: opaque }], resources: [at] };
  if (Type !== MANIFEST) return {};
  const text = textOfProperty(Properties.Manifest);
  if (text === undefined) {
    const why = 'its manifest is made by CloudFormation. Write it into the template.';
    return { opaque: [{ ...at, why }], resources: [at] };
  }
  const objects = parsed(text);
  if (!objects) return { problems: [unreadable(at.path)], resources: [at] };
  const items = objects.map((object, index): Item => ({ object, origin: { kind: 'template', ...at, index } }));
  return { items, resources: [at] };
}

/** The objects of a manifest, those of lists too; undefined if there is something else in it. */
function parsed(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    const objects = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap(listed);
    return objects.every(isKubeObject) ? objects : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(path: string): ReadProblem {
  return {
    rule: 'kubernetes-object',
    severity: 'error',
    at: path,
    path,
    what: 'its Manifest is no list of Kubernetes objects.',
    why: 'no cluster would accept it, and nothing can tell what it is.',
    fix: 'give each object apiVersion, kind and metadata.',
  };
}
