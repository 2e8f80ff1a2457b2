import type { GateReport } from '../../verdict';
import { jsonReport } from '../json';
import { planSentences } from './words';

/** All of it as data. Of plans there are the sentences and remarks; `stepgate plan --json` has their curves. */
export function gatesJson({ units, ...report }: GateReport): string {
  return jsonReport({
    ...report,
    units: units.map((unit) => {
      const { plan, ...rest } = unit;
      return { ...rest, ...(plan ? { plan: { says: planSentences(unit), remarks: plan.remarks } } : {}) };
    }),
  });
}
