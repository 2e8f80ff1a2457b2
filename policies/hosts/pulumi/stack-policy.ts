import { didYouMean } from '../../../lib/closest';
import { evaluate, type EvaluateOptions } from '../../evaluate';
import { definePack, type Pack } from '../../packs/pack';
import { readStack } from './items';
import { exemptionsOf, notKnownOf, opaqueOf, violationOf } from './message';
import { say, type StackPolicy } from './sdk';

/** What may be configured of the policy that judges all objects together. */
interface StackConfig {
  /** Levels by id of the rule. */
  readonly levels?: Readonly<Record<string, Pack['settings'][number]['level']>>;
  /** Options by id of the rule. */
  readonly options?: Readonly<Record<string, Pack['settings'][number]['options']>>;
}

const LEVELS = ['error', 'warning', 'info', 'off'];

/** Ids of the rules that single objects are judged by, and have been before this policy is asked. */
function ruledBefore({ settings }: Pack): ReadonlySet<string> {
  return new Set(settings.flatMap(({ rule }) => (rule.judges === 'object' ? [rule.id] : [])));
}

/**
 * One policy for all rules that need more than one object, because the SDK decodes the whole stack anew for each policy. Every
 * finding is reported under the name of its rule.
 */
export function stackPolicy(pack: Pack, options: () => EvaluateOptions): StackPolicy {
  const before = ruledBefore(pack);
  const titles = new Map(pack.settings.map(({ rule }) => [rule.id, rule.title]));
  return {
    name: 'release-gates',
    displayName: 'Release gates',
    description: `What the pack ${pack.name} ${pack.version} asks of objects together`,
    enforcementLevel: pack.reportOnly ? 'advisory' : 'mandatory',
    severity: 'high',
    configSchema: {
      properties: {
        levels: { type: 'object', additionalProperties: { enum: LEVELS } },
        options: { type: 'object', additionalProperties: { type: 'object' } },
      },
    },
    validateStack(args, report) {
      const { items, opaque } = readStack(args.resources);
      const given = options();
      const world = opaque.length > 0 ? 'open' : given.world;
      // all rules, so that exemptions of object rules count as used
      const judged = evaluate(items, configured(pack, args.getConfig()), { ...given, ...(world ? { world } : {}) });
      const isNew = ({ rule, fingerprint }: { rule: string; fingerprint?: string }) =>
        !before.has(rule) && !(rule === 'rule-failed' && before.has(fingerprint?.split('|').at(-1) ?? ''));
      for (const finding of judged.findings.filter(isNew)) {
        say(report, violationOf(finding, titles.get(finding.rule) ?? finding.rule));
      }
      for (const listed of [
        ...judged.notKnown.filter(isNew).map(notKnownOf),
        ...opaque.map(opaqueOf),
        ...exemptionsOf(judged.exemptions),
      ]) {
        say(report, listed);
      }
    },
  };
}

/** The pack with what the user configured of it. */
function configured(pack: Pack, { levels = {}, options = {} }: StackConfig): Pack {
  const known = new Set(pack.settings.map(({ rule }) => rule.id));
  const stranger = [...Object.keys(levels), ...Object.keys(options)].find((id) => !known.has(id));
  if (stranger !== undefined) {
    throw new Error(
      `release-gates configures "${stranger}", which is no rule of it: ${didYouMean(stranger, [...known])}`,
    );
  }
  return definePack({
    ...pack,
    rules: pack.settings.map(({ rule, level, options: own }) => [
      rule,
      (Object.hasOwn(levels, rule.id) ? levels[rule.id] : undefined) ?? level,
      { ...own, ...(Object.hasOwn(options, rule.id) ? options[rule.id] : {}) },
    ]),
    environments: {},
  });
}
