import { CHART } from './chart';
import { PAGE } from './page';
import { PARTS } from './parts';
import { PRINT } from './print';
import { switching } from './switch';
import { THEME } from './theme';

/** Everything, for a switch of up to that many scenarios. */
export function styles(scenarios: number): string {
  return [THEME, PAGE, PARTS, switching(scenarios), CHART, PRINT].join('');
}
