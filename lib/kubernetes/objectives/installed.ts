import { firstThatCan, isAnswered, noneCan } from './answers';
import type { Problem } from '../../errors';
import { ALERT_TESTS as ALERT_TESTS_KEY } from '../../facts/conventions';
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
  /** Tests of the alerts. */
  readonly tests: readonly TextFile[];
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
    if (!isAnswered(found)) return [];
    const { vendor, answer } = found;
    const tests = testsOf(vendor, objective);
    const artefacts = answer.artefacts.map((artefact) => withTests(artefact, tests));
    return [{ vendor, namespace: objective.spec.namespace, ...answer, artefacts, tests }];
  });
  const services = groupBy(objectives, ({ spec }) => `${spec.namespace}/${spec.service}`);
  const shown = [...services.values()].flatMap((own): Installed[] => {
    const { service = '', namespace = '' } = own[0]?.spec ?? {};
    const found = firstThatCan(vendors, (vendor) => vendor.dashboard({ service, namespace, objectives: own }));
    return isAnswered(found)
      ? [{ vendor: found.vendor, namespace, alerts: [], artefacts: found.answer, tests: [] }]
      : [];
  });
  return [...alerting, ...shown];
}

/** What several objectives need alike, such as a folder of dashboards, is installed once. */
export function withoutRepeats(artefacts: readonly Artefact[]): readonly Artefact[] {
  return [...new Map(artefacts.map((artefact) => [JSON.stringify(artefact), artefact])).values()];
}

/** The tests of the alerts, and what goes to the vendor's API unless Kubernetes takes it in another form. */
export function filesOf({ vendor, namespace, artefacts, tests }: Installed): readonly TextFile[] {
  return [
    ...tests,
    ...(artefacts.some(({ body }) => isKubeObject(body)) ? [] : artefacts).map(({ kind, name, body }) => ({
      path: `${FOR_APIS}/${vendor.id}/${namespace}/${kind}-${name}.json`,
      text: `${JSON.stringify(body, undefined, 2)}\n`,
    })),
  ];
}

function testsOf(vendor: MonitoringVendor, objective: Objective): readonly TextFile[] {
  const tests = vendor.alertTests?.(objective);
  if (tests === undefined || isUnsupported(tests)) return [];
  return tests.map(({ path, text }) => ({ path: `${ALERT_TESTS}/${path}`, text }));
}

/** An object with alerts says where their tests are. */
function withTests(artefact: Artefact, tests: readonly TextFile[]): Artefact {
  const { body, tested = false } = artefact;
  const test = tests.find(({ path }) => /\.test\.ya?ml$/.test(path));
  if (!tested || test === undefined || !isKubeObject(body)) return artefact;
  const annotations = { ...(Object(body.metadata.annotations) as object), [ALERT_TESTS_KEY]: test.path };
  return { ...artefact, body: { ...body, metadata: { ...body.metadata, annotations } } };
}
