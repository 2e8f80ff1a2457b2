interface Test {
  readonly path: string;
}

/** The order in which jest runs files. */
declare class SlowestFirst {
  constructor(options: object);
  sort<T extends Test>(tests: readonly T[]): T[];
  static readonly SLOWEST: readonly string[];
}

export = SlowestFirst;
