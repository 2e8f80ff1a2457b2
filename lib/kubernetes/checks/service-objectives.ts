import { runChecks, type Check } from './check';
import type { ServiceSubject } from './service-subject';
import type { Problem } from '../../errors';

/** Whether the objectives of a service are its own, and whether somebody measures them. */
export const serviceObjectiveChecks: readonly Check<ServiceSubject>[] = [
  {
    id: 'P9',
    *find({ props: { objectives = [], monitoring = [], judgement } }) {
      if (objectives.length > 0 && monitoring.length === 0) {
        yield {
          at: 'monitoring',
          what: 'there are objectives, and nobody measures them.',
          why: 'they would judge no canary and wake nobody up.',
          fix: "name who does: `monitoring: [prometheusVendor]`, from 'stepgate/monitoring'.",
        };
      }
      if (objectives.length === 0 && (monitoring.length > 0 || judgement !== undefined)) {
        yield {
          at: 'monitoring',
          what: 'there are no objectives.',
          why: 'nothing would be measured, alerted on or shown.',
          fix: 'pass `objectives`, or leave `monitoring` and `judgement` out.',
        };
      }
    },
  },
  {
    id: 'P10',
    *find({ name, namespace, props: { objectives = [] } }) {
      for (const { id, spec } of objectives) {
        if (spec.service !== name) {
          yield {
            at: `objectives["${id}"].service`,
            value: spec.service,
            what: `this service is "${name}".`,
            why: 'its canary would be judged by, and its alerts speak of, another one.',
            fix: `say service: "${name}", or pass the objective to the service it is about.`,
          };
        }
        if (spec.namespace !== namespace) {
          yield {
            at: `objectives["${id}"].namespace`,
            value: spec.namespace,
            what: namespace === undefined ? 'this service has no namespace.' : `this service is in "${namespace}".`,
            why: 'queries select by the namespace, and Alertmanager routes by it.',
            fix:
              namespace === undefined
                ? `give the chart one: new Chart(app, id, { namespace: "${spec.namespace}" }).`
                : `say namespace: "${namespace}".`,
          };
        }
      }
    },
  },
  {
    id: 'P11',
    *find({ props: { objectives = [] } }) {
      const ids = objectives.map(({ id }) => id);
      for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
        yield {
          at: `objectives["${id}"]`,
          value: id,
          what: 'there are two of this name.',
          why: 'their metrics and alerts would have the same names.',
          fix: 'give one of them a `name`, such as "latency-slowest".',
        };
      }
    },
  },
  {
    id: 'P12',
    *find({ props: { objectives = [], analysis, strategy } }) {
      const own = analysis !== undefined && 'templates' in analysis ? analysis : strategy?.canary?.analysis;
      if (objectives.length > 0 && own?.dryRun === 'all') {
        yield {
          at: 'analysis.dryRun',
          value: 'all',
          what: 'it would hold for the objectives as well.',
          why: 'they are measured in the same AnalysisRun, and no bad version would be stopped.',
          fix: 'name the metrics that are on trial.',
        };
      }
    },
  },
  {
    id: 'P13',
    *find({ props: { objectives = [], strategy } }) {
      if (objectives.length > 0 && strategy?.blueGreen) {
        yield {
          at: 'objectives',
          what: 'the strategy is blue-green.',
          why: 'it has no canary beside an old version that serves as well, so there is nothing to compare.',
          fix: 'let `new ObjectiveMonitoring(...)` alert on them, and judge with postPromotionAnalysis: `canaryAnalysis(...).soak` has the metrics.',
        };
      }
    },
  },
];

/** What is wrong with the objectives of a service, whatever else is. */
export function serviceObjectiveFaults(subject: ServiceSubject): readonly Problem[] {
  return runChecks(serviceObjectiveChecks, subject);
}
