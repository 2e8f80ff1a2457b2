import type { RelationRule } from '../../rule';
import { all } from '../example';
import { autoscaler, deployment, safe } from './examples';
import { AUTOSCALERS, takenOver, targetOf } from './indices';

/** An autoscaler says the number of pods; it has to say it to whoever starts them. */
export const autoscalerTarget: RelationRule = {
  id: 'autoscaler-target',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: AUTOSCALERS,
  title: 'An autoscaler scales something that is there',
  why: 'nothing is scaled, which shows when traffic grows.',
  fix: 'name the workload in scaleTargetRef: apiVersion, kind and name.',
  level: 'error',
  source: 'Kubernetes: HorizontalPodAutoscaler; Argo Rollouts v1.9.1, docs/features/hpa-support.md',
  since: '0.2.0',
  *check(item, { inventory, world }) {
    const ref = targetOf(item);
    const target = inventory.find(ref);
    const at = ['spec', 'scaleTargetRef'];
    if (!target) {
      const what = `the ${ref.groupKind} "${ref.name}"`;
      yield world === 'open'
        ? { unknown: `${what}, which is not among the manifests` }
        : { at, what: `${what} is not there.` };
      return;
    }
    const rollout = takenOver(inventory).get(target);
    if (!rollout) return;
    yield {
      at,
      what: `it scales the ${target.object.kind} "${ref.name}", whose pods the Rollout "${rollout.object.metadata.name ?? ''}" runs.`,
      why: 'it starts pods of the old kind beside those of the Rollout, which stays as large as it is.',
      fix: 'name the Rollout in scaleTargetRef.',
    };
  },
  examples: {
    good: [{ title: 'the Rollout', manifests: all(safe(), autoscaler()) }],
    bad: [
      {
        title: 'the Deployment that it once was',
        manifests: all(safe(), autoscaler({ target: 'apiVersion: apps/v1, kind: Deployment, name: web' })),
      },
      {
        title: 'the Deployment that a Rollout takes over',
        manifests: all(
          deployment('replicas: 0'),
          `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: { canary: {} }`,
          autoscaler({ target: 'apiVersion: apps/v1, kind: Deployment, name: web' }),
        ),
      },
    ],
  },
};
