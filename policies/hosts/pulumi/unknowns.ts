import { unknownMark, withoutMarks } from '../../../lib/facts/kubernetes/marks';

/** What stands for a value that is not known yet in what Pulumi hands over, by what it will be. */
const SENTINELS = {
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7': 'true or false',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421': 'a number',
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9': 'a text',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2': 'a list',
  '030794c1-ac77-496b-92df-f27374a8bd58': 'an asset',
  'e48ece36-62e2-4504-bad9-02848725956a': 'an archive',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff': 'a map',
} as const;

const marks = new Map<string, string>(
  Object.entries(SENTINELS).map(([sentinel, kind]) => [
    sentinel,
    unknownMark(`${kind} that is only known once it is deployed`),
  ]),
);

const sentinels = new Map([...marks].map(([sentinel, mark]) => [mark, sentinel]));

/** Under these names the SDK's proxies, which throw where something is not known, tell what they are. */
const IS_PROXY = '__isSpecialProxy';
const PROXY_TARGET = '__getSpecialProxyTarget';

/** What the SDK's proxy guards: nothing throws there. In a remediation that is a proxy again, which keeps secrets secret. */
export function unguarded(props: Record<string, unknown>): Record<string, unknown> {
  return props[IS_PROXY] === true ? (props[PROXY_TARGET] as Record<string, unknown>) : props;
}

/** What lies below all proxies: secrets are still wrapped there. */
export function raw(value: unknown): unknown {
  let inner = value;
  while (typeof inner === 'object' && inner !== null && (inner as Record<string, unknown>)[IS_PROXY] === true) {
    inner = (inner as Record<string, unknown>)[PROXY_TARGET];
  }
  return inner;
}

/** A plain copy, in which a mark stands for whatever is not known. */
export function marked(value: unknown): unknown {
  if (typeof value === 'string') return marks.get(value) ?? withoutMarks(value);
  // not value.map: the SDK's proxy of secrets breaks the methods of lists
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => marked(value[index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner)]));
}

/** The way back: what Pulumi put there stands for what is not known. */
export function unmarked(value: unknown): unknown {
  if (typeof value === 'string') return sentinels.get(value) ?? value;
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmarked(inner)]));
}
