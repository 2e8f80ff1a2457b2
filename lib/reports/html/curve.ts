import type { PlanReport, Simulation } from '../../plan';
import { markup, type Html } from '../page/markup';
import { chart } from './chart/chart';
import type { View } from './chart/view';

/** A curve with its legend. What describes it in words is the element `${id}-p`. */
export function curve(report: PlanReport, view: View, id: string): Html {
  const { simulation, other } = view;
  return markup`<figure>
    <figcaption>
      Share of traffic the new version
      serves${
        other &&
        markup` <span class="key"
          ><svg width="26" height="8" aria-hidden="true"><path class="other" d="M0 4H26" /></svg> ${other.words}</span
        >`
      }${legend(simulation)}
    </figcaption>
    ${chart(report, view, id)}
  </figure>`;
}

/** Only of the marks that the chart has. */
function legend({ analyses: spans }: Simulation): readonly Html[] {
  const verdicts = new Set(spans.flatMap(({ measurements }) => measurements.map(({ verdict }) => verdict)));
  return [...verdicts].map(
    (verdict) =>
      markup` <span class="key"
        ><svg class="track" width="12" height="14" aria-hidden="true">
          <path
            class="${verdict}"
            d="M6 7${verdict === 'Failed' ? 'm0-6v12' : verdict === 'Error' ? 'm0-6v4m0 4v4' : 'v0'}"
          />
        </svg>
        ${verdict}</span
      >`,
  );
}
