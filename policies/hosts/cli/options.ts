import { Option, type Command } from 'commander';
import { SCENARIOS, type Assumptions } from '../../../lib/plan';
import { ASSUMPTION_INPUTS } from '../../../lib/planner/assumptions/inputs';
import { duration, fraction, rate } from '../../../lib/planner/assumptions/quantity';
import { FAIL_ON, idsOf, taking } from './values';

/** What is assumed, as commander hands it over: one flag each, by its key. */
export interface AssumptionFlags extends Readonly<Record<string, unknown>> {
  readonly assumptions?: string;
}

/** What was asked for, as commander hands it over. */
export interface PlanFlags extends AssumptionFlags {
  readonly json?: true;
  readonly html?: string;
  readonly compare?: true;
  readonly rise?: number;
  readonly only?: string;
  readonly scenarios?: readonly string[];
  readonly failOn?: readonly string[];
  /** False with --no-deployments. */
  readonly deployments: boolean;
  readonly verifiesTargetGroups?: true;
  readonly suggest?: true;
  readonly target?: number;
  readonly maxDetection?: number;
  readonly maxWeightMinutes?: number;
  readonly maxDuration?: number;
}

/** Adds all options of `stepgate plan`. */
export function addOptions(command: Command): Command {
  const kinds = SCENARIOS.map(({ kind }) => kind);
  command
    .optionsGroup('Output:')
    .option('--json', 'print JSON instead of text')
    .option('--html <file>', 'write a page to a file, or with - to standard output')
    .option('--compare', 'compare two: plan --compare OLD NEW')
    .addOption(new Option('--scenarios <ids>', `show only these: ${kinds.join(', ')}`).argParser(idsOf(kinds)))
    .addOption(
      new Option('--fail-on <ids>', 'end with 2 on remarks of a severity (warning, info) or an id').argParser(
        idsOf(FAIL_ON),
      ),
    )
    .optionsGroup('What is planned:')
    .option('--only <glob>', 'only rollouts of this name, or namespace/name, with * and ?')
    .option('--no-deployments', 'leave Deployments out')
    .option(...VERIFIES_TARGET_GROUPS);
  return addAssumptions(command)
    .addOption(new Option('--rise <share>', 'rise of the error rate that is to be seen (1%)').argParser(taking(share)))
    .optionsGroup('A plan that meets a budget:')
    .option('--suggest', 'print the shortest plan as YAML; needs --target and --request-rate')
    .addOption(new Option('--target <share>', 'share of requests that must be good').argParser(taking(share)))
    .addOption(new Option('--max-detection <duration>', 'until the rise is seen').argParser(taking(duration)))
    .addOption(new Option('--max-weight-minutes <n>', 'exposure until it is gone').argParser(taking(rate)))
    .addOption(new Option('--max-duration <duration>', 'until a good version is live').argParser(taking(duration)));
}

/** An option that more than one command has. */
export const VERIFIES_TARGET_GROUPS = [
  '--verifies-target-groups',
  'the controller runs with --aws-verify-target-group',
] as const;

/** Adds an option for each thing that is assumed. */
export function addAssumptions(command: Command): Command {
  command
    .optionsGroup('What no manifest says:')
    .option('--assumptions <file>', 'YAML or JSON with defaults: and rollouts:; a flag wins over it');
  for (const { flag, takes, source, read, defaultText } of ASSUMPTION_INPUTS) {
    const otherwise = defaultText === undefined ? '' : `${defaultText}; `;
    command.addOption(new Option(`${flag} <${takes}>`, `(${otherwise}${source})`).argParser(taking(read)));
  }
  return command;
}

const share: typeof fraction = (text) => {
  const value = fraction(text);
  return value === 0 || value === 1 ? { expected: 'more than 0 and less than 1, such as 1% or 0.999' } : value;
};

/** What the flags say of assumptions. */
export function assumptionsIn(flags: Readonly<Record<string, unknown>>): Partial<Assumptions> {
  const said = ASSUMPTION_INPUTS.flatMap(({ key, name }) => (flags[key] === undefined ? [] : [[name, flags[key]]]));
  // each flag was read by the reader of its own assumption
  return Object.fromEntries(said) as Partial<Assumptions>;
}
