import type { ProgressiveServiceProps } from './props';
import { DOCUMENT_KEYS } from '../../facts/conventions';

/** Annotations that say who answers for a service, and where it is written what to do and what changed. */
export function documentAnnotations(props: ProgressiveServiceProps): Record<string, string> {
  const { objectives = [], owner, runbook, releaseNotes } = props;
  const documents = [
    [DOCUMENT_KEYS.owner[0], owner ?? only(objectives.map(({ spec }) => spec.owner))],
    // objectives link sections of one page
    [DOCUMENT_KEYS.runbook[0], runbook ?? only(objectives.map(({ spec }) => spec.runbook.replace(/#.*$/, '')))],
    [DOCUMENT_KEYS.notes[0], releaseNotes],
  ] as const;
  return Object.fromEntries(documents.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])));
}

/** What all say; undefined where they differ. */
function only(texts: readonly string[]): string | undefined {
  const [first, ...others] = new Set(texts);
  return others.length === 0 ? first : undefined;
}
