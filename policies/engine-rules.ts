import type { Rule } from './rule';

/** Findings of the engine itself. They are in every pack, always block, and can't be exempted: what was not judged has not passed. */
const base = {
  level: 'error',
  source: 'stepgate',
  since: '0.2.0',
  exemptible: false,
  judges: 'unit',
  check: () => [],
} as const;

/** A text that could not be read. */
export const READABLE: Rule = {
  ...base,
  id: 'readable',
  gate: 'pre-release-validation',
  title: 'Every manifest can be read',
  why: 'what cannot be read was not judged, and so has not passed.',
  fix: 'mend it, or leave it out on purpose.',
  examples: { good: [], bad: [] },
};

/** A rule that failed. */
export const RULES_HOLD: Rule = {
  ...base,
  id: 'rule-failed',
  gate: 'pre-release-validation',
  title: 'Every rule comes to an end',
  why: 'what a rule did not judge has not passed.',
  fix: 'mend the rule, or leave it out of the pack on purpose.',
  examples: { good: [], bad: [] },
};

/** All of them. */
export const ENGINE_RULES: readonly Rule[] = [READABLE, RULES_HOLD];
