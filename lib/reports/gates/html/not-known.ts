import type { GateReport } from '../../../verdict';
import { breakable, markup, type Html } from '../../page/markup';
import { table } from '../../page/table';
import { sentence } from '../../page/words';
import { subjectText } from '../words';
import { ruleLink, type Ids } from './ids';

/** What rules would have judged, and nobody knows yet. */
export function notKnown({ notKnown: all }: GateReport, ids: Ids): Html | undefined {
  if (all.length === 0) return undefined;
  return markup`<section aria-labelledby="not-known">
    <h2 id="not-known">What is not known</h2>
    ${table({
      caption: 'Rules would have judged it. It does not block, unless that is asked for (--strict-unknown).',
      mostRows: 1000,
      columns: [{ title: 'What is not known' }, { title: 'About' }, { title: 'Where' }, { title: 'Rule' }],
      rows: all.map(({ what, subject, place, rule }) => [
        sentence(what),
        breakable(subjectText(subject), 400),
        breakable(place.text, 600),
        ruleLink(rule, ids),
      ]),
    })}
  </section>`;
}
