import { InvalidArgumentError, Option, type Command } from 'commander';
import { didYouMean } from '../../../lib/closest';
import { GATE_FORMATS } from '../../../lib/reports/gates';
import { addAssumptions, VERIFIES_TARGET_GROUPS, type AssumptionFlags } from './options';

/** A report that was asked for. */
export interface AskedFormat {
  readonly id: string;
  /** @default - standard output */
  readonly file?: string;
}

/** What was asked of `stepgate check`, as commander hands it over. */
export interface CheckFlags extends AssumptionFlags {
  readonly format?: readonly AskedFormat[];
  readonly pack: string;
  readonly env?: string;
  readonly world?: 'open' | 'closed';
  readonly only?: string;
  readonly strictUnknown?: true;
  readonly verifiesTargetGroups?: true;
  readonly exemptions?: string;
  readonly asOf?: string;
  readonly baseline?: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly fix?: true;
  readonly dryRun?: true;
}

/** Adds all options of `stepgate check`. */
export function addCheckOptions(command: Command): Command {
  const ids = GATE_FORMATS.map(({ id }) => id);
  command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '--format <id[=file]>',
        `${ids.join(', ')}, to a file or standard output; may be repeated (text)`,
      ).argParser((text: string, before?: readonly AskedFormat[]) => [...(before ?? []), formatOf(text)]),
    )
    .optionsGroup('What is judged, by what:')
    .option(
      '--pack <pack>',
      'a pack of stepgate, or a module that exports one, as ./pack.js or ./pack.js#name',
      'recommended',
    )
    .option('--env <name>', "the environment whose levels hold (the pack's own)")
    .option('--only <ids>', 'only these gates and rules, separated by commas')
    .addOption(
      new Option(
        '--world <kind>',
        'closed: these are all objects there are; open: what is missing may be elsewhere (open with -, closed otherwise)',
      ).choices(['open', 'closed']),
    )
    .option('--strict-unknown', 'what is not known counts as a fault')
    .option(...VERIFIES_TARGET_GROUPS)
    .optionsGroup('What is accepted for a while:')
    .option('--exemptions <file>', 'YAML or JSON with exemptions:, beside the annotations of objects')
    .option(
      '--baseline <file>',
      "write today's findings as exemptions that lapse in 30 days; needs --owner and --reason",
    )
    .option('--owner <name>', 'who answers for the baseline')
    .option('--reason <text>', 'why there is one, in 10 characters or more')
    .addOption(
      new Option('--as-of <day>', 'the day by which exemptions are judged, as 2026-12-31 (today)').argParser(dayOf),
    )
    .optionsGroup('Mending:')
    .option('--fix', 'mend what can be mended safely: shows the difference, then writes the files')
    .option('--dry-run', 'with --fix: shows the difference, and writes nothing');
  return addAssumptions(command);
}

function formatOf(text: string): AskedFormat {
  const at = text.indexOf('=');
  const id = at < 0 ? text : text.slice(0, at);
  const ids = GATE_FORMATS.map((format) => format.id);
  if (!ids.includes(id)) throw new InvalidArgumentError(`There is no format "${id}": ${didYouMean(id, ids)}`);
  if (at < 0) return { id };
  const file = text.slice(at + 1);
  if (file === '') throw new InvalidArgumentError(`"${text}" names no file: write ${id}=FILE, or ${id} alone.`);
  return file === '-' ? { id } : { id, file };
}

function dayOf(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(`${text}T00:00:00Z`))) {
    throw new InvalidArgumentError('It must be a day such as 2026-12-31.');
  }
  return text;
}
