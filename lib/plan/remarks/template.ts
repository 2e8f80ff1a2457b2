import type { Analysis } from '../model/analysis';
import type { Remark } from '../model/remark';
import { canFail } from '../prove/can-fail';
import { cannotFail, sayCannotFail } from './guards';

/**
 * Metrics of a template that cannot fail wherever it is used: what else it takes, such as traffic and time, is given.
 * For templates that no plan shows; a report says it of those it has.
 */
export function remarksOnTemplate({ name, metrics }: Analysis): Remark[] {
  return metrics.flatMap((metric) => {
    const { canFail: can, reason, why } = canFail(metric, 'endless');
    if (can !== false || reason === 'dryRun') return [];
    const { id, severity } = cannotFail;
    return [{ id, severity, ...sayCannotFail(name, reason, why) }];
  });
}
