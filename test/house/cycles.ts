import type { Import } from './imports';

/** Rings of files that import each other, the shortest that share no file: `a.ts -> b.ts -> a.ts`. Types count too. */
export function cycles(imports: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, file } of imports) {
    if (file !== undefined) {
      next.set(from, (next.get(from) ?? new Set()).add(file));
    }
  }
  const rings = [...next.keys()].sort().flatMap((start) => [shortestRing(start, next) ?? []]);
  const shortestFirst = rings.filter((ring) => ring.length > 0).sort((a, b) => a.length - b.length);
  const apart = shortestFirst.reduce<string[][]>(
    (kept, ring) => (ring.some((file) => kept.flat().includes(file)) ? kept : [...kept, ring]),
    [],
  );
  return apart.map((ring) => [...ring, ring[0]].join(' -> '));
}

/** Breadth first, so that the first way back is the shortest. */
function shortestRing(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    for (const other of next.get(file) ?? []) {
      if (other === start) {
        return wayTo(file, cameFrom);
      }
      if (!cameFrom.has(other)) {
        cameFrom.set(other, file);
        queue.push(other);
      }
    }
  }
  return undefined;
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const before = cameFrom.get(file);
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file];
}
