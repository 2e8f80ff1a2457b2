import type { Verdicts } from '../../../plan/model/analysis';
import { isUnknown, unknown } from '../../../plan/model/known';
import { scopeOfText } from '../sides';
import { textsIn, type Asked, type Reading } from './provider';

/** A Job: its exit status decides. It is not asked for data, so what it misses it fails. */
export function readJob({ spec, sides }: Asked): Reading {
  const scope = scopeOfText(textsIn(spec), sides);
  return {
    answers: { bad: 'Failed', noData: 'Failed', notANumber: 'Failed' },
    lookBackSeconds: 0,
    needsTraffic: false,
    scope: scope === 'service' ? unknown('scope: what a Job tests is up to its containers') : scope,
  };
}

/** Kayenta: scores from 0 to 100; `pass` and above is good, below `marginal` Failed, between them Inconclusive. */
export function readKayenta({ spec, intervalSeconds }: Asked): Reading {
  const { threshold, lookback } = Object(spec) as {
    threshold?: { pass?: unknown; marginal?: unknown };
    lookback?: unknown;
  };
  const [pass, marginal] = [Number(threshold?.pass ?? 0), Number(threshold?.marginal ?? 0)];
  const verdicts: Verdicts = {
    bad: pass <= 0 ? 'Successful' : marginal > 0 ? 'Failed' : 'Inconclusive',
    noData: unknown('no data: its canary configuration says what that is'),
    notANumber: unknown('NaN: its canary configuration says what that is'),
  };
  return {
    answers: verdicts,
    lookBackSeconds:
      lookback === true
        ? unknown('look-back: from the start of the analysis')
        : intervalSeconds === undefined || isUnknown(intervalSeconds)
          ? unknown('look-back: the scopes say it')
          : intervalSeconds,
    needsTraffic: unknown('whether the metrics of its canary configuration need traffic'),
    // it compares an experiment with a control
    scope: 'canary',
  };
}

/** A plugin: what it measures and how it answers is its own business. */
export function readPlugin({ spec, sides }: Asked): Reading {
  const name = Object.keys(Object(spec) as object)[0] ?? '';
  const because = unknown(`the plugin ${name} decides`);
  const scope = scopeOfText(textsIn(spec), sides);
  return {
    answers: { bad: because, noData: because, notANumber: because },
    lookBackSeconds: because,
    needsTraffic: because,
    scope: scope === 'service' ? because : scope,
  };
}
