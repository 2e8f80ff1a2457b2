import { show } from '../../../errors';
import type { Finding } from '../../../verdict';
import { breakable, markup, type Content, type Html } from '../../page/markup';
import { prose } from '../../page/prose';
import { signOf } from '../../page/signs';
import { exemptWith, fieldText, subjectText } from '../words';
import { ruleLink, type Ids } from './ids';

/** One finding: what is wrong, where, why that matters, and what to do. */
export function finding(found: Finding, ids: Ids): Html {
  const { severity, gate, rule, subject, place, field, what, why, fix } = found;
  const exempt = exemptWith(found, ids.texts);
  return markup`<li class="finding" data-severity="${severity}" data-gate="${gate}">
    ${signOf(severity)}
    <div>
      <h4>${prose(what)}</h4>
      <p class="at">${ruleLink(rule, ids)} <span class="place">${breakable(place.text, 600)}</span></p>
      <dl>
        ${line('About', markup`${breakable(subjectText(subject), 400)}${field.length > 0 && markup` <code>${breakable(fieldText(field), 600)}</code>`}`)}
        ${'value' in found && line('Value', markup`<code>${breakable(show(found.value))}</code>`)}
        ${place.source !== undefined && line('Written at', breakable(place.source, 600))}
        ${place.template !== undefined && line('Rendered from', breakable(place.template, 600))}
        ${line('Why', prose(why))} ${line('Do', markup`<b>${prose(fix)}</b>`)}
        ${exempt !== undefined && line('Exempt with', markup`<code>${breakable(exempt)}</code>`)}
      </dl>
    </div>
  </li>`;
}

/** A list of findings. */
export function findings(all: readonly Finding[], ids: Ids): Html {
  return markup`<ul class="findings">
    ${all.map((one) => finding(one, ids))}
  </ul>`;
}

/** A line of a list of terms. */
export function line(title: string, value: Content): Html {
  return markup`<div>
    <dt>${title}</dt>
    <dd>${value}</dd>
  </div>`;
}
