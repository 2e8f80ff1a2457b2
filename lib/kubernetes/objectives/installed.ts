import { firstThatCan, isAnswered, noneCan } from './answers';
import type { Problem } from '../../errors';
import { isKubeObject } from '../../facts/item';
import { groupBy } from '../../group-by';
import { isUnsupported, type Alert, type Artefact, type MonitoringVendor } from '../../monitoring/vendor';
import { clashesIn, type Objective } from '../../slo';
import type { TextFile } from '../../synth/write';

/** Folder of the tests of alerts, in the output folder. */
export const ALERT_TESTS = 'alert-tests';

/** Folder of what goes to the APIs of vendors, in the output folder. */
const FOR_APIS = 'monitoring';

/** What one vendor does for one objective, or shows of a service. */
export interface Installed {
  readonly vendor: MonitoringVendor;
  readonly namespace: string;
  readonly alerts: readonly Alert[];
  readonly artefacts: readonly Artefact[];
  /** Whose alerts it has. @default - it is a dashboard */
  readonly objective?: Objective;
}

/** Objectives that no vendor can alert on. */
export function alertProblems(
  vendors: readonly MonitoringVendor[],
  objectives: readonly Objective[],
): readonly Problem[] {
  const unheard = objectives.flatMap((objective) => {
    const found = firstThatCan(vendors, (vendor) => vendor.alerts(objective));
    return isAnswered(found)
      ? []
      : [
          noneCan('objective-alerts', objective.id, found, {
            what: 'no monitoring system can alert on it.',
            why: 'nobody would hear that its error budget burns.',
            fix: 'do what the vendor says, or add a vendor to `monitoring` that can.',
          }),
        ];
  });
  return [...clashesIn(objectives), ...unheard];
}

/** Alerts on each objective, then a dashboard of each service, by the first vendor that can. */
export function installedFor(
  vendors: readonly MonitoringVendor[],
  objectives: readonly Objective[],
): readonly Installed[] {
  const alerting = objectives.flatMap((objective): Installed[] => {
    const found = firstThatCan(vendors, (vendor) => vendor.alerts(objective));
    return isAnswered(found)
      ? [{ vendor: found.vendor, namespace: objective.spec.namespace, ...found.answer, objective }]
      : [];
  });
  const services = groupBy(objectives, ({ spec }) => `${spec.namespace}/${spec.service}`);
  const shown = [...services.values()].flatMap((own): Installed[] => {
    const { service = '', namespace = '' } = own[0]?.spec ?? {};
    const found = firstThatCan(vendors, (vendor) => vendor.dashboard({ service, namespace, objectives: own }));
    return isAnswered(found) ? [{ vendor: found.vendor, namespace, alerts: [], artefacts: found.answer }] : [];
  });
  return [...alerting, ...shown];
}

/** What several objectives need alike, such as a folder of dashboards, is installed once. */
export function withoutRepeats(artefacts: readonly Artefact[]): readonly Artefact[] {
  return [...new Map(artefacts.map((artefact) => [JSON.stringify(artefact), artefact])).values()];
}

/** The tests of the alerts, and what goes to the vendor's API unless Kubernetes takes it in another form. */
export function filesOf({ vendor, namespace, artefacts, objective }: Installed): readonly TextFile[] {
  const tests = objective && vendor.alertTests?.(objective);
  return [
    ...(tests === undefined || isUnsupported(tests) ? [] : tests).map(({ path, text }) => ({
      path: `${ALERT_TESTS}/${path}`,
      text,
    })),
    ...(artefacts.some(({ body }) => isKubeObject(body)) ? [] : artefacts).map(({ kind, name, body }) => ({
      path: `${FOR_APIS}/${vendor.id}/${namespace}/${kind}-${name}.json`,
      text: `${JSON.stringify(body, undefined, 2)}\n`,
    })),
  ];
}
