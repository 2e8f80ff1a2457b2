import { show } from '../../../errors';
import type { Finding } from '../../../verdict';
import { breakable, markup, type Content, type Html } from '../../page/markup';
import { prose } from '../../page/prose';
import { signOf } from '../../page/signs';
import { exemptWith, FINAL } from '../exempt-with';
import { groupFindings, type FindingGroup } from '../grouped';
import { fieldText, subjectText } from '../words';
import { ruleLink, type Ids } from './ids';

/** A list of findings: reason and remedy are told once for all that share them. */
export function findings(all: readonly Finding[], ids: Ids): Html {
  return markup`<ul class="findings">
    ${groupFindings(all).map((group) => together(group, ids))}
  </ul>`;
}

/** What is wrong, where, why that matters, and what to do. */
function together({ first, findings: same, what }: FindingGroup, ids: Ids): Html {
  const exempt = exemptWith(first);
  const isOneSentence = what !== undefined && same.length > 1;
  return markup`<li class="same">
    ${signOf(first.severity)}
    <div>
      ${isOneSentence && markup`<h4>${prose(what)}</h4>`}
      ${same.map((one) => finding(one, isOneSentence ? undefined : one.what, ids))}
      <dl class="so">
        ${line('Why', prose(first.why))} ${line('Do', markup`<b>${prose(first.fix)}</b>`)}
        ${exempt === undefined ? line('Exempt', prose(FINAL)) : line('Exempt with', markup`<code>${breakable(exempt)}</code>`)}
      </dl>
    </div>
  </li>`;
}

function finding(found: Finding, what: string | undefined, ids: Ids): Html {
  const { severity, gate, rule, subject, place, field } = found;
  const about = markup`${breakable(subjectText(subject), 400)}${field.length > 0 && markup` <code>${breakable(fieldText(field), 600)}</code>`}`;
  return markup`<div class="finding" data-severity="${severity}" data-gate="${gate}">
    ${what !== undefined && markup`<h4>${prose(what)}</h4>`}
    <p class="at">${ruleLink(rule, ids)} <span class="place">${breakable(place.text, 600)}</span></p>
    <dl>
      ${line('About', about)} ${'value' in found && line('Value', markup`<code>${breakable(show(found.value))}</code>`)}
      ${place.source !== undefined && line('Written at', breakable(place.source, 600))}
      ${place.template !== undefined && line('Rendered from', breakable(place.template, 600))}
    </dl>
  </div>`;
}

/** A line of a list of terms. */
export function line(title: string, value: Content): Html {
  return markup`<div>
    <dt>${title}</dt>
    <dd>${value}</dd>
  </div>`;
}
