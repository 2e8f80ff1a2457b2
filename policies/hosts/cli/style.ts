import { styleText } from 'node:util';
import { PLAIN, type Style } from '../../../lib/reports/text';

type Format = Parameters<typeof styleText>[0];

/** Whether a stream welcomes colours: a terminal does, unless NO_COLOR is set (https://no-color.org). */
export function welcomesColors(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !env.NO_COLOR;
}

/** Colours, where the terminal welcomes them and Node (20.12 and later) has them. */
export function styleFor(colors: boolean): Style {
  if (!colors || typeof styleText !== 'function') return PLAIN;
  // whether the terminal takes them is decided already
  const paint = (format: Format) => (text: string) => styleText(format, text, { validateStream: false });
  return {
    heading: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    doubtful: paint('yellow'),
  };
}
