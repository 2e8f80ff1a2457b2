import { THEME } from '../../lib/reports/page/style/theme';
import { PRINT } from '../../lib/reports/page/style/print';

/** Colours that text has, and what it stands on. */
const TEXT = ['ink', 'soft', 'line', 'bad', 'good', 'wait', 'error'];
const GROUNDS = ['paper', 'card'];

/** What is drawn and means something: 3 to 1 is enough. */
const DRAWN = ['edge', 'focus', 'line', 'bad', 'good', 'wait', 'error', 'other'];

const [light = '', dark = ''] = THEME.split('@media (prefers-color-scheme: dark)');
const schemes = { light: coloursIn(light), dark: { ...coloursIn(light), ...coloursIn(dark) }, paper: onPaper() };

function coloursIn(css: string): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([a-z-]+): (#[0-9a-f]+)/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** A printer's page is light, whatever the reader's scheme: what print does not say comes from either. */
function onPaper() {
  return { ...coloursIn(light), ...coloursIn(PRINT) };
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1, 7);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test('the measure is the one of WCAG', () => {
  expect(contrast('#000', '#fff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(Object.entries(schemes))('in %s', (_, colours) => {
  const against = (names: readonly string[], least: number) =>
    names.flatMap((name) =>
      GROUNDS.flatMap((ground) => {
        const reached = contrast(colours[name] ?? 'none', colours[ground] ?? 'none');
        return reached >= least ? [] : [`${name} on ${ground}: ${reached.toFixed(2)}`];
      }),
    );

  test('text stands out from what it stands on by 4.5 to 1', () => {
    expect(Object.keys(colours)).toEqual(expect.arrayContaining([...TEXT, ...GROUNDS]));
    expect(against(TEXT, 4.5)).toEqual([]);
  });

  test('edges, curves and marks do by 3 to 1', () => {
    expect(against(DRAWN, 3)).toEqual([]);
  });
});
