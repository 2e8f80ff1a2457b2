import { budgetOf, legsOf, type Leg } from './legs';
import { percent, plain, span } from './number';
import type { ObjectiveSpec } from './props';
import type { ObjectiveProblem } from './refusal';

type Check = (spec: ObjectiveSpec) => readonly ObjectiveProblem[];

/** rate() needs two samples in its window; with fewer than four scrapes one that is late or lost leaves a hole. */
const LEAST_SCRAPES = 4;

/** Everything that is wrong with an objective. The numbers come first: legs made of senseless numbers say nothing. */
export function problemsOf(spec: ObjectiveSpec): readonly ObjectiveProblem[] {
  const senseless = numbers.flatMap((check) => check(spec));
  return senseless.length > 0 ? senseless : legs.flatMap((check) => check(spec));
}

const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const numbers: readonly Check[] = [
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
            fix: target > 1 && target < 100 ? `did you mean ${plain(target / 100)}?` : 'write 99.9 % as 0.999.',
          },
        ],
  ({ windowDays }) =>
    windowDays > 0 && Number.isFinite(windowDays)
      ? []
      : [
          {
            rule: 'slo-window',
            at: 'windowDays',
            value: windowDays,
            what: 'it is no number of days above 0.',
            why: 'the budget holds for this time.',
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
  ({ minimum, scrapeSeconds }) =>
    Object.entries({ 'minimum.events': minimum.events, 'minimum.bad': minimum.bad, scrapeSeconds }).flatMap(
      ([at, value]) =>
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
  ({ burnWindows }) =>
    burnWindows.flatMap(({ longMinutes, shortMinutes, budget }, index) =>
      shortMinutes > 0 && longMinutes > shortMinutes && budget > 0 && budget <= 1
        ? []
        : [
            {
              rule: 'slo-leg',
              at: `burnWindows[${index}]`,
              value: burnWindows[index],
              what: 'it needs 0 < short window < long window, and a budget above 0 and up to 1.',
              why: 'the long window decides, the short one ends the alert when the trouble is over.',
              fix: 'take the short window a twelfth as long as the long one, as the defaults do.',
            },
          ],
    ),
  ({ burnWindows }) =>
    burnWindows.length > 0
      ? []
      : [
          {
            rule: 'slo-legs',
            at: 'burnWindows',
            value: burnWindows,
            what: 'there is none.',
            why: 'nothing would watch the objective.',
            fix: 'leave it out for the defaults.',
          },
        ],
];

const legs: readonly Check[] = [
  (spec) =>
    legsOf(spec)
      .filter(({ threshold }) => threshold >= 1)
      .map((leg) => unreachable(spec, leg)),
  (spec) =>
    legsOf(spec)
      .filter(({ shortMinutes }) => shortMinutes * 60 < LEAST_SCRAPES * spec.scrapeSeconds)
      .map(({ id, shortMinutes }) => ({
        rule: 'slo-short-window',
        at: 'burnWindows',
        value: id,
        what: `the short window is shorter than ${LEAST_SCRAPES} scrapes.`,
        why: `${span(shortMinutes)} are ${shortMinutes * 60} s, and ${LEAST_SCRAPES} × ${spec.scrapeSeconds} s between scrapes are ${LEAST_SCRAPES * spec.scrapeSeconds} s: a rate needs two samples, and one late scrape leaves none.`,
        fix: `take a short window of ${span(Math.ceil((LEAST_SCRAPES * spec.scrapeSeconds) / 60))} or more, or scrape every ${Math.floor((shortMinutes * 60) / LEAST_SCRAPES)} s.`,
      })),
  (spec) => {
    const ids = legsOf(spec).map(({ id, severity }) => `${severity} ${id}`);
    return ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => ({
        rule: 'slo-same-leg',
        at: 'burnWindows',
        value: id,
        what: 'there are two of them.',
        why: 'their alerts would have the same name and the same labels.',
        fix: 'drop one, or change its windows.',
      }));
  },
];

function unreachable(spec: ObjectiveSpec, { id, factor, threshold }: Leg): ObjectiveProblem {
  const most = plain(1 / budgetOf(spec));
  return {
    rule: 'slo-unreachable',
    at: 'burnWindows',
    value: id,
    what: `it can never fire at a target of ${percent(spec.target)}.`,
    why: `it fires above ${factor} × (1 - ${spec.target}) = ${percent(threshold)} errors, and there are never more than 100 %: the budget burns ${most} times too fast at most.`,
    fix: `give the leg a smaller budget, or the objective a target above ${percent(1 - 1 / factor)}.`,
  };
}
