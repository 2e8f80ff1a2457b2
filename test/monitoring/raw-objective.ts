import { Objective, type EventQuery, type QueryLanguage, type Slot } from '../../lib/slo';

export interface RawObjectiveProps {
  readonly language: QueryLanguage;
  readonly total: string;
  readonly part: string;
  /** @default 'bad' */
  readonly is?: 'good' | 'bad';
  /** @default - the label `version`, by the hash of the pods */
  readonly slot?: Slot | 'none';
}

/** Mails that were sent, counted by queries in one language. */
export function rawObjective({ language, total, part, is = 'bad', slot = VERSION }: RawObjectiveProps): Objective {
  const raw = (text: string): EventQuery => ({ raw: { [language]: text } });
  return Objective.ratio({
    service: 'mail',
    namespace: 'shop',
    owner: 'shop',
    runbook: 'https://wiki/mail',
    name: 'sent',
    target: 0.99,
    indicator: {
      kind: 'events',
      total: raw(total),
      part: { is, query: raw(part) },
      slot: slot === 'none' ? undefined : slot,
      series: [],
    },
  });
}

const VERSION: Slot = { label: 'version', by: 'hash' };
