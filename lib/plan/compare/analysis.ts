import type { Analysis, Metric } from '../model/analysis';
import type { PlanChange } from '../model/comparison';
import { pairsOf } from './pairs';
import { changed, entriesOf, entryChanges } from './words';

/** How an analysis changed: its name, its metrics by name, and each number of theirs. */
export function analysisChanges(where: string, before?: Analysis, after?: Analysis): PlanChange[] {
  if (!before || !after) return changed(where, before && summary(before), after && summary(after));
  return [
    ...changed(`${where}: templates`, templates(before), templates(after)),
    ...changed(`${where}: errs at start`, before.errsAtStart, after.errsAtStart),
    ...pairsOf(before.metrics, after.metrics, ({ name }) => name).flatMap((pair) => {
      const name = `${where}: ${(pair.after ?? pair.before)?.name ?? ''}`;
      if (!pair.before || !pair.after) return changed(name, pair.before && 'measured', pair.after && 'measured');
      return entryChanges(`${name} `, entriesOf(rest(pair.before)), entriesOf(rest(pair.after)));
    }),
  ];
}

function rest({ name: _name, ...others }: Metric): object {
  return others;
}

function templates({ templates: names }: Analysis): string {
  return names.length > 0 ? names.join(', ') : 'none';
}

function summary({ name, metrics }: Analysis): string {
  return metrics.length > 0 ? `${name} (${metrics.map((metric) => metric.name).join(', ')})` : name;
}
