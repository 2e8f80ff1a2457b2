import type { Rule } from '../../rule';
import { abortDelay } from './abort-delay';
import { autoscalerRequests } from './autoscaler-requests';
import { autoscalerTarget } from './autoscaler-target';
import { availability } from './availability';
import { budgetBlocks } from './budget-blocks';
import { disruptionBudget } from './disruption-budget';
import { drain } from './drain';
import { dynamicStableScale } from './dynamic-stable-scale';
import { fixedReplicas } from './fixed-replicas';
import { gracePeriod } from './grace-period';
import { historyKept } from './history-kept';
import { indefinitePause } from './indefinite-pause';
import { manualUpdate } from './manual-update';
import { neverEnds } from './never-ends';
import { noRollbackWindow } from './no-rollback-window';
import { oneAutoscaler } from './one-autoscaler';
import { oneSelector } from './one-selector';
import { readinessProbe } from './readiness-probe';
import { replicas } from './replicas';
import { serviceSelector } from './service-selector';
import { shortDeadline } from './short-deadline';
import { slow } from './slow';
import { slowRecovery } from './slow-recovery';
import { slowRollback } from './slow-rollback';
import { spread } from './spread';
import { stuckOnCrash } from './stuck-on-crash';
import { switchBack } from './switch-back';

/** Rules of the gate "Deployment safety", in the order in which they are read. */
export const deploymentSafetyRules = [
  neverEnds,
  indefinitePause,
  manualUpdate,
  slow,
  stuckOnCrash,
  shortDeadline,
  slowRollback,
  slowRecovery,
  noRollbackWindow,
  historyKept,
  switchBack,
  abortDelay,
  dynamicStableScale,
  serviceSelector,
  readinessProbe,
  drain,
  gracePeriod,
  availability,
  replicas,
  spread,
  disruptionBudget,
  budgetBlocks,
  oneSelector,
  autoscalerTarget,
  oneAutoscaler,
  fixedReplicas,
  autoscalerRequests,
] as const satisfies readonly Rule[];
