import type { GateReport, SaidExemption } from '../../../verdict';
import { breakable, markup, type Content, type Html } from '../../page/markup';
import { sentence } from '../../page/words';
import { targetText } from '../exemption-lines';
import { aboutText } from '../words';
import { line } from './finding';
import { ruleLink, type Ids } from './ids';

/** More of one kind than this are counted and not shown. */
const MOST = 1000;

/** What became of an exemption, and why. */
interface Said {
  readonly exemption: SaidExemption;
  readonly why: string;
  /** Lines of its own. @default - none */
  readonly more?: Content;
}

/** What somebody accepts for a while, and what became of that: first what does not hold. */
export function exemptions({ exemptions: all }: GateReport, ids: Ids): Html | undefined {
  const { refused, expired, unused, suppressed } = all;
  const groups = [
    groupOf('Refused', '✕', 'bad', refused, ids),
    groupOf('Expired', '✕', 'bad', expired, ids),
    groupOf(
      'Unused',
      '!',
      'wait',
      unused.map((exemption) => ({ exemption, why: 'there is nothing for it to suppress: take it out.' })),
      ids,
    ),
    groupOf(
      'Suppressed',
      '‖',
      'plain',
      suppressed.map(({ finding, exemption }) => ({
        exemption,
        why: finding.what,
        more: markup`${line('Suppresses', finding.severity)} ${line('About', breakable(aboutText(finding), 900))}
        ${line('At', breakable(finding.place.text, 600))}`,
      })),
      ids,
    ),
  ];
  if (groups.every((group) => group === undefined)) return undefined;
  return markup`<section class="exempted" aria-labelledby="exemptions">
    <h2 id="exemptions">Exemptions</h2>
    ${groups}
  </section>`;
}

function groupOf(title: string, sign: string, tone: string, all: readonly Said[], ids: Ids): Html | undefined {
  if (all.length === 0) return undefined;
  const id = `exemptions-${title.toLowerCase()}`;
  return markup`<section class="group" aria-labelledby="${id}">
    <h3 id="${id}">${title} <span class="quiet">${all.length}</span></h3>
    <ul class="findings">
      ${all.slice(0, MOST).map((one) => item(one, sign, tone, ids))}
    </ul>
    ${all.length > MOST && markup`<p class="quiet">… and ${all.length - MOST} more.</p>`}
  </section>`;
}

function item({ exemption, why, more }: Said, sign: string, tone: string, ids: Ids): Html {
  const { rule, target, owner, expires, reason, saidAt } = exemption;
  return markup`<li>
    <span class="sign ${tone}" aria-hidden="true">${sign}</span>
    <div>
      <h4>${sentence(why)}</h4>
      <p class="at">${ruleLink(rule, ids)} <span class="place">for ${breakable(targetText(target), 900)}</span></p>
      <dl>
        ${more} ${line('Owner', given(owner))} ${line('Until', given(expires))} ${line('Reason', given(reason))}
        ${line('Said at', breakable(saidAt, 600))}
      </dl>
    </div>
  </li>`;
}

function given(text: string): Content {
  return text.trim() === '' ? markup`<span class="quiet">not said</span>` : breakable(text);
}
