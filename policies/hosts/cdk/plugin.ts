import { evaluate, type EvaluateOptions } from '../../evaluate';
import { settingsIn, type Pack } from '../../packs/pack';
import { recommended } from '../../packs/recommended';
import { exemptionsIn } from './exemption';
import { readTemplates } from './manifests';
import { toReport } from './report';
import type { ValidationPlugin } from './sdk';

/** Options of {@link releaseGates}. */
export interface CdkGatesOptions extends Partial<Omit<EvaluateOptions, 'judges' | 'problems'>> {
  /** The rules and their levels. @default recommended */
  readonly pack?: Pack;
  /**
   * The day by which exemptions are judged, as `2026-12-31`.
   * @default - today, in UTC
   */
  readonly today?: string;
}

/**
 * The release gates as a plugin of the CDK: `Validations.of(app).addPlugins(releaseGates())`. It reads the Kubernetes manifests in
 * the templates of all stacks. A finding is accepted with `Validations.of(construct).acknowledge({ id: 'stepgate::no-analysis' })`,
 * or until a day with `exempt(construct, ...)`.
 */
export function releaseGates(options: CdkGatesOptions = {}): ValidationPlugin {
  const { pack = recommended, today, world, exemptions = [], ...rest } = options;
  const asked = settingsIn(pack, options.environment).filter(({ level }) => level !== 'off');
  const rules = new Map(asked.map(({ rule }) => [rule.id, rule]));
  return {
    name: 'stepgate',
    ruleIds: [...rules.keys()],
    validate(context) {
      const read = readTemplates(context);
      const report = evaluate(read.items, pack, {
        ...rest,
        today: today ?? new Date().toISOString().slice(0, 10),
        exemptions: [...exemptions, ...exemptionsIn(context.appConstruct)],
        problems: read.problems,
        // what can't be looked into may hold what is missing
        world: read.opaque.length > 0 ? 'open' : (world ?? 'closed'),
      });
      const mayBeAccepted = (id: string) => rules.has(id) && (rules.get(id)?.exemptible ?? true);
      return toReport(report, read, mayBeAccepted, pack.reportOnly);
    },
  };
}
