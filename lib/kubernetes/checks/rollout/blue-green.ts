import type { Check } from '../check';
import { isWhole } from '../whole';
import { isSameService } from './services';
import { revisionsKept } from './spec';
import { BLUE_GREEN } from './subject';
import type { RolloutProps } from '../../rollout/props';
import type { BlueGreenProps } from '../../rollout/strategy';

/** A blue-green strategy and the Rollout it stands in. */
export interface BlueGreenSubject {
  readonly props: RolloutProps;
  readonly blueGreen: BlueGreenProps;
}

export const blueGreenChecks: readonly Check<BlueGreenSubject>[] = [
  {
    id: 'active-service',
    *find({ blueGreen }) {
      if (blueGreen.activeService === undefined) {
        yield {
          at: `${BLUE_GREEN}.activeService`,
          what: 'it is missing.',
          why: 'blue-green is the switch of a Service from the old pods to the new ones.',
          fix: 'pass a kplus.Service with the ports of the pods; the Rollout sets its selector. A ProgressiveService makes one.',
        };
      }
    },
  },
  {
    id: 'B1',
    *find({ blueGreen: { activeService, previewService } }) {
      if (isSameService(activeService, previewService)) {
        yield {
          at: `${BLUE_GREEN}.activeService`,
          value: activeService?.name,
          what: 'it is the same Service as previewService.',
          why: "a preview has the new pods while live traffic still has the old ones, so one Service can't be both.",
          fix: 'pass two Services, or leave out `previewService`.',
        };
      }
    },
  },
  {
    id: 'B2',
    *find({ props, blueGreen: { scaleDownDelayRevisionLimit: limit } }) {
      const kept = revisionsKept(props);
      if (isWhole(limit) && isWhole(kept) && limit > kept) {
        yield {
          at: `${BLUE_GREEN}.scaleDownDelayRevisionLimit`,
          value: limit,
          what: `it is more than revisionHistoryLimit (${kept}) keeps.`,
          why: "versions that are deleted can't wait for their scale-down.",
          fix: `pass ${kept} or less, or a greater \`revisionHistoryLimit\`.`,
        };
      }
    },
  },
  {
    id: 'auto-promotion',
    *find({ blueGreen: { autoPromotionEnabled, autoPromotionDelay } }) {
      if (autoPromotionEnabled === false && autoPromotionDelay !== undefined) {
        yield {
          at: `${BLUE_GREEN}.autoPromotionSeconds`,
          what: 'autoPromotionEnabled is false.',
          why: 'the rollout then waits for a person, and Argo never looks at the delay.',
          fix: 'leave out `autoPromotionEnabled: false` to go live after the delay, or leave out `autoPromotionDelay`.',
        };
      }
    },
  },
  {
    id: 'preview-pods',
    *find({ blueGreen: { previewReplicaCount, previewService, prePromotionAnalysis } }) {
      if (previewReplicaCount === 0 && (previewService ?? prePromotionAnalysis)) {
        yield {
          at: `${BLUE_GREEN}.previewReplicaCount`,
          value: 0,
          what: 'there would be no pod to look at before the switch.',
          why: 'the preview Service would have no pods, and prePromotionAnalysis would judge nothing.',
          fix: 'pass 1 or more, or leave it out for as many as `replicas`.',
        };
      }
    },
  },
];
