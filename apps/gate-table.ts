import type { GateReport } from 'stepgate/gates';
import { plainTable } from './plain-table';

/** What each gate says, and why. */
export function gateTable({ gates }: GateReport): string {
  return plainTable(
    ['gate', 'says', 'because'],
    gates.map(({ title, verdict, why }) => [title, verdict, why]),
  );
}

/** How much there is to read beside the verdicts, and where. */
export function notes({ findings, notKnown, environment = '' }: GateReport, out: string): string {
  const of = (level: string) => findings.filter(({ severity }) => severity === level).length;
  const pack = './build/apps/online-boutique/gates.js';
  return [
    `${of('warning')} warnings, ${of('info')} notes on what this demonstration accepts, and ${notKnown.length} things not known:`,
    `npx stepgate check ${out} --pack ${pack} --env ${environment} --request-rate 50`,
  ].join('\n');
}
