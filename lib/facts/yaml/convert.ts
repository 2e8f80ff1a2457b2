import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { FaultAt } from './fault';
import { NOT_JSON, NOT_OF_TAG, resolvePlain, resolveTagged } from './scalar';

/** Deeper than any object an API server takes. */
const DEEPEST = 200;

/** Values in one document once every alias is written out; a ConfigMap may hold a megabyte, so may be this many lines. */
const MOST_VALUES = 1_000_000;

interface Anchored {
  /** Undefined while the anchored node itself is being read. */
  value?: unknown;
  /** How many values it is, aliases written out. */
  size: number;
}

/**
 * What a parsed document says, as plain JSON: the way Kubernetes' own reader understands it. Aliases of one anchor share
 * their value.
 */
export class Converter {
  /** Faults that do not stop the reading: keys that are there twice. */
  readonly faults: FaultAt[] = [];
  private readonly anchors = new Map<string, Anchored>();
  private size = 0;

  /** @throws FaultAt where there is no JSON for it */
  convert(document: Document): unknown {
    return this.value(document.contents, 0);
  }

  private value(node: Node | null | undefined, depth: number): unknown {
    if (!node) {
      return null;
    }
    this.grow(1, node);
    if (isAlias(node)) {
      return this.alias(node.source, node);
    }
    if (depth > DEEPEST) {
      throw fault(node, `it is nested deeper than ${DEEPEST} levels.`, 'no Kubernetes object is', 'unfold it');
    }
    const anchored: Anchored | undefined = 'anchor' in node && node.anchor ? { size: this.size } : undefined;
    if (anchored) {
      this.anchors.set((node as { anchor: string }).anchor, anchored);
    }
    const value = isMap(node) ? this.map(node, depth) : isSeq(node) ? this.list(node.items, depth) : scalar(node);
    if (anchored) {
      anchored.value = value;
      anchored.size = this.size - anchored.size + 1;
    }
    return value;
  }

  private list(items: readonly unknown[], depth: number): unknown[] {
    return items.map((item) => this.value(item as Node | null, depth + 1));
  }

  private map(node: YAMLMap, depth: number): object {
    const map: Record<string, unknown> = {};
    const written = new Set<string>();
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const value = this.value(pair.value, depth + 1);
      if (isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<') {
        this.merge(map, value, pair.key);
        continue;
      }
      const key = keyOf(pair.key);
      if (written.has(key)) {
        this.faults.push(
          fault(
            pair.key,
            `the key \`${key}\` is there twice.`,
            'only one of the two would count, and which depends on the reader',
            'delete one',
          ),
        );
      }
      written.add(key);
      put(map, key, value);
    }
    return map;
  }

  /** As Kubernetes' reader does it: in the place of `<<`, over what stands before it; of several maps the first wins. */
  private merge(into: Record<string, unknown>, value: unknown, key: Node) {
    for (const source of (Array.isArray(value) ? (value as unknown[]) : [value]).toReversed()) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        throw fault(
          key,
          'only a map can be merged.',
          'there are no keys to take over',
          'let `<<` name a map or a list of maps',
        );
      }
      const entries = Object.entries(source);
      this.grow(entries.length, key);
      for (const [name, item] of entries) put(into, name, item);
    }
  }

  private alias(name: string, node: Node): unknown {
    const anchored = this.anchors.get(name);
    if (!anchored) {
      throw fault(
        node,
        `no anchor \`&${name}\` stands before it.`,
        'there is nothing to put here',
        'write the value out',
      );
    }
    if (!('value' in anchored)) {
      throw fault(node, `it is part of what \`&${name}\` stands for.`, 'it would never end', 'write the value out');
    }
    this.grow(anchored.size, node);
    return anchored.value;
  }

  private grow(by: number, node: Node) {
    this.size += by;
    if (this.size > MOST_VALUES) {
      throw fault(
        node,
        `with all aliases written out it holds more than ${MOST_VALUES} values.`,
        'a few lines can be made to fill any memory that way',
        'write the values out, or split the document',
      );
    }
  }
}

function scalar(node: Node): unknown {
  if (!isScalar(node)) {
    throw fault(node, 'it is no value.', 'there is no JSON for it', 'write a scalar, a list or a map');
  }
  // what a tag makes of it is Kubernetes' business too
  const text = node.source ?? (typeof node.value === 'string' ? node.value : '');
  const value = valueOf(text, node.type === 'PLAIN', node.tag);
  if (value === NOT_OF_TAG) {
    throw fault(node, `it is not of the type ${node.tag}.`, 'Kubernetes refuses it', 'take the tag away', text);
  }
  if (value === NOT_JSON) {
    throw fault(
      node,
      'it is no finite number.',
      'JSON, and so Kubernetes, has none',
      'quote it if it is meant as text',
      text,
    );
  }
  return value;
}

function valueOf(text: string, isPlain: boolean, tag: string | undefined) {
  if (tag !== undefined) return resolveTagged(text, tag);
  return isPlain ? resolvePlain(text) : text;
}

/** Keys are text in JSON: `on:` is the key "true", as for Kubernetes. */
function keyOf(node: Node | null): string {
  const value = isScalar(node) ? scalar(node) : undefined;
  if (value === undefined || value === null) {
    throw fault(
      node,
      'a key of a map must be a scalar.',
      'Kubernetes refuses it; `{{ }}` without quotes reads as such a key',
      'put quotes around it',
    );
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Plain assignment would take `__proto__` for something else. */
function put(into: Record<string, unknown>, key: string, value: unknown) {
  if (key === '__proto__') {
    Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    into[key] = value;
  }
}

function fault(node: Node | null, what: string, why: string, fix: string, value?: string): FaultAt {
  return new FaultAt(node?.range?.[0] ?? 0, {
    what,
    why: `${why}.`,
    fix: `${fix}.`,
    ...(value === undefined ? {} : { value }),
  });
}
