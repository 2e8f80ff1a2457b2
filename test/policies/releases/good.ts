import { built } from './built';
import type { GoodRelease } from './release';
import { written } from './written';

/** Good releases of every kind that we know of. */
export const goodReleases: readonly GoodRelease[] = [...written, ...built];
