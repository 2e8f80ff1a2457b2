import { stringify } from 'yaml';
import type { Suggestion } from '../plan';
import { duration, percent } from '../plan/words';
import { paragraph } from './text/width';
import { amount } from './words';

/** What a suggested plan comes to as objects, and what these take for granted. */
export interface ShownManifests {
  readonly manifests: readonly object[];
  readonly assumes: readonly string[];
}

/**
 * A suggestion as YAML to paste: what it costs and takes for granted in comments, then its objects. A contradiction is
 * comments alone.
 */
export function suggestionText(name: string, suggestion: Suggestion, shown: ShownManifests | undefined): string {
  if (suggestion.kind === 'contradiction') return comment(`${name}: no plan does that. ${suggestion.why}.`);
  const { cost, power, falseAlarm } = suggestion;
  const said = [
    comment(
      `${name}: a good version is live after ${duration(cost.totalSeconds)}. The rise is seen ` +
        `${duration(cost.detectionSeconds)} after the first request, at a cost of ${amount(cost.weightMinutes)} ` +
        `weight-minutes, with a chance of ${percent(power)}; a good version is stopped with a chance of ` +
        `${percent(falseAlarm)}.`,
    ),
    ...(shown && shown.assumes.length > 0 ? [comment('It takes for granted that')] : []),
    ...(shown?.assumes ?? []).map((one) => comment(one, '# - ')),
  ];
  const documents = (shown?.manifests ?? []).map((one) => `---\n${stringify(one, { lineWidth: 100 })}`);
  return [...said, ...documents].join('');
}

function comment(text: string, mark = '# '): string {
  const lines = paragraph(text, ' '.repeat(mark.length)).split('\n');
  return lines.map((line, at) => `${at === 0 ? mark : '#'.padEnd(mark.length)}${line.slice(mark.length)}\n`).join('');
}
