import { join } from 'node:path';
import { planFiles, SCENARIOS, type PlanReport } from '../../lib/planner';
import { testWithShared } from '../support/tools';

const examples = (shared: string) => planFiles([join(shared, 'corpus/argo-examples')], { deployments: false });

/** Rollouts on which something is remarked, by the start of their file's name. */
function earning(reports: readonly PlanReport[], id: string): string[] {
  return reports
    .filter(({ remarks }) => remarks.some((remark) => remark.id === id))
    .map(({ plan }) => /([^/]+)\.yaml/.exec(plan.identity.source ?? '')?.[1] ?? '');
}

testWithShared("each of Argo's examples can be planned", (shared) => {
  const { reports, problems } = examples(shared);
  // a template with {{ }} outside quotes, which Kubernetes would not read either
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { rule: 'yaml-syntax', at: expect.stringMatching(/traffic-management_rollout-linkerd\.yaml:101:\d+$/) },
  ]);
  expect(reports).toHaveLength(20);
  for (const { simulations } of reports) {
    expect(simulations.map(({ scenario }) => scenario.kind)).toEqual(SCENARIOS.map(({ kind }) => kind));
    // a good version that ends nowhere names the step that blocks
    const [healthy] = simulations;
    if (healthy?.durationSeconds === 'never') expect(healthy.stepIndex ?? healthy.reason).toBeDefined();
    expect(healthy?.reason).not.toBe('neverSettles');
  }
});

testWithShared("and what is surprising about Argo's examples is found", (shared) => {
  const { reports, templates } = examples(shared);
  // two metrics that cannot fail: count 1 and failureLimit 1
  expect(
    templates.filter(({ remarks }) => remarks.length > 0).map(({ kind, name, used }) => [kind, name, used]),
  ).toEqual([
    ['AnalysisTemplate', 'pass', false],
    ['ClusterAnalysisTemplate', 'always-pass', true],
  ]);
  const canaries = reports.filter(({ plan }) => plan.strategy.kind === 'canary');
  // 15 canaries without any analysis, 8 with an endless pause
  expect(earning(canaries, 'no-analysis')).toHaveLength(15);
  expect(earning(canaries, 'indefinite-pause')).toHaveLength(8);
  // and the one blue-green never switches by itself, nor looks at anything
  expect(earning(reports, 'indefinite-pause')).toContain('rollout-bluegreen');
  expect(earning(reports, 'no-analysis')).toContain('rollout-bluegreen');
  // none aborts a crash loop, none can go back without all its steps
  expect(reports.filter(({ plan }) => plan.progressDeadline.aborts === true)).toEqual([]);
  expect(reports.filter(({ plan }) => plan.rollbackWindowRevisions !== 0)).toEqual([]);
  // jumps from at most half of the traffic to all of it, after a last setWeight of 5, 10, 20 or 25
  const jumping = reports.filter(
    ({ plan: { strategy }, remarks }) =>
      strategy.kind === 'canary' &&
      strategy.steps.some(({ kind }) => kind === 'setWeight') &&
      remarks.some(({ id, stepIndex }) => id === 'jump' && stepIndex === strategy.steps.length),
  );
  expect(earning(jumping, 'jump')).toEqual([
    'istio_istio-subset-split',
    'rollout-analysis-step',
    'rollout-background-analysis',
    'rollout-experiment-step',
    'rollout-secret',
    'rollout-template-ref',
    'traffic-management_rollout-linkerd',
    'traffic-routing-experiment-step_istio-host-split-experiment-step',
    'traffic-routing-experiment-step_rollout-alb-experiment-step',
    'traffic-routing-experiment-step_rollout-smi-experiment-step',
    'workload-ref_workload-ref',
  ]);
  // experiments that nothing ends
  expect(earning(reports, 'never-ends')).toEqual([
    'rollout-baseline-vs-canary',
    'rollout-canary-preview',
    'rollout-experiment-step',
    'traffic-routing-experiment-step_istio-host-split-experiment-step',
    'traffic-routing-experiment-step_rollout-alb-experiment-step',
    'traffic-routing-experiment-step_rollout-smi-experiment-step',
  ]);
  // one of the two is used by a rollout
  expect(earning(reports, 'cannot-fail')).toEqual(['rollout-analysis-step']);
  expect(earning(reports, 'rounded-weight')).toEqual(['rollout-secret']);
});
