import { legChecks } from './checks-legs';
import { queryChecks } from './checks-queries';
import { plain } from './number';
import type { ObjectiveSpec } from './props';
import type { ObjectiveCheck, ObjectiveProblem } from './refusal';

/** Everything that is wrong with an objective. The numbers come first: legs made of senseless numbers say nothing. */
export function problemsOf(spec: ObjectiveSpec): readonly ObjectiveProblem[] {
  const senseless = numbers.flatMap((check) => check(spec));
  return senseless.length > 0 ? senseless : [...legChecks, ...queryChecks].flatMap((check) => check(spec));
}

/** Metrics are seldom kept for longer, and Prometheus has no word for windows of centuries. */
const MOST_DAYS = 366;

const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const numbers: readonly ObjectiveCheck[] = [
  (spec) =>
    (['service', 'namespace', 'name'] as const).flatMap((at) =>
      isName.test(spec[at]) && spec[at].length <= 63
        ? []
        : [
            {
              rule: 'slo-name',
              at,
              value: spec[at],
              what: 'it is no name in lower case letters, digits and hyphens, 63 characters at most.',
              why: 'it becomes a label value and part of the names of Kubernetes objects.',
              fix: 'write it as "checkout" or "checkout-latency".',
            },
          ],
    ),
  ({ target }) =>
    target > 0 && target < 1
      ? []
      : [
          {
            rule: 'slo-target',
            at: 'target',
            value: target,
            what: 'it is not between 0 and 1.',
            why: 'it is the fraction of good events: 1 leaves no error budget, so every single error would be an alert.',
            fix:
              target > 1 && target < 100
                ? `did you mean ${plain(target / 100)}?`
                : 'write 99.9 % as 0.999 (for a latency, `percentile: 99.9` says the same).',
          },
        ],
  ({ windowDays }) =>
    windowDays > 0 && windowDays <= MOST_DAYS && Number.isInteger(plain(windowDays * 1440))
      ? []
      : [
          {
            rule: 'slo-window',
            at: 'windowDays',
            value: windowDays,
            what: `it is no time of up to ${MOST_DAYS} days in whole minutes.`,
            why: 'the budget holds for this time, and queries look back as far.',
            fix: 'write 28 or 30.',
          },
        ],
  ({ owner, runbook }) =>
    Object.entries({ owner, runbook }).flatMap(([at, value]) =>
      value.trim() !== ''
        ? []
        : [
            {
              rule: 'slo-owner',
              at,
              value,
              what: 'it is empty.',
              why: 'whoever is woken up at night needs to know whose service it is and what to do.',
              fix:
                at === 'owner'
                  ? 'name the team.'
                  : 'give the link of a section, such as "https://wiki/checkout#latency".',
            },
          ],
    ),
  ({ owner, runbook }) =>
    Object.entries({ owner, runbook }).flatMap(([at, value]) =>
      value.includes('{{')
        ? [
            {
              rule: 'slo-template',
              at,
              value,
              what: 'it has "{{" in it.',
              why: 'Prometheus takes labels and annotations of alerts for templates: the alert would fail, or say something else.',
              fix: 'write it out.',
            },
          ]
        : [],
    ),
  ({ minimum }) =>
    Object.entries({ 'minimum.events': minimum.events, 'minimum.bad': minimum.bad }).flatMap(([at, value]) =>
      value >= 0 && Number.isFinite(value)
        ? []
        : [
            {
              rule: 'slo-minimum',
              at,
              value,
              what: 'it is no number from 0 up.',
              why: 'the alerts compare with it.',
              fix: 'write a whole number.',
            },
          ],
    ),
  ({ scrapeSeconds }) =>
    scrapeSeconds > 0 && Number.isFinite(scrapeSeconds)
      ? []
      : [
          {
            rule: 'slo-scrape',
            at: 'scrapeSeconds',
            value: scrapeSeconds,
            what: 'it is no number of seconds above 0.',
            why: `how short a window may be depends on it.`,
            fix: 'write what the ServiceMonitor says, such as 30.',
          },
        ],
  ({ indicator }) =>
    indicator.kind !== 'gauge' || Number.isFinite(indicator.limit)
      ? []
      : [
          {
            rule: 'slo-limit',
            at: 'limit',
            value: indicator.limit,
            what: 'it is no number.',
            why: 'each minute is compared with it, and nothing is above such a limit.',
            fix: 'write the largest value that is still good.',
          },
        ],
  ({ burnWindows }) =>
    burnWindows.flatMap(({ longMinutes, shortMinutes, budget }, index) =>
      isWindow(shortMinutes) && isWindow(longMinutes) && longMinutes > shortMinutes && budget > 0 && budget <= 1
        ? []
        : [
            {
              rule: 'slo-leg',
              at: `burnWindows[${index}]`,
              value: burnWindows[index],
              what: 'it needs 0 < short window < long window in whole seconds, and a budget above 0 and up to 1.',
              why: 'the long window decides, the short one ends the alert when the trouble is over.',
              fix: 'take the short window a twelfth as long as the long one, as the defaults do.',
            },
          ],
    ),
];

function isWindow(minutes: number): boolean {
  return minutes > 0 && Number.isInteger(plain(minutes * 60));
}
