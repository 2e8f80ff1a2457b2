import type { KubeObject } from '../../lib/facts/item';
import { settingsIn, type Pack, type RuleSetting } from '../packs/pack';
import type { Rule } from '../rule';
import { inCel, type RuleInCel } from './forms';
import { resourceOf } from './kinds';
import type { AdmissionOptions } from './options';
import { policyOf } from './policy';

export type { AdmissionOptions } from './options';

/** A rule of a pack that no API server can ask. */
export interface NotExportable {
  readonly rule: string;
  /** Why, one sentence. */
  readonly why: string;
}

/** What an API server can be told of a pack. */
export interface Admission {
  /** One ValidatingAdmissionPolicy and one binding for each rule, in the order of the pack. */
  readonly objects: readonly KubeObject[];
  readonly notExportable: readonly NotExportable[];
}

/** The rules of a pack that one object is enough for and that have a form in CEL, for an API server to ask on its own. */
export function admissionOf(pack: Pack, options: AdmissionOptions): Admission {
  const objects: KubeObject[] = [];
  const notExportable: NotExportable[] = [];
  for (const setting of settingsIn(pack, options.environment)) {
    const { rule, level } = setting;
    if (level === 'off') continue;
    const cel = inCel(rule, setting.options);
    const why = whyNot(setting, cel);
    if (why !== undefined || cel === undefined) {
      notExportable.push({ rule: rule.id, why: why ?? '' });
      continue;
    }
    const resources = cel.kinds.flatMap((kind) => resourceOf(kind) ?? []);
    const { expression } = cel;
    objects.push(...policyOf({ rule, expression, level: pack.reportOnly ? 'info' : level, resources }, options));
  }
  return { objects, notExportable };
}

const WITHOUT_CEL: Readonly<Record<Rule['judges'], string>> = {
  object: 'it has no form in CEL: it reads queries or conditions, or all of an object.',
  relation: 'it looks at other objects too, and an API server sees one at a time.',
  unit: 'it asks what a release does or what stands around it, and an API server sees one object at a time.',
};

function whyNot({ rule, options }: RuleSetting, cel: RuleInCel | undefined): string | undefined {
  if (cel === undefined) return WITHOUT_CEL[rule.judges];
  const unknown = cel.kinds.find((kind) => resourceOf(kind) === undefined);
  if (unknown !== undefined) return `what an API server calls objects of the kind "${unknown}" is not known here.`;
  // a form that is a text knows nothing of options
  if (!('cel' in rule) || typeof rule.cel !== 'string') return undefined;
  const differs = Object.entries(options ?? {}).find(([key, value]) => rule.options?.[key] !== value);
  return differs ? `its option "${differs[0]}" is not as in its CEL form.` : undefined;
}
