import { groupKindOf } from '../../../lib/facts/kubernetes/inventory';
import type { Item } from '../../../lib/facts/item';
import type { GateReport } from '../../../lib/verdict';
import { evaluate, type EvaluateOptions } from '../../evaluate';
import { definePack, type Pack } from '../../packs/pack';
import { itemsOf } from './items';
import { mendInPlace } from './mend';
import { PULUMI_SEVERITY, notKnownOf, violationOf } from './message';
import { say, type ConfigSchema, type PulumiResource, type ResourcePolicy } from './sdk';
import { unguarded } from './unknowns';

type Setting = Pack['settings'][number];

/** A rule that judges single objects: those are judged before they are registered. */
export type ObjectSetting = Setting & { readonly rule: Extract<Setting['rule'], { judges: 'object' }> };

/** What a rule says of the objects of a resource. */
interface Judged {
  readonly items: readonly Item[];
  readonly report: GateReport;
  readonly own: Pack;
}

/** One policy for one rule of objects, under the rule's own name. */
export function resourcePolicy(setting: ObjectSetting, pack: Pack, options: () => EvaluateOptions): ResourcePolicy {
  const { rule, level } = setting;
  const severity = level === 'off' ? rule.level : level;
  const judge = (resource: PulumiResource, config: object): Judged | undefined => {
    const items = itemsOf(resource).filter((item) => isAbout(rule, item));
    if (items.length === 0) return undefined;
    const own = definePack({
      ...pack,
      environments: {},
      rules: [[rule, severity, { ...setting.options, ...config }]],
    });
    return { items, own, report: evaluate(items, own, options()) };
  };
  return {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}: ${rule.why}`,
    enforcementLevel: severity === 'error' && !pack.reportOnly ? 'mandatory' : 'advisory',
    severity: PULUMI_SEVERITY[severity],
    tags: [rule.gate],
    remediationSteps: rule.fix,
    ...(rule.options ? { configSchema: schemaOf(rule.options) } : {}),
    validateResource(args, report) {
      const judged = judge(args, args.getConfig());
      judged?.report.findings.forEach((finding) => say(report, violationOf(finding, rule.title)));
      judged?.report.notKnown.forEach((one) => say(report, notKnownOf(one)));
    },
    ...(rule.mend
      ? {
          remediateResource(args) {
            const judged = judge(args, args.getConfig());
            if (!judged?.report.findings.some((finding) => finding.rule === rule.id)) return undefined;
            const [item, ...others] = judged.items;
            // what is in a list is not mended: the resource is the list
            if (!item || others.length > 0 || item.object.kind !== args.props.kind) return undefined;
            const { object } = item;
            mendInPlace(
              unguarded(args.props),
              object,
              rule.mend?.(object, judged.own.settings[0]?.options ?? {}) ?? object,
            );
            return args.props;
          },
        }
      : {}),
  };
}

/** A rule's options are what can be configured of its policy. */
function schemaOf(options: Setting['options']): ConfigSchema {
  const properties = Object.entries(options).map(([key, value]) => [key, { type: typeof value, default: value }]);
  return { properties: Object.fromEntries(properties) as ConfigSchema['properties'] };
}

/** Whether a rule is about an object's kind; `*` is all of them. */
function isAbout({ kinds }: ObjectSetting['rule'], { object }: Item): boolean {
  return kinds.includes('*') || kinds.includes(groupKindOf(object));
}
