import { Command, CommanderError } from 'commander';
import { addAdmission } from './admission';
import { addAlerts } from './alerts';
import { check } from './check';
import { addCheckOptions, type CheckFlags } from './check-options';
import { addExplain } from './explain';
import { version } from './version';
import { clean } from '../../../lib/reports/text';
import type { Io } from './io';
import { addOptions, type PlanFlags } from './options';
import { plan } from './plan';

const EXAMPLES = `
Examples:
  stepgate plan deploy/ --request-rate 50
  helm template . | stepgate plan - --fail-on warning
  stepgate plan --compare old/ new/
  stepgate plan deploy/ --only 'checkout*' --html plan.html
  stepgate plan --suggest --target 99.9% --request-rate 50 --max-duration 1h

Exit codes: 0 planned; 1 could not run, or something could not be read; 2 findings that block.`;

const CHECK_EXAMPLES = `
Examples:
  stepgate check deploy/
  helm template . | stepgate check - --request-rate 50
  stepgate check deploy/ --env production --format sarif=gates.sarif --format text
  stepgate check deploy/ --baseline accepted.yaml --owner team-shop --reason 'from before there were gates'
  stepgate check deploy/ --exemptions accepted.yaml
  stepgate check deploy/ --fix --dry-run

Exit codes: 0 nothing blocks; 1 could not run, or something could not be read; 2 findings that block.`;

/** The command line; `done` is told the exit code of what ran. */
export function program(io: Io, done: (code: number) => void): Command {
  const root = new Command('stepgate');
  const output = { writeOut: io.out, writeErr: io.err, getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 };
  root.description('Progressive delivery as code.').version(version()).exitOverride().configureOutput(output);
  const command = root.command('plan').description('What rollouts will do, computed before they run.');
  addOptions(command.argument('[paths...]', 'files, folders, or - for standard input'))
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], flags: PlanFlags) => done(plan(paths, flags, io)));
  addCheckOptions(
    root
      .command('check')
      .description('Judges manifests by a pack of rules, gate by gate.')
      .argument('[paths...]', 'files, folders, or - for standard input'),
  )
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (paths: string[], flags: CheckFlags) => done(await check(paths, flags, io)));
  addExplain(root, io, done);
  addAdmission(root, io, done);
  addAlerts(root, io, done);
  return root;
}

/** Runs the command line and answers with its exit code; never throws, unless STEPGATE_DEBUG is set. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  try {
    await program(io, (result) => (code = result)).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (process.env.STEPGATE_DEBUG) throw error;
    const message = error instanceof Error ? error.message : String(error);
    io.err(`error: ${message.split('\n').map(clean).join('\n')}\n`);
    return 1;
  }
}
