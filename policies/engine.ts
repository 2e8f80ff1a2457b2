import { createRequire } from 'node:module';
import type * as Manifests from '../lib/facts/kubernetes';
import type * as Exemptions from '../lib/reports/gates/exemption-lines';
import type * as Grouped from '../lib/reports/gates/grouped';
import type * as Words from '../lib/reports/gates/words';
import type * as Evaluate from './evaluate';
import type * as Packs from './packs';

/** What a host needs once it is asked for a verdict. */
interface Engine {
  readonly evaluate: typeof Evaluate;
  readonly packs: typeof Packs;
  readonly manifests: typeof Manifests;
  /** Sentences of reports, for what most reports do not hold. */
  readonly words: () => typeof Exemptions & typeof Grouped & typeof Words;
}

/** The rules and all they read with. They are loaded when they are wanted: whoever only builds manifests does not wait for them. */
export function engine(): Engine {
  const load = createRequire(__filename);
  // the types are those of the very modules that are loaded
  return {
    evaluate: load('./evaluate') as typeof Evaluate,
    packs: load('./packs') as typeof Packs,
    manifests: load('../lib/facts/kubernetes') as typeof Manifests,
    words: () => ({
      ...(load('../lib/reports/gates/exemption-lines') as typeof Exemptions),
      ...(load('../lib/reports/gates/grouped') as typeof Grouped),
      ...(load('../lib/reports/gates/words') as typeof Words),
    }),
  };
}
