import { isUnknown } from '../model/known';
import type { AnalysisProof, MetricProof } from '../model/proof';
import { duration, percent, stepName } from '../words';
import { resumedIn, type Found, type Remarkable, type RemarkKind } from './remarkable';

/** Nothing looks at the new version. */
export const noAnalysis: RemarkKind = {
  id: 'no-analysis',
  severity: 'warning',
  title: 'no analysis at all',
  find: ({ plan: { strategy }, proofs }) => {
    if (proofs.length > 0) return [];
    const fix =
      strategy.kind === 'rolling'
        ? 'make it a Rollout with steps and an analysis, if it serves requests.'
        : 'add an analysis that starts with the first traffic.';
    return [{ what: 'no analysis looks at the new version.', why: 'a bad one is promoted like a good one.', fix }];
  },
};

/** A metric that no bad version can make fail. */
export const cannotFail: RemarkKind = {
  id: 'cannot-fail',
  severity: 'warning',
  title: 'an analysis that cannot fail',
  find: ({ proofs }) =>
    eachMetric(proofs).flatMap(({ proof, metric }) =>
      metric.canFail === false && metric.reason !== 'dryRun'
        ? [{ ...at(proof), ...sayCannotFail(proof.analysis, metric.reason, metric.why) }]
        : [],
    ),
};

/** What to say of a metric that cannot fail, for the reason that a proof gives. */
export function sayCannotFail(analysis: string, reason: MetricProof['reason'], why: string): Found {
  return {
    what: `"${analysis}" cannot fail: ${why}.`,
    why: 'it looks like a gate and stops nothing.',
    fix: MEND[reason] ?? 'give it a condition that a bad version breaks.',
  };
}

const MEND: Readonly<Record<string, string>> = {
  limitNotBelowCount: 'set failureLimit below count: it is how many failures are forgiven.',
  nothingIsBad: 'give it a successCondition that a bad version breaks.',
  onlyPauses: 'give it a failureCondition too, so that a bad value fails.',
  neverRuns: 'start it at a step that exists, and name a template.',
  tooFewMeasurements: 'measure more often, forgive less, start it earlier or end later.',
};

/** Nobody can tell whether it guards anything. */
export const unknownGuard: RemarkKind = {
  id: 'unknown-guard',
  severity: 'info',
  title: 'an analysis of which nobody can tell whether it can fail',
  find: ({ proofs }) =>
    eachMetric(proofs).flatMap(({ proof, metric }) =>
      isUnknown(metric.canFail)
        ? [
            {
              ...at(proof),
              what: `whether "${metric.metric}" of "${proof.analysis}" can fail is not known: ${metric.canFail.unknown}.`,
              why: 'the figures take it for an analysis that stops nothing.',
              fix: 'say what is missing in the manifest, if it can be said there.',
            },
          ]
        : [],
    ),
};

/** The worst version there can be gets through. */
export const undetected: RemarkKind = {
  id: 'undetected',
  severity: 'warning',
  title: 'a version that fails every request is promoted',
  find: (on) => {
    const open = on.proofs.length === 0 || on.proofs.some(({ canFail }) => isUnknown(canFail));
    if (open || resumedIn(on, 'badFromStart')?.outcome !== 'promoted') return [];
    return [
      {
        what: `a version that fails ${percent(on.assumptions.badErrorRate)} of its requests is promoted, for all that its analyses see.`,
        why: 'the analyses are there and protect nobody.',
        fix: 'scope them to the canary, let them fail, and start them with the first traffic.',
      },
    ];
  },
};

/** From some moment on a fault is not caught. */
export const unguarded: RemarkKind = {
  id: 'unguarded',
  severity: 'info',
  title: 'a last stretch in which a fault is not caught',
  find: (on) => {
    const worst = resumedIn(on, 'worstMoment');
    const from = worst?.worstMoment?.unguardedFromSeconds;
    const until = resumedIn(on, 'healthy')?.durationSeconds;
    if (from === undefined || until === undefined || until === 'never' || on.proofs.length === 0) return [];
    const what = `a fault that begins ${duration(from)} after the start or later is not caught; the rollout takes ${duration(until)}.`;
    return [
      {
        what,
        why: 'the analyses end with the rollout: what is left of it is too short for them to fail.',
        fix: 'keep the last step long enough for failureLimit + 1 measurements.',
      },
    ];
  },
};

/** A good version is stopped before it served anything. */
export const coldStart: RemarkKind = {
  id: 'cold-start',
  severity: 'warning',
  title: 'an analysis that ends a good version before it has traffic',
  find: (on) => {
    const cold = resumedIn(on, 'coldStart');
    if (cold?.outcome !== 'aborted' || resumedIn(on, 'healthy')?.outcome === 'aborted') return [];
    const { detection } = cold;
    const who = detection?.metric ?? detection?.analysis ?? 'an analysis';
    return [
      {
        what: `a healthy version is aborted after ${duration(cold.durationSeconds)}: "${who}" has no data yet, and that counts as ${detection?.verdict ?? 'an error'}.`,
        why: 'it is measured before the new version has served anything.',
        fix: 'start it after the first setWeight (startingStep), with an initialDelay longer than its look-back.',
      },
    ];
  },
};

/** Silence counts as health. */
export const blind: RemarkKind = {
  id: 'blind',
  severity: 'warning',
  title: 'missing data or NaN that count as health',
  find: (on) =>
    (['noData', 'notANumber'] as const).flatMap((kind): Found[] => {
      const gating = eachMetric(on.proofs).filter(({ metric }) => metric.canFail === true);
      if (gating.length === 0 || resumedIn(on, kind)?.outcome !== 'promoted') return [];
      const silent = kind === 'noData' ? 'no data' : 'NaN, as 0/0 is,';
      return [
        {
          what: `with ${silent} from every query the new version is promoted.`,
          why: 'when monitoring is down, or nobody sends requests, nothing guards the release.',
          fix: 'make it Inconclusive or Failed: test len(result) and isNaN in the conditions.',
        },
      ];
    }),
};

/** It judges all requests, of which the canary's are few. */
export const diluted: RemarkKind = {
  id: 'diluted',
  severity: 'warning',
  title: 'a query over the whole service, in which the canary drowns',
  find: ({ plan: { strategy }, proofs }) => {
    const steps = strategy.kind === 'canary' ? strategy.steps.length : 0;
    return eachMetric(proofs).flatMap(({ proof, metric }) => {
      const first = metric.steps.find(({ exposure }) => exposure > 0 && exposure < 1);
      const rate = first?.detectableErrorRate;
      if (!first || rate === undefined || isUnknown(rate) || (rate !== 'none' && rate < DROWNS)) return [];
      const place = first.stepIndex === undefined ? '' : ` at ${stepName(first.stepIndex, steps)}`;
      const from =
        rate === 'none' ? 'not even if all of its requests fail' : `only if ${percent(rate)} of its requests fail`;
      return [
        {
          ...at(proof),
          what: `"${metric.metric}" sees a bad canary${place} (${percent(first.exposure)} of the traffic) ${from}.`,
          why: 'it judges more than the canary, whose share of what it sees is that small.',
          fix: 'scope the query to the canary: its pod hash, Service or subset.',
        },
      ];
    });
  },
};

/** Half of all requests must fail: far from what an error budget allows. */
const DROWNS = 0.5;

/** Chances at the request rate that was given. */
export const chances: RemarkKind = {
  id: 'chances',
  severity: 'warning',
  title: 'too few requests to tell a worse version from a good one',
  find: ({ proofs }) => {
    const metrics = eachMetric(proofs);
    // a level, for example, sees little of a rise that a comparison beside it does see
    const isSeen = metrics.some(
      ({ metric: { canFail, power } }) => canFail === true && !isUnknown(power) && power.power >= ENOUGH_POWER,
    );
    return metrics.flatMap(({ proof, metric }): Found[] => {
      const { power } = metric;
      if (isUnknown(power) || metric.canFail !== true) return [];
      const found: Found[] = [];
      if (!isSeen) found.push({ ...at(proof), ...weak(metric, power) });
      if (power.falseAlarm > 0.05) {
        found.push({
          ...at(proof),
          what: `"${metric.metric}" stops a good version in ${percent(power.falseAlarm)} of its rollouts.`,
          why: 'people learn to overrule a gate that cries wolf.',
          fix: 'look at more requests per measurement, or forgive more failures.',
        });
      }
      return found;
    });
  },
};

/** What is usually asked of a test. */
const ENOUGH_POWER = 0.8;

function weak(metric: MetricProof, { rise, power, needed }: Exclude<MetricProof['power'], { unknown: string }>): Found {
  const more = needed?.requestRate === undefined ? '' : `, or have ${Math.ceil(needed.requestRate)} requests/s`;
  return {
    what: `"${metric.metric}" sees an error rate that is ${percent(rise)} higher with a chance of ${percent(power)}.`,
    why: 'what it misses is promoted.',
    fix:
      needed?.factor === 'never'
        ? `no number of requests is enough: ${needed.why ?? 'its threshold is too far off'}; compare with the old version.`
        : `look back further or measure at a larger weight${more}.`,
  };
}

interface Told {
  readonly proof: AnalysisProof;
  readonly metric: MetricProof;
}

function eachMetric(proofs: Remarkable['proofs']): Told[] {
  return proofs.flatMap((proof) => proof.metrics.map((metric) => ({ proof, metric })));
}

function at({ stepIndex }: AnalysisProof): { stepIndex?: number } {
  return stepIndex === undefined ? {} : { stepIndex };
}
