import { resolve } from 'node:path';
import { GATE_FORMATS, type ShownWith } from '../../../lib/reports/gates';
import type { GateReport } from '../../../lib/verdict';
import type { AskedFormat } from './check-options';
import { Failure } from './failure';
import type { Io } from './io';
import { styleFor } from './style';
import { writeOutputs } from './writing';

/** @throws Failure for reports that would end up in one place */
export function refuseFormats(asked: readonly AskedFormat[]) {
  const places = asked.map(({ file }) => (file === undefined ? '' : resolve(file)));
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  if (twice === undefined) return;
  const ids = asked.filter((_, at) => places[at] === twice).map(({ id }) => id);
  const where = twice === '' ? 'standard output' : twice;
  throw new Failure(
    `--format ${ids.join(' and ')} both write to ${where}: name a file for one of them, as ${ids[0]}=FILE.`,
  );
}

/** Writes each report to its file, all or none, and then the one for standard output. */
export function showReports(report: GateReport, shown: ShownWith, asked: readonly AskedFormat[], io: Io) {
  const rendered = asked.map(({ id, file }) => {
    const style = styleFor(file === undefined && io.colors);
    return { file, text: GATE_FORMATS.find((format) => format.id === id)?.render(report, shown, style) ?? '' };
  });
  writeOutputs(rendered.flatMap(({ file, text }) => (file === undefined ? [] : [{ path: file, text }])));
  for (const { file, text } of rendered) if (file === undefined) io.out(text);
}
