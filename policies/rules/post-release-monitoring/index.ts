import type { Rule } from '../../rule';
import { alertFires } from './alert-fires';
import { alertNamespace } from './alert-namespace';
import { alertParses } from './alert-parses';
import { alertRoute } from './alert-route';
import { alertSeverity } from './alert-severity';
import { alertTests } from './alert-tests';
import { alertsExist } from './alerts-exist';
import { notifications } from './notifications';
import { objectiveAlerts } from './objective-alerts';
import { scraped } from './scraped';

/** Rules of the gate "Post-release monitoring", in the order in which they are read. */
export const postReleaseMonitoringRules = [
  alertsExist,
  objectiveAlerts,
  alertParses,
  alertFires,
  alertSeverity,
  alertRoute,
  alertNamespace,
  alertTests,
  scraped,
  notifications,
] as const satisfies readonly Rule[];
