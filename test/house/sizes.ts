import { type Files, lineCount, sourcesIn } from './files';

const LONGEST = 300;
const LONGEST_APP = 60;
const MEDIAN = 80;

/** Files longer than a reader holds in mind, and a house whose usual file is. */
export function tooLong(files: Files): string[] {
  const sizes = (...folders: string[]) =>
    sourcesIn(files, ...folders).map(([path, text]) => [path, lineCount(text)] as const);
  const over = (limit: number, ...folders: string[]) =>
    sizes(...folders)
      .filter(([, lines]) => lines > limit)
      .map(([path, lines]) => `${path} has ${lines} lines: ${limit} at most`);
  const product = sizes('lib', 'policies').map(([, lines]) => lines);
  const median = product.sort((a, b) => a - b)[Math.floor(product.length / 2)] ?? 0;
  return [
    ...over(LONGEST, 'lib', 'policies', 'bench', 'scripts', 'test'),
    ...over(LONGEST_APP, 'apps'),
    ...(median > MEDIAN ? [`The median file of lib and policies has ${median} lines: ${MEDIAN} at most`] : []),
  ];
}
