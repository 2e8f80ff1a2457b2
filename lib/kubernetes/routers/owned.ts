import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Problem } from '../../errors';
import type { RouterContext } from '../router';
import { contentHash } from '../values';

/** Metadata of an object that a router makes. */
export interface OwnedObject {
  /** A DNS label of at most 63 characters. @default - the Rollout's name, with a short suffix where it needs one */
  readonly name?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Fields of a vendor's object that have no prop of their own, as the vendor writes them. */
export type RawFields = Readonly<Record<string, unknown>>;

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST = 63;

/** The namespace of the Rollout, if it is known before the manifests are applied. */
export function namespaceOf({ pods }: RouterContext): string | undefined {
  return pods.node.defaultChild ? ApiObject.of(pods).metadata.namespace : undefined;
}

/** `<base>-<suffix>`, shortened with a hash where it would be too long for a label. */
export function ownName(base: string, suffix = ''): string {
  const tail = suffix === '' ? '' : `-${suffix}`;
  // a Rollout's name may hold dots, that of a Service may not
  const label = base.replaceAll('.', '-');
  if (label.length + tail.length <= LONGEST) {
    return `${label}${tail}`;
  }
  const hash = `-${contentHash(base)}`;
  return `${label.slice(0, LONGEST - hash.length - tail.length)}${hash}${tail}`;
}

/** Metadata of an owned object: beside the Rollout, and named after it. */
export function ownMetadata(context: RouterContext, props: OwnedObject, suffix?: string): ApiObjectMetadata {
  return {
    name: props.name ?? ownName(context.name, suffix),
    namespace: namespaceOf(context),
    labels: props.labels && { ...props.labels },
    annotations: props.annotations && { ...props.annotations },
  };
}

/** A number for the second and further objects of a list, nothing for the first. */
export function ordinal(index: number): string {
  return index === 0 ? '' : String(index + 1);
}

/** Refuses names that Kubernetes or DNS would refuse. */
export function nameProblems(at: string, name: string | undefined): readonly Problem[] {
  if (name === undefined || (LABEL.test(name) && name.length <= LONGEST)) {
    return [];
  }
  return [
    {
      rule: 'router-name',
      at,
      value: name,
      what: `it is not a DNS label (a-z, 0-9 and "-", a letter first, at most ${LONGEST} characters).`,
      why: 'Kubernetes would refuse the object, or clients could not call it.',
      fix: "use another name, or leave it out to get the Rollout's.",
    },
  ];
}

/** Refuses raw fields that the router sets itself: they would be overwritten without a word. */
export function rawProblems(at: string, raw: RawFields | undefined, own: readonly string[]): readonly Problem[] {
  return Object.keys(raw ?? {})
    .filter((key) => own.includes(key))
    .map((key) => ({
      rule: 'router-raw-field',
      at: `${at}.${key}`,
      value: raw?.[key],
      what: 'the router sets this field itself.',
      why: 'one of the two values would be lost.',
      fix: 'leave it out, and use the prop that stands for it where there is one.',
    }));
}

/** Labels by which the pods of both versions are found, the same as in the selectors of the Services. */
export function podLabelsOf({ pods }: RouterContext): Readonly<Record<string, string>> {
  return pods.toPodSelectorConfig().labelSelector._toKube().matchLabels ?? {};
}
