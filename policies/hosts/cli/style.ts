import { styleText } from 'node:util';
import { PLAIN, type Style } from '../../../lib/reports/text';

type Format = Parameters<typeof styleText>[0];

/** Colours, where the terminal welcomes them and Node (20.12 and later) has them. */
export function styleFor(colors: boolean): Style {
  if (!colors || typeof styleText !== 'function') return PLAIN;
  const paint = (format: Format) => (text: string) => styleText(format, text);
  return {
    heading: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    doubtful: paint('yellow'),
  };
}
