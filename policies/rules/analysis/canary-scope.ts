import { isUnknown, type Metric, type Plan } from '../../../lib/plan';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';

/** Whose requests a query sees. Where the canary drowns in them, `diluted` says so with the figure; nothing here. */
export const canaryScope: UnitRule = {
  id: 'canary-scope',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A query sees the requests of the new version alone',
  why: 'it needs a much worse version, or a much larger share of the traffic, before it sees anything.',
  fix: 'scope it to the canary: its pod hash, Service or subset.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, docs/features/analysis.md "Analysis Template Arguments"',
  since: '0.2.0',
  check: ({ plan, report }) => {
    if (plan?.strategy.kind !== 'canary' || !report) return [];
    const said = report.remarks.filter(({ id }) => id === 'diluted').map(({ what }) => what);
    return metricsIn(plan).flatMap(({ name, scope, needsTraffic, dryRun }): (Found | CannotKnow)[] => {
      if (dryRun === true || needsTraffic === false) return [];
      if (isUnknown(scope)) {
        // a template that is not there is the matter of `missing-reference`
        const isMissing = scope.unknown.endsWith('not among the manifests');
        return isMissing ? [] : [{ unknown: `whose requests "${name}" sees: ${scope.unknown}` }];
      }
      const isSaid = said.some((what) => what.startsWith(`"${name}" `));
      if (scope === 'canary' || needsTraffic !== true || isSaid) return [];
      return [
        { at: ['spec', 'strategy'], key: name, what: `"${name}" judges the requests of both versions together.` },
      ];
    });
  },
  examples: {
    good: [{ title: "the canary's own Service", manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'the whole service, at a large share',
        manifests: all(
          rollout({
            strategy: `
              canary:
                canaryService: web-canary
                stableService: web
                trafficRouting: { nginx: { stableIngress: web } }
                steps:
                  - setWeight: 80
                  - pause: { duration: 10m }
                  - analysis:
                      templates: [{ templateName: success-rate }]
                      args: [{ name: service, value: shop }]`,
          }),
          template(METRIC.replaceAll('0.99', '0.9').replace('interval: 1m', 'interval: 1m\n  count: 5')),
        ),
      },
    ],
  },
};

function metricsIn({ strategy }: Plan): readonly Metric[] {
  if (strategy.kind !== 'canary') return [];
  const inline = strategy.steps.flatMap((step) => (step.kind === 'analysis' ? [step.analysis] : []));
  const analyses = strategy.background ? [strategy.background.analysis, ...inline] : inline;
  // one that errs at once sees nothing at all: `analysis-errs`
  return analyses.filter(({ errsAtStart }) => errsAtStart === undefined).flatMap(({ metrics }) => metrics);
}
