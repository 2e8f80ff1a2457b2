import type { PlanReport } from '../../../plan';
import { markup, type Html } from '../../page/markup';
import { stepLabel } from '../steps';
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
  return shown.map(({ span: { stepIndex }, from, width }) => {
    const step = strategy.steps[stepIndex];
    const text = labelled(step ? stepLabel(step) : '100 %', stepIndex + 1, from + width / 2, width, top + 15);
    return markup`<rect x="${from}%" y="${top}" width="${width}%" height="${STRIP}"/>${text}`;
  });
}

/** The most that fits: words on any screen, words on a desk and the number on a telephone, the number, nothing. */
function labelled(words: string, number: number, middle: number, width: number, y: number): Html | undefined {
  const fits = (text: string, plot: number) => text.length * CHARACTER + 6 <= (width / 100) * plot;
  const text = (said: string, use: string) =>
    markup`<text${use !== '' && markup` class="${use}"`} x="${round(middle)}%" y="${y}">${said}</text>`;
  const short = String(number);
  if (fits(words, NARROW)) return text(words, '');
  const onDesk = fits(words, WIDE) ? words : fits(short, WIDE) ? short : undefined;
  const onPhone = fits(short, NARROW) ? short : undefined;
  return markup`${onDesk !== undefined && text(onDesk, 'wide')}${onPhone !== undefined && text(onPhone, 'narrow')}`;
}
