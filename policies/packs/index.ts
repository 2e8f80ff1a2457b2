import { audit } from './audit';
import { aboutEnvironment } from './environment';
import { loadPack, packs } from './load';
import { recommended } from './recommended';
import { strict } from './strict';

export { aboutEnvironment, audit, loadPack, packs, recommended, strict };
