import { rules } from '../rules';
import { definePack } from './pack';

/** What every team can meet, and should. */
export const recommended = definePack({ name: 'recommended', version: '1.0.0', rules });
