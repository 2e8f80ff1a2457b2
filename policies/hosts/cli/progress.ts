/** Columns of the bar itself. */
const WIDTH = 30;

/** A line that replaces the one before it: how much is done, and of what. Widths that a terminal surely has. */
export function progressLine(done: number, all: number, failed: number): string {
  const full = Math.round((WIDTH * done) / all);
  const bar = `${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}`;
  return `\r[${bar}] ${done}/${all}${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** Takes the line away: from its beginning to the end of what is in it. */
export const PROGRESS_GONE = '\r\u001b[K';
