import type { GateReport } from '../../verdict';
import { jsonReport } from '../json';
import { planSentences } from './words';

/** All of it as data. Units name their findings by fingerprint; of plans there are the sentences and remarks, curves has `stepgate plan --json`. */
export function gatesJson({ units, ...report }: GateReport): string {
  return jsonReport({
    ...report,
    units: units.map((unit) => {
      const { plan, findings, ...rest } = unit;
      return {
        ...rest,
        ...(findings ? { findings: findings.map(({ fingerprint }) => fingerprint) } : {}),
        ...(plan ? { plan: { says: planSentences(unit), remarks: plan.remarks } } : {}),
      };
    }),
  });
}
