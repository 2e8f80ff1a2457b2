import { InvalidArgumentError, Option, type Command } from 'commander';
import { stringify } from 'yaml';
import { clean } from '../../../lib/reports/text';
import { admissionOf, type NotExportable } from '../../admission';
import { isDay } from '../../exemptions/day';
import { aboutEnvironment, loadPack } from '../../packs';
import type { Io } from './io';
import { onlyOf } from './packs';

const EXAMPLES = `
Examples:
  stepgate admission | kubectl apply --server-side -f -
  stepgate admission --pack ./pack.js --env production > admission.yaml

  stepgate admission --except-namespaces kube-system,monitoring | kubectl apply --server-side -f -

Standard error says which rules an API server cannot ask, and why. It has no calendar: an exemption in an
annotation counts there unless it was over on the day of the export, so export anew, every night for example.

Exit codes: 0 exported; 1 could not run, or no rule of the pack can be exported.`;

interface AdmissionFlags {
  readonly pack: string;
  readonly env?: string;
  readonly only?: string;
  readonly asOf?: string;
  readonly namespaces?: string;
  readonly exceptNamespaces?: string;
}

/** Adds `stepgate admission`; `done` is told the exit code. */
export function addAdmission(root: Command, io: Io, done: (code: number) => void) {
  root
    .command('admission')
    .description('Prints the rules that one object is enough for as ValidatingAdmissionPolicies.')
    .option('--pack <pack>', 'a pack of stepgate, or a module that exports one', 'recommended')
    .option('--env <name>', "the environment whose levels hold (the pack's own)")
    .option('--only <ids>', 'only these gates and rules, separated by commas')
    .option('--namespaces <names>', 'only objects of these namespaces are judged, separated by commas (all)')
    .option('--except-namespaces <names>', 'objects of these namespaces are not judged (none)')
    .addOption(
      new Option('--as-of <day>', 'exemptions that were over on this day do not count (today)').argParser(dayOf),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (flags: AdmissionFlags) => done(await admission(flags, io)));
}

async function admission(
  { pack: asked, env, only, asOf, namespaces, exceptNamespaces }: AdmissionFlags,
  io: Io,
): Promise<number> {
  const pack = onlyOf(await loadPack(asked), only);
  const note = aboutEnvironment(pack, env);
  if (note !== undefined) io.err(`${clean(note)}\n`);
  const today = asOf ?? new Date().toISOString().slice(0, 10);
  const { objects, notExportable } = admissionOf(pack, {
    today,
    ...(env === undefined ? {} : { environment: env }),
    ...(namespaces === undefined ? {} : { namespaces: namesIn(namespaces) }),
    ...(exceptNamespaces === undefined ? {} : { exceptNamespaces: namesIn(exceptNamespaces) }),
  });
  for (const line of notExported(notExportable)) io.err(`${clean(line)}\n`);
  if (objects.length === 0) {
    io.err(`error: no rule of the pack ${clean(pack.name)} can be exported.\n`);
    return 1;
  }
  io.out(objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n'));
  return 0;
}

function dayOf(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day such as 2026-12-31.');
  return text;
}

function namesIn(text: string): string[] {
  return text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

/** One line for each reason, with the rules that it holds for. */
function notExported(all: readonly NotExportable[]): readonly string[] {
  return [...new Set(all.map(({ why }) => why))].map((why) => {
    const ids = all.filter((one) => one.why === why).map(({ rule }) => rule);
    return `not exported, ${ids.length}: ${why} ${ids.join(', ')}`;
  });
}
