import { CHART } from './chart';
import { PAGE } from '../../page/style/page';
import { PARTS } from '../../page/style/parts';
import { PRINT } from '../../page/style/print';
import { switching } from './switch';
import { THEME } from '../../page/style/theme';

/** Everything, for a switch of up to that many scenarios. */
export function styles(scenarios: number): string {
  return [THEME, PAGE, PARTS, switching(scenarios), CHART, PRINT].join('');
}
