const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * Seconds of a duration as Go's `time.ParseDuration` reads it: `1h30m`, `1.5h`, `300ms`, `0`. Undefined for everything
 * else; Go knows no days.
 */
export function parseGoDuration(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const plain = text.replace(/^[-+]/, '');
  if (plain === '0') {
    return 0;
  }
  let seconds = 0;
  PART.lastIndex = 0;
  let end = 0;
  for (let part = PART.exec(plain); part; part = PART.exec(plain)) {
    seconds += Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0);
    end = PART.lastIndex;
  }
  return plain !== '' && end === plain.length ? sign * seconds : undefined;
}
