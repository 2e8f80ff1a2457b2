/** The parts of package-lock.json that are read here. */
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}
interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Dependencies that a lock file does not hold: `npm ci` refuses it then. Optional ones count, those for other platforms
 * too. They go missing without a word where the registry that was asked did not have them.
 */
export function missingFromLock(text: string): string[] {
  const { packages } = JSON.parse(text) as Lock;
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !placesFor(name, path).some((place) => place in packages))
      .map((name) => `${path || 'the project'} needs ${name}`),
  );
}

/** Where Node looks for a package from a folder, as paths of a lock file: the nearest first. */
function placesFor(name: string, from: string): string[] {
  const parts = from.split('/node_modules/');
  const above = parts.map((_, index) => parts.slice(0, parts.length - index).join('/node_modules/'));
  return [...above, ''].map((folder) => `${folder}${folder === '' ? '' : '/'}node_modules/${name}`);
}
