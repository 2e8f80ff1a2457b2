import type * as cdk8s from 'cdk8s';
import type { IConstruct } from 'constructs';
import { App, type AppProps } from '../../lib/app';
import { closest } from '../../lib/closest';
import type { Item } from '../../lib/facts/item';
import { listed } from '../../lib/facts/kubernetes/list';
import { identity } from '../../lib/inspectors/identity';
import type { Inspector } from '../../lib/inspectors/inspector';
import { constructPaths } from '../../lib/synth/construct-paths';
import type { OutputFile } from '../../lib/synth/layout';
import { type RenderedApp, renderApp } from '../../lib/synth/render';
import type { GateReport, SaidExemption } from '../../lib/verdict';
import type { EvaluateOptions } from '../evaluate';
import { exemptionsOfConstructs } from '../exemptions/construct';
import type { Pack } from '../packs/pack';
import { engine } from '../engine';
import { besideErrors, findingText } from './said';

export { exempt, type ConstructExemption, type Exemptible } from '../exemptions/construct';

/** What the gates are asked with. */
export interface GateOptions extends Partial<Omit<EvaluateOptions, 'judges' | 'problems'>> {
  /** The rules and their levels. @default recommended */
  readonly pack?: Pack;
}

/** What a {@link ReleaseApp} is given. */
export interface ReleaseAppProps extends AppProps, GateOptions {
  /**
   * Is handed the report of each synth, before anything is written or refused, and tells what does not block.
   * @default - standard error is told
   */
  readonly report?: (report: GateReport) => void;
}

/** What every release must pass, whatever pack it chooses. */
const required: readonly Inspector[] = [identity];

/** The gates block: nothing was written. */
export class GateError extends Error {
  /** All that was found, also what does not block. */
  declare readonly report: GateReport;

  constructor(report: GateReport) {
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    super(`The release gates found what blocks:\n  ${errors.map(findingText).join('\n  ')}`);
    this.name = 'GateError';
    // not enumerable: Node prints what is, after the message, and buries it
    Object.defineProperty(this, 'report', { value: report });
  }
}

/** The app to release from: an {@link App} that asks the gates before it writes anything. */
export class ReleaseApp extends App {
  private readonly gates: GateOptions;
  private readonly report: (report: GateReport) => void;

  constructor(props: ReleaseAppProps = {}) {
    super({ ...props, inspectors: [...required, ...(props.inspectors ?? [])] });
    this.gates = gateOptionsOf(props);
    this.report = props.report ?? tell;
  }

  /** The cdk8s CLI asks for it when it has validations: its own file is by name alone. */
  protected override alongside(app: RenderedApp): readonly OutputFile[] {
    if (process.env.CDK8S_RECORD_CONSTRUCT_METADATA !== 'true') return [];
    return [constructPaths(app, [...(this.gates.exemptions ?? []), ...exemptionsOfConstructs(app.constructs)])];
  }

  /** @throws GateError if anything blocks */
  protected override judge(items: readonly Item[], constructs: readonly IConstruct[]): void {
    const report = judged(items, constructs, this.gates);
    this.report(report);
    if (report.blocks) throw new GateError(report);
  }
}

function tell(report: GateReport): void {
  for (const line of besideErrors(report)) process.stderr.write(`${line}\n`);
}

/**
 * What the gates say of any app of cdk8s; nothing is written or refused.
 * @throws Error if a validation fails
 */
export function checkApp(app: cdk8s.App, options: GateOptions = {}): GateReport {
  return checkConstructs(app, options);
}

/**
 * What the gates say of a construct and all below it, as of a chart in a unit test. What is not below it may be elsewhere, so the
 * world is open unless you say otherwise or it is an app.
 * @throws Error if a validation fails
 */
export function checkConstructs(scope: IConstruct, options: GateOptions = {}): GateReport {
  const { charts, constructs } = renderApp(scope);
  const items = charts.flatMap(({ objects }) => objects.map(({ item }) => item));
  const world = scope.node.scope === undefined ? 'closed' : 'open';
  return judged(items, [...scope.node.scopes.slice(0, -1), ...constructs], { world, ...options });
}

function judged(items: readonly Item[], constructs: readonly IConstruct[], options: GateOptions): GateReport {
  const { evaluate, packs } = engine();
  const { pack = packs.recommended, today, exemptions = [], ...rest } = options;
  // what is no object in a list, evaluate says
  const all = items.flatMap(({ object, origin }) =>
    listed(object).map((one) => ({ object: one as Item['object'], origin })),
  );
  return evaluate.evaluate(all, pack, {
    ...rest,
    today: today ?? new Date().toISOString().slice(0, 10),
    exemptions: [...exemptions, ...known(exemptionsOfConstructs(constructs), pack)],
  });
}

/** An exemption of a rule that nobody knows is a slip of the pen. */
function known(exemptions: readonly SaidExemption[], { name, settings }: Pack): readonly SaidExemption[] {
  const ids = [...engine().evaluate.ENGINE_RULES, ...settings.map(({ rule }) => rule)].map(({ id }) => id);
  const stranger = exemptions.find(({ rule }) => !ids.includes(rule));
  if (!stranger) return exemptions;
  const near = closest(stranger.rule, ids);
  const hint = near === undefined ? 'Name a rule that the pack has.' : `Did you mean "${near}"?`;
  throw new Error(`"${stranger.saidAt}" exempts "${stranger.rule}", and the pack ${name} has no such rule. ${hint}`);
}

function gateOptionsOf(props: ReleaseAppProps): GateOptions {
  const { pack, environment, exemptions, today, assumptions, assumptionsOf, world, strictUnknown } = props;
  const { verifiesTargetGroups } = props;
  const all = {
    pack,
    environment,
    exemptions,
    today,
    assumptions,
    assumptionsOf,
    world,
    strictUnknown,
    verifiesTargetGroups,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
