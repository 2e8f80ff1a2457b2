import type { PlanReport, StepSpan } from '../../../plan';
import { clip, markup, type Html } from '../markup';
import { stepLabel, stepWords } from '../steps';
import { time } from '../words';
import { across, round } from './scale';
import type { View } from './view';

/** Height of the strip of steps, in pixels. */
export const STRIP = 22;

/** Width of the plot on a desk and on a telephone, and of a character, in pixels. */
const WIDE = 960;
const NARROW = 300;
const CHARACTER = 6.3;

/** Steps as a strip below the curve. Those that are over at once have no width and are left to the table. */
export function drawSteps({ plan: { strategy } }: PlanReport, { simulation, end, domain }: View, top: number) {
  if (strategy.kind !== 'canary') return [];
  const shown = simulation.steps.flatMap((span) => {
    const from = across(span.startSeconds, domain);
    const width = round(across(span.endSeconds ?? Math.max(end, domain), domain) - from);
    return width * WIDE < 200 ? [] : [{ span, from, width }];
  });
  return shown.map(({ span, from, width }) => {
    const step = strategy.steps[span.stepIndex];
    const label = step ? stepLabel(step) : '100 %';
    const full = step ? stepWords(step) : 'the final jump to 100 %';
    const title = `${span.stepIndex + 1}. ${clip(full, 100)}, ${lasts(span)}`;
    return markup`<g class="step"
      ><title>${title}</title
      ><rect
        x="${from}%"
        y="${top}"
        width="${width}%"
        height="${STRIP}"
      />${labelled(label, span.stepIndex + 1, from + width / 2, width, top + 15)}</g
    >`;
  });
}

/** The most that fits: words on any screen, words on a desk and the number on a telephone, the number, nothing. */
function labelled(words: string, number: number, middle: number, width: number, y: number): Html | undefined {
  const fits = (text: string, plot: number) => text.length * CHARACTER + 6 <= (width / 100) * plot;
  const text = (said: string, use: string) =>
    markup`<text class="${use}" x="${round(middle)}%" y="${y}">${said}</text>`;
  const short = String(number);
  if (fits(words, NARROW)) return text(words, '');
  const onDesk = fits(words, WIDE) ? words : fits(short, WIDE) ? short : undefined;
  const onPhone = fits(short, NARROW) ? short : undefined;
  return markup`${onDesk !== undefined && text(onDesk, 'wide')}${onPhone !== undefined && text(onPhone, 'narrow')}`;
}

function lasts({ startSeconds, endSeconds }: StepSpan): string {
  return endSeconds === undefined
    ? `from ${time(startSeconds)}, without end`
    : `${time(startSeconds)} to ${time(endSeconds)}`;
}
