import { breakable, markup, name, type Html } from '../../page/markup';
import { countsText } from '../words';
import { findings } from './finding';
import type { Ids } from './ids';
import { plan } from './plan';
import type { UnitSection } from './sections';

/** One release: its findings, and beside them what its releases do. `id`, a short one, begins all ids within. */
export function unit(section: UnitSection, id: string, ids: Ids): Html {
  const { subject, place } = section.unit;
  return markup`<article class="unit" id="${ids.units.get(section)}" aria-labelledby="${id}-h">
    <header>
      <p class="kicker">
        ${breakable(subject.kind, 120)}${subject.namespace !== undefined && markup` in ${name(subject.namespace)}`} ·
        ${breakable(place.text, 600)}
      </p>
      <h2 id="${id}-h">${subject.name === '' ? '(without a name)' : name(subject.name, 253)}</h2>
      <p class="quiet">${countsText(section.findings)}</p>
    </header>
    <div class="pair">
      <section>
        <h3>What was found</h3>
        ${section.findings.length === 0 ? markup`<p class="none">Nothing: no rule finds fault with it.</p>` : findings(section.findings, ids)}
      </section>
      ${plan(section.unit, id)}
    </div>
  </article>`;
}
