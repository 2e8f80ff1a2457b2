import type { Check, Fault } from '../check';
import { isWhole } from '../whole';
import { didYouMean } from '../suggest';
import { BLUE_GREEN, CANARY } from './subject';
import type { RolloutProps } from '../../rollout/props';
import type { AntiAffinity, BlueGreenProps, CanaryProps, StrategyProps } from '../../rollout/strategy';
import { isDuration } from '../../values';

/** The options of the two strategies; the compiler keeps the lists complete. */
const SHARED: Readonly<Record<keyof StrategyProps, true>> = {
  antiAffinity: true,
  maxUnavailable: true,
  scaleDownDelay: true,
  scaleDownDelayRevisionLimit: true,
  abortScaleDownDelay: true,
};
const CANARY_OPTIONS: Readonly<Record<keyof CanaryProps, true>> = {
  ...SHARED,
  steps: true,
  analysis: true,
  canaryService: true,
  stableService: true,
  rootService: true,
  pingPong: true,
  router: true,
  managedRoutes: true,
  maxSurge: true,
  canaryMetadata: true,
  stableMetadata: true,
  dynamicStableScale: true,
  minPodsPerReplicaSet: true,
  replicaProgressThreshold: true,
};
const BLUE_GREEN_OPTIONS: Readonly<Record<keyof BlueGreenProps, true>> = {
  ...SHARED,
  activeService: true,
  previewService: true,
  previewReplicaCount: true,
  autoPromotionEnabled: true,
  autoPromotionDelay: true,
  prePromotionAnalysis: true,
  postPromotionAnalysis: true,
  previewMetadata: true,
  activeMetadata: true,
};

/** What both strategies have. */
export const strategyChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'unknown-option',
    *find({ strategy: { canary, blueGreen } }) {
      yield* unknownOptions(CANARY, canary, CANARY_OPTIONS);
      yield* unknownOptions(BLUE_GREEN, blueGreen, BLUE_GREEN_OPTIONS);
    },
  },
  {
    id: 'abort-delay',
    *find({ strategy: { canary, blueGreen } }) {
      const delay = (canary ?? blueGreen)?.abortScaleDownDelay;
      if (isDuration(delay) && delay.toMilliseconds({ integral: false }) === 0) {
        yield {
          at: `${canary ? CANARY : BLUE_GREEN}.abortScaleDownDelaySeconds`,
          value: 0,
          what: "zero is Argo's word for never.",
          why: canary
            ? "Argo's page says that the pods then run on for ever, and v1.9.1 takes them away at once."
            : 'the pods of the aborted version would run on for ever instead of being taken away at once.',
          fix: `${canary ? '' : "say 'never' if that is meant, otherwise "}pass Duration.seconds(1) or more.`,
        };
      }
    },
  },
  {
    id: 'abort-never',
    *find({ strategy: { canary } }) {
      if (canary?.abortScaleDownDelay === 'never') {
        yield {
          at: `${CANARY}.abortScaleDownDelaySeconds`,
          value: 0,
          what: 'an aborted canary does not stay for ever: its pods go at once.',
          why: 'Argo v1.9.1 takes 0 for "no delay" when it scales an aborted canary down, whatever its page says; only a blue-green keeps its pods.',
          fix: 'pass a Duration long enough to look at the pods, such as Duration.days(1).',
        };
      }
    },
  },
  { id: 'C26', find: ({ strategy: { canary } }) => antiAffinity(CANARY, canary?.antiAffinity) },
  { id: 'B3', find: ({ strategy: { blueGreen } }) => antiAffinity(BLUE_GREEN, blueGreen?.antiAffinity) },
];

function* unknownOptions(at: string, props: object | undefined, options: object): Iterable<Fault> {
  for (const [option, value] of Object.entries(props ?? {})) {
    if (value !== undefined && !(option in options)) {
      yield {
        at: `${at}.${option}`,
        what: `there is no option "${option}".${didYouMean(option, Object.keys(options))}`,
        why: 'it would be dropped, and with it whatever it was meant to guard.',
        fix: `use one of ${Object.keys(options).join(', ')}.`,
      };
    }
  }
}

function* antiAffinity(at: string, affinity: AntiAffinity | undefined): Iterable<Fault> {
  if (affinity?.weight !== undefined && !isWhole(affinity.weight, 1, 100)) {
    yield {
      at: `${at}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`,
      value: affinity.weight,
      what: 'it must be a whole number from 1 to 100.',
      why: 'it is the weight of a scheduling preference, and Kubernetes knows no others.',
      fix: 'pass AntiAffinity.preferred(100) for a strong wish, or AntiAffinity.required().',
    };
  }
}
