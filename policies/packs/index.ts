import { audit } from './audit';
import type { Pack } from './pack';
import { recommended } from './recommended';
import { strict } from './strict';

/** The packs that come with stepgate, the usual one first. */
export const packs: readonly Pack[] = [recommended, strict, audit];

export { audit, recommended, strict };
