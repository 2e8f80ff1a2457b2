import type { GateId } from '../lib/verdict';

/** `blocking`: every release must pass it. `conditional`: only what serves traffic must. */
export type Enforcement = 'blocking' | 'conditional';

/** One of the five gates. */
export interface Gate {
  readonly id: GateId;
  /** For people. */
  readonly title: string;
  /** What it asks, one sentence. */
  readonly asks: string;
  readonly enforcement: Enforcement;
  /** What it needs beside the rules, which read manifests. @default - nothing: the rules are all of it */
  readonly evidence?: string;
}

/** The five gates, in the order in which a release meets them. */
export const GATES: readonly Gate[] = [
  {
    id: 'pre-release-validation',
    title: 'Pre-release validation',
    asks: 'Is it exactly what was tested?',
    enforcement: 'blocking',
    evidence: 'a staging test result for this image digest',
  },
  {
    id: 'deployment-safety',
    title: 'Deployment safety',
    asks: 'Does nobody notice the release, and is the way back short?',
    enforcement: 'blocking',
    evidence: 'a rollback drill of this service',
  },
  {
    id: 'progressive-rollout',
    title: 'Progressive rollout',
    asks: 'Does a bad version meet few requests, and is it stopped?',
    enforcement: 'conditional',
  },
  {
    id: 'release-documentation',
    title: 'Release documentation',
    asks: 'Does whoever is woken at night know what this is and what to do?',
    enforcement: 'blocking',
    evidence: 'the approval of a review',
  },
  {
    id: 'post-release-monitoring',
    title: 'Post-release monitoring',
    asks: 'Does somebody learn of it when it fails afterwards?',
    enforcement: 'blocking',
    evidence: 'passed alert tests for these very rules',
  },
];

/** A gate by its id. */
export function gateOf(id: GateId): Gate {
  const gate = GATES.find((one) => one.id === id);
  if (!gate) throw new Error(`there is no gate "${id}"`);
  return gate;
}
