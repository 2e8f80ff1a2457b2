import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { js, POD, serviceIn, use, type Case } from './case';
import {
  AntiAffinity,
  Argument,
  ExistingService,
  Strategy,
  type BlueGreenProps,
  type RolloutProps,
} from '../../../../lib';

const AT = 'spec.strategy.blueGreen';

/** A blue-green Rollout with an active Service. */
function blueGreen(scope: Construct, props: BlueGreenProps = {}): RolloutProps {
  return { ...POD, strategy: Strategy.blueGreen({ activeService: serviceIn(scope, 'checkout'), ...props }) };
}

export const blueGreenCases: readonly Case[] = [
  {
    id: 'active-service',
    when: 'there is no active Service',
    at: `${AT}.activeService`,
    broken: () => ({ ...POD, strategy: Strategy.blueGreen() }),
    fine: blueGreen,
  },
  {
    id: 'B1',
    when: 'the active Service is the preview Service',
    at: `${AT}.activeService`,
    broken: (scope) => {
      const service = serviceIn(scope, 'both');
      return blueGreen(scope, { activeService: service, previewService: service });
    },
    fine: (scope) => blueGreen(scope, { previewService: serviceIn(scope, 'preview') }),
  },
  {
    id: 'B1',
    when: 'active and preview Service have one name',
    at: `${AT}.activeService`,
    broken: (scope) => blueGreen(scope, { previewService: ExistingService.of({ name: 'checkout', port: 80 }) }),
    fine: (scope) => blueGreen(scope, { previewService: ExistingService.of({ name: 'checkout-preview', port: 80 }) }),
  },
  {
    id: 'B2',
    when: 'more versions wait for their scale-down than are kept',
    at: `${AT}.scaleDownDelayRevisionLimit`,
    broken: (scope) => ({ ...blueGreen(scope, { scaleDownDelayRevisionLimit: 3 }), revisionHistoryLimit: 2 }),
    fine: (scope) => ({ ...blueGreen(scope, { scaleDownDelayRevisionLimit: 2 }), revisionHistoryLimit: 2 }),
  },
  {
    id: 'B2',
    when: 'more versions wait for their scale-down than the default of 10 keeps',
    at: `${AT}.scaleDownDelayRevisionLimit`,
    broken: (scope) => blueGreen(scope, { scaleDownDelayRevisionLimit: 11 }),
    fine: (scope) => blueGreen(scope, { scaleDownDelayRevisionLimit: 10 }),
  },
  {
    id: 'B3',
    when: 'the anti-affinity has a weight that Kubernetes does not know',
    at: `${AT}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`,
    broken: (scope) => blueGreen(scope, { antiAffinity: AntiAffinity.preferred(101) }),
    fine: (scope) => blueGreen(scope, { antiAffinity: AntiAffinity.preferred(100) }),
  },
  {
    id: 'auto-promotion',
    when: 'there is a delay before a promotion that never comes by itself',
    at: `${AT}.autoPromotionSeconds`,
    broken: (scope) => blueGreen(scope, { autoPromotionEnabled: false, autoPromotionDelay: Duration.minutes(5) }),
    fine: (scope) => blueGreen(scope, { autoPromotionEnabled: true, autoPromotionDelay: Duration.minutes(5) }),
  },
  {
    id: 'preview-pods',
    when: 'the preview Service would have no pods',
    at: `${AT}.previewReplicaCount`,
    broken: (scope) => blueGreen(scope, { previewReplicaCount: 0, previewService: serviceIn(scope, 'preview') }),
    fine: (scope) => blueGreen(scope, { previewReplicaCount: 1, previewService: serviceIn(scope, 'preview') }),
  },
  {
    id: 'preview-pods',
    when: 'the analysis before promotion would have no pods to judge',
    at: `${AT}.previewReplicaCount`,
    broken: (scope) =>
      blueGreen(scope, { previewReplicaCount: 0, prePromotionAnalysis: { templates: [use(scope, 'smoke', 3)] } }),
    fine: (scope) => blueGreen(scope, { previewReplicaCount: 0 }),
  },
  {
    id: 'whole-number',
    when: 'the number of preview pods is not whole',
    at: `${AT}.previewReplicaCount`,
    broken: (scope) => blueGreen(scope, { previewReplicaCount: 1.5 }),
    fine: (scope) => blueGreen(scope, { previewReplicaCount: 1 }),
  },
  {
    id: 'whole-number',
    when: 'the number of versions that wait is negative',
    at: `${AT}.scaleDownDelayRevisionLimit`,
    broken: (scope) => blueGreen(scope, { scaleDownDelayRevisionLimit: -1 }),
    fine: (scope) => blueGreen(scope, { scaleDownDelayRevisionLimit: 0 }),
  },
  {
    id: 'abort-delay',
    when: 'pods of an aborted version shall go at once, which Argo writes like never',
    at: `${AT}.abortScaleDownDelaySeconds`,
    broken: (scope) => blueGreen(scope, { abortScaleDownDelay: Duration.seconds(0) }),
    fine: (scope) => blueGreen(scope, { abortScaleDownDelay: 'never' }),
  },
  {
    id: 'duration',
    when: 'the abort delay is a word that Argo does not know',
    at: `${AT}.abortScaleDownDelaySeconds`,
    broken: (scope) => blueGreen(scope, { abortScaleDownDelay: js('Never') }),
    fine: (scope) => blueGreen(scope, { abortScaleDownDelay: Duration.seconds(1) }),
  },
  {
    id: 'whole-seconds',
    when: 'the promotion delay is half a second',
    at: `${AT}.autoPromotionSeconds`,
    broken: (scope) => blueGreen(scope, { autoPromotionDelay: Duration.millis(500) }),
    fine: (scope) => blueGreen(scope, { autoPromotionDelay: Duration.seconds(1) }),
  },
  {
    id: 'percent-or-number',
    when: 'maxUnavailable is the text "2", which Argo reads as 2 %',
    at: `${AT}.maxUnavailable`,
    broken: (scope) => blueGreen(scope, { maxUnavailable: js('2') }),
    fine: (scope) => blueGreen(scope, { maxUnavailable: PercentOrAbsolute.absolute(2) }),
  },
  {
    id: 'unknown-option',
    when: 'an option is misspelt',
    at: `${AT}.autoPromotion`,
    broken: (scope) => blueGreen(scope, js({ autoPromotion: false })),
    fine: (scope) => blueGreen(scope, { autoPromotionEnabled: false }),
  },
  {
    id: 'C25',
    when: 'an argument of the analysis after promotion is a field that no Rollout has',
    at: `${AT}.postPromotionAnalysis.args[region].valueFrom.fieldRef.fieldPath`,
    broken: (scope) =>
      blueGreen(scope, {
        postPromotionAnalysis: { templates: [use(scope, 'errors', 3, Argument.field('metdata.name'))] },
      }),
    fine: (scope) =>
      blueGreen(scope, {
        postPromotionAnalysis: { templates: [use(scope, 'errors', 3, Argument.field('metadata.name'))] },
      }),
  },
];
