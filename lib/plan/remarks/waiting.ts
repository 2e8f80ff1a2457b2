import { resumedIn, type RemarkKind } from './remarkable';
import { duration, stepName } from '../words';

/** It waits for a person, for as long as that takes. */
export const indefinitePause: RemarkKind = {
  id: 'indefinite-pause',
  severity: 'warning',
  title: 'a pause that only a person ends',
  find: ({ plan: { strategy } }) => {
    const why =
      'until a person promotes it the new version keeps its share of traffic, and a way back waits here again.';
    if (strategy.kind === 'blueGreen' && strategy.autoPromotes === false) {
      const what = 'it never switches by itself: autoPromotionEnabled is false.';
      return [{ what, why, fix: 'let prePromotionAnalysis decide, and set autoPromotionEnabled to true.' }];
    }
    if (strategy.kind !== 'canary') return [];
    return strategy.steps.flatMap((step, stepIndex) =>
      step.kind === 'pause' && step.seconds === 'indefinite'
        ? [
            {
              stepIndex,
              what: `step ${stepIndex + 1} pauses for ever.`,
              why,
              fix: 'give it a duration, or an analysis instead.',
            },
          ]
        : [],
    );
  },
};

/** Even a good version does not get through. */
export const neverEnds: RemarkKind = {
  id: 'never-ends',
  severity: 'warning',
  title: 'a good version that is never promoted',
  find: (on) => {
    const healthy = resumedIn(on, 'healthy');
    if (!healthy || healthy.outcome === 'promoted') return [];
    const { strategy } = on.plan;
    const steps = strategy.kind === 'canary' ? strategy.steps.length : 0;
    const { stepIndex, outcome, reason } = healthy;
    const place = stepIndex === undefined ? '' : ` at ${stepName(stepIndex, steps)}`;
    return [
      {
        ...(stepIndex === undefined ? {} : { stepIndex }),
        what: `a healthy version is ${outcome}${place}${place === '' ? '' : ','} ${REASONS[reason]}.`,
        why: 'every release ends there, whoever resumes it.',
        fix: FIXES[reason] ?? 'mend what stops it.',
      },
    ];
  },
};

const REASONS: Readonly<Record<string, string>> = {
  analysis: 'because an analysis ends it',
  deadline: 'because it makes no progress in time',
  indefinitePause: 'because it waits for a person',
  inconclusive: 'because an analysis is Inconclusive',
  endlessAnalysis: 'because its analysis never comes to an end',
  endlessExperiment: 'because its experiment never comes to an end',
  experimentFailed: 'because the pods of its experiment never come',
  missingPods: 'because pods that it needs never come',
  neverSettles: 'because its counts or weights never come to rest',
  rollbackWindow: 'because it goes back within its rollback window',
  frozen: 'because spec.paused freezes it',
  completed: 'although nothing stops it',
};

const FIXES: Readonly<Record<string, string>> = {
  endlessAnalysis: 'name a template, and give each of its metrics a count.',
  endlessExperiment: 'give the experiment a duration, or an analysis with requiredForCompletion that ends.',
  frozen: 'take spec.paused away.',
};

/** Longer than a team can wait that releases more than ten times a day. */
const LONG_SECONDS = 3600;

/** A healthy version takes more than the hour in which elite teams are live (DORA: lead time for changes). */
export const slow: RemarkKind = {
  id: 'slow',
  severity: 'info',
  title: 'a release that takes more than an hour',
  find: (on) => {
    const seconds = resumedIn(on, 'healthy')?.durationSeconds ?? 0;
    if (seconds === 'never' || seconds <= LONG_SECONDS) return [];
    return [
      {
        what: `a healthy version takes ${duration(seconds)} to be promoted.`,
        why: 'a lead time under an hour and ten releases a day are out of reach.',
        fix: 'shorten the pauses; the analyses say how much time they need.',
      },
    ];
  },
};
