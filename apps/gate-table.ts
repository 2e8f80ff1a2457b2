import type { GateReport } from 'stepgate/gates';
import { plainTable } from './plain-table';

/** What each gate says, and why. */
export function gateTable({ gates }: GateReport): string {
  return plainTable(
    ['gate', 'says', 'because'],
    gates.map(({ title, verdict, why }) => [title, verdict, why]),
  );
}
