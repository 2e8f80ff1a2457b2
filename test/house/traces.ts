import type { Files } from './files';

/** What belongs to the machine of whoever wrote a file. Put together here so that this file is no trace itself. */
const TRACES: readonly [what: string, pattern: RegExp][] = [
  ['a path of a machine', new RegExp(`(?<![\\w.$}/-])/+(?:${['work', 'root', 'home', 'Users', 'tmp'].join('|')})/`)],
  ['a path of a machine', /(?<![A-Za-z])[A-Z]:\\\\?Users\\/],
  ['a folder of a machine', new RegExp('\\.' + 'library\\b')],
  [
    'a registry host',
    new RegExp(['registry\\.npmjs', 'registry\\.yarnpkg', 'proxy\\.golang', 'npm\\.pkg\\.github'].join('|')),
  ],
  ['a registry host', /"resolved": "https?:|^\s*(?:@[\w-]+:)?registry\s*=/m],
  ['a registry host', /\b(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+):(?:4873|8081)\b/],
];

/** Places where a machine or a registry shines through. */
export function tracesOfMachines(files: Files): string[] {
  return [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      TRACES.filter(([, pattern]) => pattern.test(line)).map(([what, pattern]) => {
        const trace = pattern.exec(line)?.[0] ?? '';
        return `${path}:${index + 1} names ${what}: ${JSON.stringify(trace)}`;
      }),
    ),
  );
}
