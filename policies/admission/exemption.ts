import { LEAST_REASON } from '../exemptions/judge';
import { EXEMPT_PREFIX } from '../exemptions/annotation';

/** `until 2026-12-31 by team-shop: the reason`, in RE2; a reason is a text of so many characters. */
const SAID = `(?s)^until [0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) by [^:]*[^:\\s][^:]*:\\s*\\S.{${LEAST_REASON - 2},}\\S\\s*$`;

/**
 * CEL that holds where an object has no exemption from a rule. The API server knows no clock, so an exemption counts there
 * if its last day was not over on the day of the export, and until the policies are exported anew.
 */
export function notExempt(rule: string, today: string): string {
  const annotations = 'object.metadata.annotations';
  const key = `'${EXEMPT_PREFIX}${rule}'`;
  const said = `${annotations}[${key}]`;
  // days are written so that the later one is the greater text
  return `!(has(${annotations}) && ${key} in ${annotations} && ${said}.matches(r'${SAID}') && ${said} >= 'until ${today}')`;
}
