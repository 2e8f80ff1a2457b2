import { changesOf, remove, replace } from './change';

const CANARY = '/spec/strategy/canary';
const STEPS = `${CANARY}/steps`;
const weight = (percent: number) => ({ setWeight: percent });
const pause = (duration?: string) => ({ pause: duration === undefined ? {} : { duration } });

/** How a version takes over. */
export const steps = changesOf(
  'Rollout',
  ['argo-refuses', 'it pauses for a day, in a unit that Go does not know', replace(`${STEPS}/1`, pause('1d'))],
  [
    'one-step-each',
    'weight and scale are one step',
    replace(`${STEPS}/0`, { ...weight(5), setCanaryScale: { weight: 5 } }),
  ],
  [
    'missing-reference',
    'its canary has a Service that nobody made',
    replace(`${CANARY}/canaryService`, 'checkout-next'),
  ],
  ['analysis-errs', 'nobody tells the analysis which pods are the canary', remove(`${CANARY}/analysis/args`)],
  [
    'missing-route',
    'its router is told to set weights on another route',
    replace(`${CANARY}/trafficRouting/istio/virtualService/name`, 'checkout'),
  ],
  ['indefinite-pause', 'it waits for somebody to agree', replace(`${STEPS}/1`, pause())],
  ['slow', 'it stays at 5 % for two hours', replace(`${STEPS}/1`, pause('2h'))],
  ['no-steps', 'it takes all traffic at once', replace(STEPS, [])],
  [
    'no-analysis',
    'nothing judges the new version',
    remove(`${CANARY}/analysis`),
    replace(STEPS, [
      weight(5),
      pause('3m'),
      weight(20),
      pause('5m'),
      weight(50),
      pause('5m'),
      weight(100),
      pause('3m'),
    ]),
  ],
  ['unrouted', 'nothing splits its traffic', remove(`${CANARY}/trafficRouting`)],
  ['first-exposure', 'a third of all requests meet it first', replace(`${STEPS}/0`, weight(33))],
  ['weight-jump', 'it goes from 10 % to 80 %', replace(`${STEPS}/4`, weight(80)), replace(`${STEPS}/6`, weight(80))],
  ['soak', 'it stays at 5 % for ten seconds', replace(`${STEPS}/1`, pause('10s'))],
  ['final-soak', 'it is promoted from 80 % on', remove(`${STEPS}/13`), remove(`${STEPS}/12`), remove(`${STEPS}/11`)],
);
