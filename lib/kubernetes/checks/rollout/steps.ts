import type { Check, Fault } from '../check';
import { didYouMean } from '../suggest';
import { CANARY, isObject, type CanarySubject, type StepKind } from './subject';

const KINDS: Readonly<Record<StepKind, true>> = {
  setWeight: true,
  pause: true,
  analysis: true,
  experiment: true,
  setCanaryScale: true,
  setHeaderRoute: true,
  setMirrorRoute: true,
  plugin: true,
};

/** The list of steps as a whole, and that each is exactly one of the eight kinds. */
export const stepListChecks: readonly Check<CanarySubject>[] = [
  {
    id: 'steps-empty',
    *find({ canary: { steps } }) {
      if (steps?.length === 0) {
        yield {
          at: `${CANARY}.steps`,
          value: steps,
          what: 'the list of steps is empty.',
          why: 'Argo takes it for no list at all and releases everything at once, though somebody meant to have steps.',
          fix: 'add steps, such as Steps.exponential({ bake: Duration.minutes(5) }), or leave `steps` out.',
        };
      }
    },
  },
  {
    id: 'C12',
    *find(subject) {
      for (const { at, keys, value } of rawSteps(subject)) {
        const kinds = keys.filter((key) => key in KINDS);
        // an unknown word is most likely a misspelt kind: one fault is enough
        if (kinds.length > 1 || (kinds.length === 0 && keys.length === 0)) {
          yield {
            at,
            value: isObject(value) ? kinds : value,
            what: kinds.length > 1 ? 'it is of several kinds.' : 'it is of no kind.',
            why: 'Argo takes one of them and drops the others without a word, or refuses the Rollout.',
            fix: `make it one of ${Object.keys(KINDS).join(', ')}, and each further one a step of its own.`,
          };
        }
      }
    },
  },
  {
    id: 'step-unknown',
    *find(subject) {
      for (const { at, keys } of rawSteps(subject)) {
        for (const key of keys.filter((key) => !(key in KINDS))) {
          yield {
            at: `${at}.${key}`,
            what: `there is no kind of step "${key}".${didYouMean(key, Object.keys(KINDS))}`,
            why: 'Kubernetes drops fields it does not know, so the step would do nothing.',
            fix: `use one of ${Object.keys(KINDS).join(', ')}; the factories of Step spell them right.`,
          };
        }
      }
    },
  },
  {
    id: 'step-shape',
    *find(subject) {
      for (const { at, parts } of rawSteps(subject)) {
        for (const [kind, value] of Object.entries(parts)) {
          if (kind in KINDS && kind !== 'setWeight' && value !== undefined && !isObject(value)) {
            yield wrongShape(`${at}.${kind}`, value, kind);
          }
        }
      }
    },
  },
  {
    id: 'weight-repeated',
    *find({ steps }) {
      let held: number | undefined;
      for (const { step, at } of steps) {
        if (step.setWeight !== undefined && step.setWeight === held) {
          yield {
            at: `${at}.setWeight`,
            value: step.setWeight,
            what: 'this is the weight already.',
            why: 'nothing between has changed it, so the step does nothing; a ladder with such steps does not climb.',
            fix: 'raise it, or leave the step out and make the pause before it longer.',
          };
        }
        if (step.setWeight !== undefined) {
          held = step.setWeight;
        } else if (!step.pause && !step.analysis) {
          held = undefined;
        }
      }
    },
  },
];

/** Steps as they were given, whatever they are. */
function rawSteps({ canary }: CanarySubject) {
  const steps: readonly unknown[] = canary.steps ?? [];
  return steps.map((value, index) => {
    const parts: Readonly<Record<string, unknown>> = isObject(value) ? { ...value } : {};
    const keys = Object.keys(parts).filter((key) => parts[key] !== undefined);
    return { at: `${CANARY}.steps[${index}]`, value, parts, keys };
  });
}

function wrongShape(at: string, value: unknown, kind: string): Fault {
  return {
    at,
    value,
    what: 'it has the wrong form.',
    why: 'Kubernetes expects an object here and refuses anything else.',
    fix: `write it with Step.${kind}${kind === 'pause' ? ', such as Step.pause(Duration.minutes(5))' : ''}.`,
  };
}
