import { budgetOf, isTooSlow, legsOf, type Leg } from './legs';
import { percent, plain, span } from './number';
import type { ObjectiveSpec } from './props';
import type { ObjectiveCheck, ObjectiveProblem } from './refusal';

/** rate() needs two samples in its window; with fewer than four scrapes one that is late or lost leaves a hole. */
const LEAST_SCRAPES = 4;

/** What is wrong with the legs of an objective whose numbers make sense. */
export const legChecks: readonly ObjectiveCheck[] = [
  ({ burnWindows, windowDays }) =>
    burnWindows.length > 0
      ? []
      : [
          {
            rule: 'slo-legs',
            at: 'burnWindows',
            value: burnWindows,
            what: 'there is none.',
            why: 'nothing would watch the objective.',
            fix: `leave it out for the defaults, which say something from 2 days on: the window here is ${windowDays} days.`,
          },
        ],
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
  (spec) =>
    legsOf(spec)
      .filter((leg) => isTooSlow(leg, spec))
      .map((leg) => tooSlow(spec, leg)),
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

function tooSlow(spec: ObjectiveSpec, { id, factor, longMinutes }: Leg): ObjectiveProblem {
  const { windowDays } = spec;
  const share = longMinutes / (windowDays * 1440);
  return {
    rule: 'slo-slow-leg',
    at: 'burnWindows',
    value: id,
    what: `it fires while the objective is met, at ${factor} times the speed that the budget allows.`,
    why:
      share > 1
        ? `its long window of ${span(longMinutes)} is longer than the ${windowDays} days for which the budget holds.`
        : `at that speed the budget of ${windowDays} days lasts ${plain(Number((windowDays / factor).toFixed(1)))} days.`,
    fix:
      share > 1
        ? 'take a shorter long window.'
        : `give it a budget of ${Math.ceil(share * 1000) / 1000} or more (${span(longMinutes)} are ${percent(Number(share.toFixed(3)))} of ${windowDays} days), or a shorter long window.`,
  };
}
