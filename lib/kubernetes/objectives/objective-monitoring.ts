import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { alertProblems, filesOf, installedFor, withoutRepeats } from './installed';
import { refuse } from '../../errors';
import { isKubeObject } from '../../facts/item';
import type { Alert, Artefact, MonitoringVendor } from '../../monitoring/vendor';
import type { Objective } from '../../slo';
import { addFiles } from '../../synth/files';
import { pathOf } from '../values';

/** What an ObjectiveMonitoring is made from. */
export interface ObjectiveMonitoringProps {
  /** What is alerted on and shown. */
  readonly objectives: readonly Objective[];
  /** Who alerts, and who shows: each time the first that can. No dashboard is made where none of them shows any. */
  readonly monitoring: readonly MonitoringVendor[];
}

/**
 * Alerts on objectives, dashboards, and the tests of these alerts. What Kubernetes takes becomes objects of the chart; what goes
 * to the API of a vendor, and the tests, become files in folders beside the manifests, where `kubectl apply -f` does not look.
 */
export class ObjectiveMonitoring extends Construct {
  /** Every alert, one for each leg of each objective. */
  readonly alerts: readonly Alert[];
  /** Everything there is to install, that for the vendors' own APIs included. */
  readonly artefacts: readonly Artefact[];

  /** @throws InvalidInputError if no vendor can alert on one of the objectives, before anything is made */
  constructor(scope: Construct, id: string, { objectives, monitoring }: ObjectiveMonitoringProps) {
    refuse(pathOf(scope, id), alertProblems(monitoring, objectives));
    super(scope, id);
    const installed = installedFor(monitoring, objectives);
    this.alerts = installed.flatMap(({ alerts }) => alerts);
    this.artefacts = withoutRepeats(installed.flatMap(({ artefacts }) => artefacts));
    for (const { kind, name, body } of this.artefacts) {
      if (isKubeObject(body)) {
        new ApiObject(this, `${kind}-${name}`, body);
      }
    }
    addFiles(this, () => installed.flatMap(filesOf));
  }
}
