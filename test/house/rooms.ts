import { type Files, folderOf, lineCount } from './files';

/** Folders whose own folders are rooms, if they hold files. */
const WINGS = ['lib', 'lib/kubernetes', 'policies', 'test', 'apps', 'bench', 'scripts'];

/** Folders outside the product that are rooms themselves. */
const HALLS = ['test', 'apps', 'bench', 'scripts'];

const LONGEST_README = 20;

/** Rooms without a README, and READMEs that are longer than a page. */
export function roomsWithoutReadme(files: Files): string[] {
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  const withFiles = new Set([...files.keys()].map(folderOf));
  const rooms = [...withFiles].filter((folder) => isRoom(folder) && !isMirror(folder, folders)).sort();
  return rooms.flatMap((room) => {
    const readme = files.get(`${room}/README.md`);
    if (readme === undefined) {
      return [`${room} has no README.md`];
    }
    const lines = lineCount(readme);
    return lines > LONGEST_README ? [`${room}/README.md has ${lines} lines: ${LONGEST_README} at most`] : [];
  });
}

function isRoom(folder: string): boolean {
  return HALLS.includes(folder) || WINGS.includes(folderOf(folder));
}

/** `test/kubernetes` holds the tests of `lib/kubernetes`, whose README speaks for both. */
function isMirror(folder: string, folders: ReadonlySet<string>): boolean {
  const [wing, ...rest] = folder.split('/');
  const mirrored = rest.join('/');
  const originals = ['lib', 'policies'].map((product) => `${product}/${mirrored}`);
  return wing === 'test' && (['apps', 'policies'].includes(mirrored) || originals.some((room) => folders.has(room)));
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
