import type { Analysis } from '../../plan/model/analysis';
import type { BlueGreenStrategy } from '../../plan/model/strategy';
import { readAnalysis, type Subject } from './analysis/analysis';
import type { Field } from './field';
import { analysisUseIn } from './steps';

/** Seconds Argo keeps pods that no longer count (utils/defaults/defaults.go). */
const SCALE_DOWN_DELAY = 30;

/** Reads `spec.strategy.blueGreen`. */
export function readBlueGreen(field: Field, subject: Subject): BlueGreenStrategy {
  field.at('activeService').required().text();
  const previewReplicas = field.at('previewReplicaCount').integer({ least: 0 });
  const prePromotion = analysisIn(field.at('prePromotionAnalysis'), subject);
  const postPromotion = analysisIn(field.at('postPromotionAnalysis'), subject);
  return {
    kind: 'blueGreen',
    autoPromotes: field.at('autoPromotionEnabled').boolean() ?? true,
    autoPromotionSeconds: field.at('autoPromotionSeconds').integer({ least: 0 }) ?? 0,
    ...(previewReplicas === undefined ? {} : { previewReplicas }),
    ...(prePromotion ? { prePromotion } : {}),
    ...(postPromotion ? { postPromotion } : {}),
    scaleDownDelaySeconds: field.at('scaleDownDelaySeconds').integer({ least: 0 }) ?? SCALE_DOWN_DELAY,
    abortScaleDownDelaySeconds: field.at('abortScaleDownDelaySeconds').integer({ least: 0 }) ?? SCALE_DOWN_DELAY,
  };
}

function analysisIn(field: Field, subject: Subject): Analysis | undefined {
  // without templates it is skipped (rollout/analysis.go:243, 318)
  return field.at('templates').list().length > 0 ? readAnalysis(analysisUseIn(field, subject), subject) : undefined;
}
