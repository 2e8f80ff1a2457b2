import type { GateReport } from '../../../verdict';
import { breakable, markup, type Html } from '../../page/markup';
import { table } from '../../page/table';
import { count, sentence } from '../../page/words';
import { groupNotKnown, type NotKnownGroup } from '../grouped';
import { subjectText } from '../words';
import { ruleLink, type Ids } from './ids';

/** More objects than this are folded. */
const FEW = 3;

/** More objects than this are counted and not named. */
const MOST = 100;

/** What rules would have judged, and nobody knows yet: each sentence once. */
export function notKnown({ notKnown: all }: GateReport, ids: Ids): Html | undefined {
  if (all.length === 0) return undefined;
  return markup`<section aria-labelledby="not-known">
    <h2 id="not-known">What is not known</h2>
    ${table({
      caption: 'Rules would have judged it. It does not block, unless that is asked for (--strict-unknown).',
      mostRows: 1000,
      columns: [{ title: 'What is not known' }, { title: 'Of what' }, { title: 'Rules' }],
      rows: groupNotKnown(all).map((group) => [
        sentence(group.what),
        objects(group),
        markup`<ul>
          ${group.rules.map((rule) => markup`<li>${ruleLink(rule, ids)}</li>`)}
        </ul>`,
      ]),
    })}
  </section>`;
}

function objects({ of }: NotKnownGroup): Html {
  const list = markup`<ul>
    ${of.slice(0, MOST).map(({ subject, place }) => markup`<li>${breakable(subjectText(subject), 400)}<small>${breakable(place.text, 600)}</small></li>`)}
    ${of.length > MOST && markup`<li>… and ${of.length - MOST} more</li>`}
  </ul>`;
  if (of.length <= FEW) return list;
  return markup`<details class="data">
    <summary>${count(of.length, 'object')}</summary>
    ${list}
  </details>`;
}
