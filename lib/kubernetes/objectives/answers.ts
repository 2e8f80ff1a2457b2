import type { Problem } from '../../errors';
import { isUnsupported, type Answer, type MonitoringVendor } from '../../monitoring/vendor';

/** What a vendor answered, and who it is. */
export interface Answered<T> {
  readonly vendor: MonitoringVendor;
  readonly answer: T;
}

/** Why no vendor can. */
export interface Unanswered {
  /** What each of them said. */
  readonly reasons: readonly string[];
}

/** The answer of the first vendor that can do what is asked. */
export function firstThatCan<T extends object>(
  vendors: readonly MonitoringVendor[],
  ask: (vendor: MonitoringVendor) => Answer<T>,
): Answered<T> | Unanswered {
  const reasons: string[] = [];
  for (const vendor of vendors) {
    const answer = ask(vendor);
    if (!isUnsupported(answer)) {
      return { vendor, answer };
    }
    const { unsupported } = answer;
    reasons.push(unsupported.includes(vendor.title) ? unsupported : `${vendor.title}: ${unsupported}`);
  }
  return { reasons };
}

/** True where one could. */
export function isAnswered<T>(found: Answered<T> | Unanswered): found is Answered<T> {
  return 'vendor' in found;
}

/** The refusal that follows where none can. */
export function noneCan(
  rule: string,
  objective: string,
  { reasons }: Unanswered,
  { what, why, fix }: Pick<Problem, 'what' | 'why' | 'fix'>,
): Problem {
  return {
    rule,
    at: `objectives["${objective}"]`,
    what: reasons.length > 0 ? `${what} ${reasons.join(' ')}` : `${what} \`monitoring\` names no system.`,
    why,
    fix,
  };
}
