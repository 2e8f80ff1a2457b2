import { statSync } from 'node:fs';
import { formatProblem } from '../../../lib/errors';
import { readManifests, type Manifests } from '../../../lib/facts/kubernetes';
import { assumedOf, unusedAssumptions } from '../../../lib/planner/assumptions/rollouts';
import { clean } from '../../../lib/reports/text';
import type { GateReport, SaidExemption } from '../../../lib/verdict';
import { evaluate, type EvaluateOptions } from '../../evaluate';
import { readExemptionsFile } from '../../exemptions/file';
import { aboutEnvironment, loadPack } from '../../packs';
import type { Pack } from '../../packs/pack';
import { writeBaseline } from './baseline';
import type { CheckFlags } from './check-options';
import { Failure } from './failure';
import { fixFiles } from './fix';
import { assumed, problemText } from './inputs';
import type { Io } from './io';
import { refuseFormats, showReports } from './outputs';
import { onlyOf } from './packs';
import { allRules, ruleTexts } from './rule-texts';
import { version } from './version';

const STDIN = '-';

/** Runs `stepgate check` and answers with its exit code. */
export async function check(paths: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const formats = flags.format ?? [{ id: 'text' }];
  refuse(paths, flags);
  refuseFormats(formats);
  const pack = onlyOf(await loadPack(flags.pack), flags.only);
  const note = aboutEnvironment(pack, flags.env);
  if (note !== undefined) io.err(`note: ${clean(note)}\n`);
  const options = optionsOf(paths, flags, exemptionsIn(flags, pack));
  const judge = ({ items, problems }: Manifests, more: readonly SaidExemption[] = []) =>
    evaluate(items, pack, { ...options, problems, exemptions: [...(options.exemptions ?? []), ...more] });
  let read = readManifests(paths);
  refuseNothing(read);
  let report = judge(read);
  if (flags.fix && fixFiles(read, report, pack, flags, io)) {
    read = readManifests(paths);
    report = judge(read);
  }
  if (flags.baseline !== undefined) {
    report = judge(read, writeBaseline(flags.baseline, report, flags, allRules(pack), io));
  }
  warnOfUnused(report, flags, io);
  showReports(report, { rules: ruleTexts(pack, flags.env), version: version() }, formats, io);
  if (read.problems.some(({ severity }) => severity === 'error')) return 1;
  return report.blocks ? 2 : 0;
}

/** Throws for what was asked for and does not go together. */
function refuse(paths: readonly string[], { fix, dryRun, baseline, owner, reason }: CheckFlags) {
  if (paths.length === 0) throw new Failure('name files or folders, or - for standard input.');
  if (dryRun && !fix) throw new Failure('--dry-run goes with --fix: without it nothing is written anyway.');
  if (fix && paths.includes(STDIN)) throw new Failure('--fix cannot write to standard input: name the files.');
  const pipe = fix ? paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isFIFO()) : undefined;
  if (pipe !== undefined) throw new Failure(`--fix cannot write to "${pipe}", which is a pipe: name the files.`);
  if (fix && baseline !== undefined) {
    throw new Failure('--fix and --baseline do not go together: mend first, then accept for a while what is left.');
  }
  if (baseline === undefined && (owner !== undefined || reason !== undefined)) {
    throw new Failure('--owner and --reason go with --baseline: who answers for it, and why there is one.');
  }
}

/** What was not judged has not passed. */
function refuseNothing({ items, problems, skipped }: Manifests) {
  if (items.length > 0 || problems.length > 0) return;
  const passed =
    skipped.length === 0 ? '' : ` ${skipped.length} documents are no Kubernetes objects, as ${skipped[0]?.path}.`;
  throw new Failure(`there is nothing to judge: no Kubernetes object was found.${passed}`);
}

function exemptionsIn({ exemptions: path }: CheckFlags, pack: Pack): readonly SaidExemption[] {
  if (path === undefined) return [];
  const { exemptions, problems } = readExemptionsFile(
    path,
    allRules(pack).map(({ id }) => id),
  );
  if (problems.length === 0) return exemptions;
  throw new Failure(problems.map((problem) => formatProblem(problem)).join('\n'));
}

function optionsOf(paths: readonly string[], flags: CheckFlags, exemptions: readonly SaidExemption[]): EvaluateOptions {
  const given = assumed(flags);
  return {
    today: flags.asOf ?? new Date().toISOString().slice(0, 10),
    world: flags.world ?? (paths.includes(STDIN) ? 'open' : 'closed'),
    exemptions,
    strictUnknown: flags.strictUnknown ?? false,
    assumptions: given.assumptions,
    assumptionsOf: (identity) => assumedOf(identity, given),
    ...(flags.env === undefined ? {} : { environment: flags.env }),
    ...(flags.verifiesTargetGroups ? { verifiesTargetGroups: true } : {}),
  };
}

function warnOfUnused({ units }: GateReport, flags: CheckFlags, io: Io) {
  const unused = unusedAssumptions(
    units.map(({ subject }) => subject),
    assumed(flags),
  );
  for (const problem of unused) io.err(`${problem.severity}: ${problemText(problem)}\n`);
}
