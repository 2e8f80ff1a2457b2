import { analyses } from './analyses';
import type { Chapter } from './entry';
import { releases } from './releases';
import { wiring } from './wiring';

/** Everything that can be wrong with a release, as far as is known, and the rules that find it. */
export const CATALOGUE: readonly Chapter[] = [...analyses, ...releases, ...wiring];
