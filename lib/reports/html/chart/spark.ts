import { markup, type Html } from '../../page/markup';
import { badFrom } from '../../sentences/scenarios';
import { stepArea, stepLine } from './path';
import type { View } from './view';

/** A curve as small as a word; all of a row share `domain`, so that they can be compared. */
export function spark({ simulation, end, forever }: View, domain: number): Html {
  const to = Math.min(end, domain);
  const bad = badFrom(simulation) !== undefined;
  const { curve } = simulation;
  return markup`<svg class="spark${bad && ' bad'}" aria-hidden="true" viewBox="0 0 1000 100" preserveAspectRatio="none">
    <path class="area" d="${stepArea(curve, { domain, to })}" />
    <path class="line" d="${stepLine(curve, { domain, to })}" />
    ${to < domain && markup`<path class="stays${forever && ' ever'}" d="${stepLine(curve, { domain, from: to })}" />`}
  </svg>`;
}
