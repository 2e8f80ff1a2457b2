import type { Check, Fault } from '../check';
import { isWhole } from '../whole';
import { stepCheck, weightAt } from './step-checks';
import type { CanarySubject } from './subject';
import { isDuration } from '../../values';

/** The step `experiment`. */
export const stepExperimentChecks: readonly Check<CanarySubject>[] = [
  stepCheck('C23', function* ({ step: { experiment }, at }, { routers }) {
    for (const [index, { weight }] of (experiment?.templates ?? []).entries()) {
      if (weight !== undefined && routers.length === 0) {
        yield {
          at: `${at}.experiment.templates[${index}].weight`,
          value: weight,
          what: 'it needs a traffic router.',
          why: 'without one nobody can send a share of the traffic to these pods: Argo refuses the Rollout.',
          fix: 'pass a `router`, or leave out `weight` and reach the pods by `service`.',
        };
      }
    }
  }),
  stepCheck('C24', function* ({ step: { experiment }, at }, { routers }) {
    const able = routers.some(({ capabilities }) => capabilities.experimentWeight);
    for (const [index, { weight }] of (experiment?.templates ?? []).entries()) {
      if (weight !== undefined && routers.length > 0 && !able) {
        yield {
          at: `${at}.experiment.templates[${index}].weight`,
          value: weight,
          what: `${routers.map(({ id }) => id).join(' and ')} can't send traffic to an experiment.`,
          why: 'Argo refuses the Rollout: the pods would never get that share.',
          fix: 'use a router that can (SMI, ALB, Istio, plugins), or leave out `weight`.',
        };
      }
    }
  }),
  stepCheck('experiment-endless', function* ({ step: { experiment }, at }) {
    const ending = experiment?.analyses?.some(({ requiredForCompletion }) => requiredForCompletion);
    if (experiment && experiment.duration === undefined && !ending) {
      yield {
        at: `${at}.experiment.duration`,
        what: 'the experiment never ends.',
        why: 'it has neither a duration nor an analysis it waits for, and no deadline applies to it: the rollout stands still.',
        fix: 'pass a `duration`, or make an analysis `requiredForCompletion: true`.',
      };
    }
  }),
  stepCheck('experiment-duration', function* ({ step: { experiment }, at }) {
    const duration: unknown = experiment?.duration;
    if (isDuration(duration) && duration.toMilliseconds({ integral: false }) < 1000) {
      yield {
        at: `${at}.experiment.duration`,
        value: duration.toHumanString(),
        what: 'it must be at least one second.',
        why: 'the experiment would end as soon as its pods are ready, before anything is measured.',
        fix: 'make it as long as its analyses need.',
      };
    }
  }),
  stepCheck('experiment-templates', function* ({ step: { experiment }, at }) {
    if (experiment && !experiment.templates?.length) {
      yield {
        at: `${at}.experiment.templates`,
        value: experiment.templates,
        what: 'there are no templates.',
        why: 'an experiment runs the pods of its templates: Kubernetes refuses one without.',
        fix: "pass one or more, such as { name: 'canary', specRef: 'canary' }.",
      };
    }
    for (const [index, template] of (experiment?.templates ?? []).entries()) {
      const place = `${at}.experiment.templates[${index}]`;
      if (!['stable', 'canary'].includes(template.specRef)) {
        yield {
          at: `${place}.specRef`,
          value: template.specRef,
          what: "it must be 'stable' or 'canary'.",
          why: 'it names the version whose pods the experiment runs, and Argo knows these two.',
          fix: "pass 'canary' for the new version, 'stable' for the old one.",
        };
      }
      if (template.replicas !== undefined && !isWhole(template.replicas, 1)) {
        yield {
          at: `${place}.replicas`,
          value: template.replicas,
          what: 'it must be a whole number, one or more.',
          why: 'an experiment without pods measures nothing.',
          fix: 'pass 1 or more, or leave it out for 1.',
        };
      }
    }
  }),
  stepCheck('experiment-names', function* ({ step: { experiment }, at }) {
    yield* namesTwice(`${at}.experiment.templates`, experiment?.templates ?? []);
    yield* namesTwice(`${at}.experiment.analyses`, experiment?.analyses ?? []);
  }),
  stepCheck('experiment-weights', function* ({ step: { experiment }, at, index }, subject) {
    const weights = (experiment?.templates ?? []).flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
    const wrong = weights.find((weight) => !isWhole(weight, 0, subject.maxWeight));
    const held = weightAt(subject, index);
    const sum = weights.reduce((total, weight) => total + weight, held);
    if (wrong !== undefined || (weights.length > 0 && sum > subject.maxWeight)) {
      yield {
        at: `${at}.experiment.templates[*].weight`,
        value: wrong ?? sum,
        what:
          wrong === undefined
            ? `with the canary's ${held} there is more than all traffic (${subject.maxWeight}).`
            : `each must be a whole number from 0 to ${subject.maxWeight}.`,
        why: 'what the experiment gets is taken from the stable version, which has only what the canary leaves.',
        fix: `let the weights add up to at most ${subject.maxWeight - held}.`,
      };
    }
  }),
];

function* namesTwice(at: string, items: readonly { readonly name: string }[]): Iterable<Fault> {
  const names = items.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (!name || names.indexOf(name) < index) {
      yield {
        at: `${at}[${index}].name`,
        value: name,
        what: name ? 'another one of the experiment has this name.' : 'it has no name.',
        why: 'Argo keeps their results by name, so one would overwrite the other.',
        fix: 'give each a name of its own.',
      };
    }
  }
}
