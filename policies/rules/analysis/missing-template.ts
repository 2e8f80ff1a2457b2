import type { CannotKnow, Found, RelationRule } from '../../rule';
import { all, METRIC, template } from '../example';
import { usesIn } from './uses';

const EXPERIMENT = `apiVersion: argoproj.io/v1alpha1
kind: Experiment
metadata: { name: web, namespace: shop }
spec:
  duration: 10m
  templates:
    - name: next
      selector: { matchLabels: { app: web } }
      template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'acme/web:1.4.2' }] } }
  analyses: [{ name: rate, templateName: success-rate, args: [{ name: service, value: web }] }]`;

/** What a Rollout names, also in its experiments, is for `missing-reference`. */
export const missingTemplate: RelationRule = {
  id: 'missing-template',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Experiment'],
  title: 'Templates that an experiment names are there',
  why: 'it ends in an error as soon as its pods are ready, and compares nothing.',
  fix: 'add it, or correct the name.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, experiments/experiment.go reconcileAnalysisRun',
  since: '0.2.0',
  check: (item, { inventory, world }) =>
    usesIn(item, inventory)
      .flatMap(({ missing }) => missing)
      .map(({ name, clusterScope, field }): Found | CannotKnow => {
        const template = `the ${clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'} "${name}"`;
        if (world === 'open') return { unknown: `whether ${template} is elsewhere` };
        return { item: field.item, at: field.path, value: name, what: `${template} is not among the manifests.` };
      }),
  examples: {
    good: [{ title: 'the template is there', manifests: all(EXPERIMENT, template(METRIC)) }],
    bad: [{ title: 'no template', manifests: EXPERIMENT }],
  },
};
