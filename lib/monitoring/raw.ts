/**
 * Fills `$side` of a raw query. Where there is no condition it goes together with the `,` or `AND` beside it; where it stands
 * alone, `alone` takes its place.
 */
export function fillSide(raw: string, condition: string, alone: string): string {
  return condition === ''
    ? raw
        .replace(/\s*(?:,|\bAND\b)\s*\$side/gi, '')
        .replace(/\$side\s*(?:,|\bAND\b)\s*/gi, '')
        .replaceAll('$side', () => alone)
    : raw.replaceAll('$side', () => condition);
}
