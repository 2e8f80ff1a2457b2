import type { KubeObject } from '../../lib/facts/item';
import { settingsIn, type Pack, type RuleSetting } from '../packs/pack';
import type { Rule } from '../rule';
import { resourceOf } from './kinds';
import { policyOf, type CelRule } from './policy';

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

/** Options of {@link admissionOf}. */
export interface AdmissionOptions {
  /** Which of the pack's levels hold, such as `production`. @default - the pack's own */
  readonly environment?: string;
  /**
   * The day of the export, as `2026-12-31`: an exemption that was over on it does not count. One that ends later counts until
   * the policies are exported anew, as an API server has no calendar.
   */
  readonly today: string;
}

/** The rules of a pack that judge one object by itself and have a form in CEL, for an API server to ask on its own. */
export function admissionOf(pack: Pack, { environment, today }: AdmissionOptions): Admission {
  const objects: KubeObject[] = [];
  const notExportable: NotExportable[] = [];
  for (const { rule, level, options } of settingsIn(pack, environment)) {
    if (level === 'off') continue;
    const why = whyNot(rule, options);
    if (why !== undefined || !isCelRule(rule)) {
      notExportable.push({ rule: rule.id, why: why ?? '' });
      continue;
    }
    const resources = rule.kinds.flatMap((kind) => resourceOf(kind) ?? []);
    objects.push(...policyOf(rule, pack.reportOnly ? 'info' : level, resources, today));
  }
  return { objects, notExportable };
}

function isCelRule(rule: Rule): rule is CelRule {
  return rule.judges === 'object' && rule.cel !== undefined;
}

function whyNot(rule: Rule, options: RuleSetting['options'] = {}): string | undefined {
  if (rule.judges !== 'object') return 'it looks at other objects too, and an API server sees one at a time.';
  if (rule.cel === undefined) return 'it needs more than CEL can say.';
  const unknown = rule.kinds.find((kind) => resourceOf(kind) === undefined);
  if (unknown !== undefined) return `what an API server calls objects of the kind "${unknown}" is not known here.`;
  const differs = Object.entries(options).find(([key, value]) => rule.options?.[key] !== value);
  return differs ? `its option "${differs[0]}" is not as in its CEL form.` : undefined;
}
