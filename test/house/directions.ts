import { folderOf } from './files';
import { type Import, show } from './imports';

/** One of the arrows in the design: who may import what of ours. */
interface Direction {
  readonly why: string;
  /** Whom it binds. */
  readonly binds: (from: string) => boolean;
  /** What it lets through. */
  readonly allows: (asked: Import) => boolean;
}

/** What the barrel hands on although it is policy: the cdk8s CLI finds a plugin only through `main`. */
const HANDED_ON = ['policies/hosts/app.ts', 'policies/hosts/cdk8s.ts'];

/** Numbers only: nothing of ours, and packages only for their types. */
const PURE = ['lib/plan', 'lib/slo'];

/** Rooms whose types a report may name: it shows what they found, and finds nothing itself. */
const SHOWN = ['lib/plan', 'lib/slo', 'lib/verdict'];

/** Small things that belong to no room. */
const SHARED = ['lib/errors.ts', 'lib/closest.ts', 'lib/glob.ts', 'lib/group-by.ts'];

/** How numbers are said, in remarks and reports alike. */
const WORDS = 'lib/plan/words.ts';

const DIRECTIONS: readonly Direction[] = [
  {
    why: 'lib never imports policies, except that the barrel hands on the hosts for cdk8s',
    binds: (from) => within(from, 'lib'),
    allows: ({ from, file = '' }) => !within(file, 'policies') || (from === 'lib/index.ts' && HANDED_ON.includes(file)),
  },
  {
    why: 'plan and slo import nothing of ours, and of packages only types',
    binds: (from) => PURE.some((room) => within(from, room)),
    allows: ({ from, file, typeOnly }) => (file === undefined ? typeOnly : roomOf(file) === roomOf(from)),
  },
  {
    why: 'reports show: of plan and slo they import types alone, and else only words, the error and the grouping that all rooms share',
    binds: (from) => within(from, 'lib/reports'),
    allows: ({ file, typeOnly }) =>
      file === undefined ||
      within(file, 'lib/reports') ||
      ['lib/errors.ts', 'lib/group-by.ts'].includes(file) ||
      file === WORDS ||
      (typeOnly && SHOWN.some((room) => within(file, room))),
  },
  {
    why: 'facts builds on plan, on the grammar of PromQL, and on what all rooms share',
    binds: (from) => within(from, 'lib/facts'),
    allows: ({ file }) =>
      file === undefined ||
      ['lib/facts', 'lib/plan', 'lib/promql'].some((room) => within(file, room)) ||
      SHARED.includes(file),
  },
  {
    why: 'promql imports nothing of ours',
    binds: (from) => within(from, 'lib/promql'),
    allows: ({ file }) => file === undefined || within(file, 'lib/promql'),
  },
  {
    why: 'a host holds no policy: of policies it imports evaluate, mend, exemptions, admission, packs, the sentences hosts share and its own files',
    binds: (from) => within(from, 'policies/hosts'),
    allows: ({ from, file = '' }) =>
      !within(file, 'policies') ||
      ['policies/engine.ts', 'policies/evaluate.ts', 'policies/mend.ts', 'policies/hosts/said.ts'].includes(file) ||
      within(file, 'policies/packs') ||
      within(file, 'policies/exemptions') ||
      within(file, 'policies/admission') ||
      (folderOf(from) === folderOf(file) && folderOf(file) !== 'policies/hosts'),
  },
  {
    why: 'the product imports neither apps, tests, benchmarks nor scripts',
    binds: (from) => within(from, 'lib') || within(from, 'policies'),
    allows: ({ file = 'lib/' }) => within(file, 'lib') || within(file, 'policies'),
  },
  {
    why: 'an app imports only its own folder and the public entries of stepgate',
    binds: (from) => within(from, 'apps'),
    allows: ({ from, file, specifier }) =>
      file === undefined || !specifier.startsWith('.') || within(file, folderOf(from)),
  },
];

/** Imports against the one direction of the house. */
export function againstDirection(imports: readonly Import[]): string[] {
  return DIRECTIONS.flatMap(({ why, binds, allows }) =>
    imports.filter((asked) => binds(asked.from) && !allows(asked)).map((asked) => `${show(asked)}: ${why}`),
  );
}

/** Hosts that read more than one platform: an extractor is a file (or folder) of `lib/facts` other than the model. */
export function hostsWithManyExtractors(imports: readonly Import[]): string[] {
  const extractors = new Map<string, Set<string>>();
  for (const { from, file = '' } of imports) {
    if (within(from, 'policies/hosts') && within(file, 'lib/facts') && file !== 'lib/facts/item.ts') {
      const [, , extractor = ''] = file.replace(/\.ts$/, '').split('/');
      extractors.set(from, (extractors.get(from) ?? new Set()).add(extractor));
    }
  }
  const many = [...extractors].filter(([, names]) => names.size > 1);
  return many.map(([host, names]) => `${host} imports the extractors ${[...names].join(' and ')}: one each`);
}

function within(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** `lib/plan/step.ts` -> `lib/plan`. */
function roomOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
