import { readFileSync } from 'node:fs';
import { groupBy } from '../../../lib/group-by';
import type { KubeObject } from '../../../lib/facts/item';
import { editManifests, type Change, type Manifests } from '../../../lib/facts/kubernetes';
import { clean } from '../../../lib/reports/text';
import type { GateReport } from '../../../lib/verdict';
import { mend } from '../../mend';
import type { Pack } from '../../packs/pack';
import type { CheckFlags } from './check-options';
import { unifiedDiff } from './diff';
import type { Io } from './io';
import { writeOutputs } from './writing';

const BYTE_ORDER_MARK = '\uFEFF';

/** Shows what mending changes and writes it, all files or none; true if anything was written. */
export function fixFiles({ items }: Manifests, report: GateReport, pack: Pack, flags: CheckFlags, io: Io): boolean {
  const note = (text: string) => io.err(`note: ${clean(text)}\n`);
  const found = groupBy(report.findings, ({ place, subject }) => keyOf(place.path, subject));
  const changes: Change[] = [];
  for (const item of items) {
    const own = found.get(keyOf(item.origin.path, namesOf(item.object)));
    if (!own) continue;
    const mended = mend(item, pack, flags.env, (rule) => own.some((finding) => finding.rule === rule));
    for (const failure of mended.failures) note(`a mend failed: ${failure}`);
    if (mended.rules.length > 0) changes.push({ item, object: mended.object });
  }
  const files = [...groupBy(changes, ({ item }) => item.origin.path)].flatMap(([path, own]) => {
    const raw = readFileSync(path, 'utf8');
    const mark = raw.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    const before = raw.slice(mark.length);
    const { text, refused } = editManifests(before, own);
    for (const { item } of refused) {
      const { kind, metadata } = item.object;
      note(
        `${path}: ${kind} ${metadata.name} can only be mended by hand: its text cannot be changed without writing it anew.`,
      );
    }
    return text === before ? [] : [{ path, before, text, mark }];
  });
  for (const { path, before, text } of files) io.err(unifiedDiff(path, before, text));
  if (files.length === 0) note('there is nothing that can be mended safely.');
  if (files.length === 0 || flags.dryRun) return false;
  writeOutputs(files.map(({ path, text, mark }) => ({ path, text: mark + text })));
  note(`${files.length} ${files.length === 1 ? 'file was' : 'files were'} mended; the report is of what is there now.`);
  return true;
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

function namesOf({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): Named {
  return { apiVersion, kind, ...(namespace ? { namespace } : {}), ...(name ? { name } : {}) };
}

function keyOf(path: string, { apiVersion, kind, namespace, name }: Named): string {
  return JSON.stringify([path, apiVersion, kind, namespace ?? '', name ?? '']);
}
