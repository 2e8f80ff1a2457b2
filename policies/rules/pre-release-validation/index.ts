import type { Rule } from '../../rule';
import { imageDigest } from './image-digest';
import { imageMovingTag } from './image-moving-tag';
import { versionNamed } from './version-named';

/** Rules of the gate "Pre-release validation", in the order in which they are read. */
export const preReleaseValidationRules = [imageMovingTag, imageDigest, versionNamed] as const satisfies readonly Rule[];
