import { markup, type Html } from './markup';

/** A sign for each severity: they differ in shape, not in colour alone. */
export const SIGNS = {
  error: { sign: '✕', tone: 'bad' },
  warning: { sign: '!', tone: 'wait' },
  info: { sign: 'i', tone: 'plain' },
} as const;

/** The sign of a severity, with its name for those who do not see it. */
export function signOf(severity: keyof typeof SIGNS): Html {
  const { sign, tone } = SIGNS[severity];
  return markup`<span class="sign ${tone}" role="img" aria-label="${severity}">${sign}</span>`;
}
