import type { EvaluateOptions } from '../../evaluate';
import { definePack, settingsIn, type Pack } from '../../packs/pack';
import { recommended } from '../../packs/recommended';
import { resourcePolicy, type ObjectSetting } from './resource-policy';
import type { PulumiPolicy } from './sdk';
import { settingsFrom } from './settings';
import { stackPolicy } from './stack-policy';

/** Options of {@link pulumiPolicies}. */
export interface PulumiPoliciesOptions extends Partial<Omit<EvaluateOptions, 'judges' | 'problems'>> {
  /** The rules and their levels. @default - as the stack's configuration says, else recommended */
  readonly pack?: Pack;
  /**
   * The day by which exemptions are judged, as `2026-12-31`.
   * @default - today, in UTC
   */
  readonly today?: string;
}

/**
 * The policies of a Pulumi policy pack, for `new PolicyPack('acme', { policies: pulumiPolicies({ pack: acme }) })`: each rule of
 * objects is one, asked before a resource is registered; all others together are one, asked at the end of a preview.
 *
 * What the options leave open is taken from the stack's configuration: `stepgate:pack` (by name), `stepgate:environment`, `stepgate:exemptions` (JSON),
 * `stepgate:world`, `stepgate:strictUnknown`.
 * @throws Error for a configuration that can't be read
 */
export function pulumiPolicies(props: PulumiPoliciesOptions = {}): PulumiPolicy[] {
  const { exemptions, pack: named, ...settings } = settingsFrom(process.env.PULUMI_CONFIG);
  const { pack = named ?? recommended, ...given } = props;
  const fixed = { ...settings, ...given, exemptions: [...exemptions, ...(given.exemptions ?? [])] };
  const options = () => ({ ...fixed, today: given.today ?? new Date().toISOString().slice(0, 10) });
  const held = inEnvironment(pack, fixed.environment);
  const objects = held.settings.filter((setting) => setting.rule.judges === 'object' && setting.level !== 'off');
  return [
    // that the rule judges objects was just asked
    ...objects.map((setting) => resourcePolicy(setting as ObjectSetting, held, options)),
    stackPolicy(held, options),
  ];
}

/** The pack with the levels of one environment. */
function inEnvironment(pack: Pack, environment: string | undefined): Pack {
  const settings = settingsIn(pack, environment);
  return definePack({
    ...pack,
    environments: {},
    rules: settings.map(({ rule, level, options }) => [rule, level, options]),
  });
}
