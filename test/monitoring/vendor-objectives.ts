import type { AlertSet, Answer, Artefact } from '../../lib/monitoring';
import { isUnsupported } from '../../lib/monitoring';
import { BURN_WINDOWS, istioSignals, Objective, type ObjectiveProps } from '../../lib/slo';

/** The legs that every vendor can watch: six hours at most. */
export const PAGES = BURN_WINDOWS.filter(({ longMinutes }) => longMinutes <= 360);

const common = {
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  burnWindows: PAGES,
};
const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const pool = { metric: 'pool_used_ratio', where: [{ label: 'pool', operator: '=' as const, value: 'db' }] };

type Changes = Partial<Omit<ObjectiveProps, 'target'>>;

/** One objective of each kind, with queries in the vendors' own words where they are raw. */
export const kinds = {
  availability: (changes: Changes = {}) => Objective.availability({ ...common, signals, target: 0.999, ...changes }),
  latency: (changes: Changes = {}) =>
    Objective.latency({ ...common, signals, thresholdSeconds: 1, percentile: 99, ...changes }),
  saturation: (changes: Changes = {}) =>
    Objective.saturation({ ...common, ...pool, limit: 0.9, target: 0.99, ...changes }),
  freshness: (changes: Changes = {}) =>
    Objective.freshness({ ...common, metric: 'import_success_seconds', limit: 600, target: 0.99, ...changes }),
  ratio: (changes: Changes = {}) =>
    Objective.ratio({
      ...common,
      name: 'mails',
      target: 0.99,
      minimum: { events: 100, bad: 5 },
      indicator: {
        kind: 'events',
        total: {
          raw: {
            datadog: 'sum:mails.count{queue:shop AND $side}.as_count()',
            nrql: "SELECT count(*) FROM Mail WHERE queue = 'shop' AND $side",
          },
        },
        part: {
          is: 'good',
          query: {
            raw: {
              datadog: 'sum:mails.count{queue:shop,sent:yes,$side}.as_count()',
              nrql: "SELECT count(*) FROM Mail WHERE $side AND queue = 'shop' AND sent IS true",
            },
          },
        },
        slot: { label: 'pod_hash', by: 'hash' },
        series: [{ metric: 'mails_total', labels: {}, counts: 'total' }],
      },
      ...changes,
    }),
} as const;

/** What was answered; a refusal fails the test. */
export function answered<T extends object>(answer: Answer<T>): T {
  if (isUnsupported(answer)) throw new Error(answer.unsupported);
  return answer;
}

/** Why there is no answer; an answer fails the test. */
export function refused(answer: Answer<object>): string {
  if (!isUnsupported(answer)) throw new Error('it is supported');
  return answer.unsupported;
}

/** The artefacts of a kind. */
export function ofKind({ artefacts }: AlertSet, kind: string): readonly Artefact[] {
  return artefacts.filter((artefact) => artefact.kind === kind);
}

/** A text with its digits as they stand, for a threshold that must not be rounded. */
export function numbersIn(text: string): readonly number[] {
  return (text.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
}
