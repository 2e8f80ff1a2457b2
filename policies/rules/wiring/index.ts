import type { Rule } from '../../rule';
import { analysisErrs } from './analysis-errs';
import { argoRefuses } from './argo-refuses';
import { argoValidation } from './argo-validation';
import { missingReference } from './missing-reference';
import { missingRoute } from './missing-route';
import { newerField } from './newer-field';
import { oneIdentity } from './one-identity';
import { oneStepEach } from './one-step-each';
import { providerRefused } from './provider-refused';
import { routeServices } from './route-services';
import { servicePods } from './service-pods';
import { serviceShared } from './service-shared';
import { surgeText } from './surge-text';
import { templateCycle } from './template-cycle';
import { templateRefused } from './template-refused';

/** Rules about how objects fit together, and whether they are taken at all. */
export const wiringRules = [
  oneIdentity,
  argoRefuses,
  argoValidation,
  templateRefused,
  providerRefused,
  analysisErrs,
  missingReference,
  servicePods,
  serviceShared,
  missingRoute,
  routeServices,
  templateCycle,
  oneStepEach,
  surgeText,
  newerField,
] as const satisfies readonly Rule[];
