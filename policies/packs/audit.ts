import { definePack } from './pack';
import { strict } from './strict';

/** For a first look at what there is: everything that `strict` finds is told, and nothing blocks. */
export const audit = definePack({ name: 'audit', version: '1.0.0', extends: [strict], reportOnly: true });
