import type { GateReport, GateResult, GateVerdict } from '../../../verdict';
import { markup, type Html } from '../../page/markup';
import { count, sentence } from '../../page/words';

/** What is not judged is neither good nor bad. */
const VERDICTS: Readonly<Record<GateVerdict, { readonly sign: string; readonly tone: string }>> = {
  passed: { sign: '✓', tone: 'good' },
  failed: { sign: '✕', tone: 'bad' },
  'not judged': { sign: '?', tone: 'wait' },
  'not asked': { sign: '–', tone: 'plain' },
};

/** The five gates, in the order in which a release meets them. */
export function gateCards({ gates }: GateReport): Html {
  return markup`<section aria-labelledby="gates">
    <h2 id="gates">The five gates</h2>
    <ol class="gates">
      ${gates.map(card)}
    </ol>
  </section>`;
}

function card(result: GateResult): Html {
  const { title, asks, evidence, verdict, why, rules } = result;
  const { sign, tone } = VERDICTS[verdict];
  return markup`<li class="${tone}">
    <h3>${title}</h3>
    <p class="verdict ${tone}"><span class="sign ${tone}" aria-hidden="true">${sign}</span> ${verdict}</p>
    <p>${sentence(why)}</p>
    ${evidence !== undefined && !why.includes(evidence) && markup`<p class="quiet">It also needs ${evidence}.</p>`}
    ${asks !== undefined && markup`<p class="asks">${asks}</p>`}
    <p class="counts">${countsOf(result)} <span class="of">of ${count(rules, 'rule')}</span></p>
  </li>`;
}

function countsOf({ errors, warnings, infos, notKnown }: GateResult): string {
  const counts = [
    count(errors, 'error'),
    count(warnings, 'warning'),
    ...(infos > 0 ? [`${infos} info`] : []),
    ...(notKnown > 0 ? [`${notKnown} not known`] : []),
  ];
  return counts.join(', ');
}
