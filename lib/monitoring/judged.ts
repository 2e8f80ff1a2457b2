import type { Judged } from '../plan';
import type { Judgement } from './judgement';
import type { CanaryForm } from './vendor';

/** What one form of a judgement compares, for the plan: the same for every vendor that asks for both sides' requests. */
export function judgedOf(form: CanaryForm, { limits, minimums }: Judgement): Judged {
  const common = { threshold: limits[form], minimumRequests: minimums[form] };
  const both = { ...common, minimumStableRequests: minimums[form] };
  const forms: Readonly<Record<CanaryForm, Judged>> = {
    rise: { quantity: 'errorRateRise', ...both },
    significance: { quantity: 'errorRateSignificance', ...both, continuityCorrected: true },
    level: { quantity: 'errorRate', ...common },
  };
  return forms[form];
}
