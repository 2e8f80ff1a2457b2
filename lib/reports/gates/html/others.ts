import { breakable, markup, type Html } from '../../page/markup';
import { count } from '../../page/words';
import { countsText } from '../words';
import { findings } from './finding';
import type { Ids } from './ids';
import type { OtherSection, Sections } from './sections';

/** Findings about what belongs to no single release, by file or object. */
export function others({ others: all, left, units }: Sections, ids: Ids): Html {
  const rest = left > 0 && markup`<p class="quiet">… and ${count(left, 'finding')} more: other formats have all.</p>`;
  if (all.length === 0) return markup`${rest}`;
  return markup`<section class="others" aria-labelledby="others">
      <h2 id="others">${units.length === 0 ? 'What was found' : 'Everything else'}</h2>
      ${units.length > 0 && markup`<p class="quiet">What several releases share, and what belongs to none.</p>`}
      ${all.map((section, index) => group(section, `o${index + 1}`, ids))}
    </section>
    ${rest}`;
}

function group({ path, findings: found }: OtherSection, id: string, ids: Ids): Html {
  return markup`<section class="group" aria-labelledby="${id}">
    <h3 id="${id}">${path === '-' ? 'standard input' : breakable(path, 600)}</h3>
    <p class="quiet">${countsText(found)}</p>
    ${findings(found, ids)}
  </section>`;
}
