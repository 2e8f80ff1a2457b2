import { createRequire } from 'node:module';
import type * as Manifests from '../lib/facts/kubernetes';
import type * as Evaluate from './evaluate';
import type * as Packs from './packs';

/** What a host needs once it is asked for a verdict. */
interface Engine {
  readonly evaluate: typeof Evaluate;
  readonly packs: typeof Packs;
  readonly manifests: typeof Manifests;
}

/** The rules and all they read with. They are loaded when they are wanted: whoever only builds manifests does not wait for them. */
export function engine(): Engine {
  const load = createRequire(__filename);
  // the types are those of the very modules that are loaded
  return {
    evaluate: load('./evaluate') as typeof Evaluate,
    packs: load('./packs') as typeof Packs,
    manifests: load('../lib/facts/kubernetes') as typeof Manifests,
  };
}
