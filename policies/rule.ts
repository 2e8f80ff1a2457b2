import type { Item, KubeObject } from '../lib/facts/item';
import type { GroupKind, Inventory } from '../lib/facts/kubernetes/inventory';
import type { FieldPath } from '../lib/facts/kubernetes/problem';
import type { DeliveryUnit } from '../lib/facts/unit';
import type { GateId, Severity } from '../lib/verdict';

/** Among the kinds of a rule: it is about objects of every kind. */
export const ANY_KIND: GroupKind = '*';

/** What a pack may set for a rule. */
export type RuleOptions = Readonly<Record<string, number | string | boolean>>;

/** What a rule found. The engine adds rule, gate, object, place and fingerprint. */
export interface Found {
  /** Keys and indices in the object. @default - the object as a whole */
  readonly at?: FieldPath;
  /** The object that is at fault. @default - the one that was judged */
  readonly item?: Item;
  /** The offending value. @default - the fault is that there is none */
  readonly value?: unknown;
  /** What is wrong, one sentence. */
  readonly what: string;
  /** What would happen. @default - the rule's own `why` */
  readonly why?: string;
  /** What to do. @default - the rule's own `fix` */
  readonly fix?: string;
  /** Tells several findings at one place apart, such as the name of a metric. @default - none */
  readonly key?: string;
}

/** A rule's answer where it cannot know. */
export interface CannotKnow {
  /** What is not known. */
  readonly unknown: string;
  /** The object it is about. @default - the one that was judged */
  readonly item?: Item;
}

/** What a rule says of what it judged. Nothing: all is well. */
export type Findings = Iterable<Found | CannotKnow>;

/** Everything that stands around what is judged. */
export interface Around<O extends RuleOptions = RuleOptions> {
  /** All objects that were read together: look things up in it, never walk through all of it. */
  readonly inventory: Inventory;
  readonly units: readonly DeliveryUnit[];
  /** `open`: what is missing may be elsewhere. */
  readonly world: 'open' | 'closed';
  /** The rule's options, defaults filled in. */
  readonly options: O;
}

/** One release, as manifests: what a rule lets pass, or finds fault with. */
export interface RuleExample {
  /** What it shows, in a few words. */
  readonly title: string;
  /** The objects, as YAML or JSON. */
  readonly manifests: string;
  /** Requests per second that it is judged at. @default - nobody says */
  readonly requestRate?: number;
}

/** What all rules say of themselves. */
export interface RuleBase<O extends RuleOptions> {
  /** Names it in reports, packs and exemptions; kebab-case, never changed. */
  readonly id: string;
  /** The gate that it is asked at. */
  readonly gate: GateId;
  /** What it demands, one line without a full stop. */
  readonly title: string;
  /** Why that matters: what happens otherwise, one sentence. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
  /** How much a finding weighs in a pack that does not say otherwise. */
  readonly level: Severity;
  /** Where the demand or its numbers come from. */
  readonly source: string;
  /** Version of stepgate that brought it. */
  readonly since: string;
  /** Whether somebody may accept its findings for a while. @default true */
  readonly exemptible?: boolean;
  /** Options and their defaults. @default - none */
  readonly options?: O;
  /** What `check` is tested and documented by: each good one has no finding of this rule, each bad one has. */
  readonly examples: { readonly good: readonly RuleExample[]; readonly bad: readonly RuleExample[] };
}

/** A rule in CEL, for a ValidatingAdmissionPolicy: an API server then asks it by itself. */
export interface CelForm<O extends RuleOptions = RuleOptions> {
  /** Kinds whose object says by itself all that the rule asks; a rule on releases has to name them. @default - those of the rule */
  readonly kinds?: readonly GroupKind[];
  /** True where all is well with `object`; functions are those of Kubernetes 1.30. */
  expression(options: O): string;
}

/** Judges one object by itself: also before it is registered with Pulumi, and by an API server where it has a CEL form. */
export interface ObjectRule<O extends RuleOptions = RuleOptions> extends RuleBase<O> {
  /** Tells it from other rules. */
  readonly judges: 'object';
  /** Group and kind, as `argoproj.io/Rollout`; the engine asks for no others. `*`: every kind. */
  readonly kinds: readonly GroupKind[];
  /** What is wrong with one object. */
  check(object: KubeObject, options: O): Findings;
  /** The same in CEL: an expression that is true where all is well, or how options make it. @default - it can't be said there */
  readonly cel?: string | CelForm<O>;
  /** The object without the fault, if that is safe: a copy. @default - a person must mend it */
  mend?(object: KubeObject, options: O): KubeObject;
}

/** Judges an object together with the others. */
export interface RelationRule<O extends RuleOptions = RuleOptions> extends RuleBase<O> {
  /** Tells it from other rules. */
  readonly judges: 'relation';
  /** As for an {@link ObjectRule}. */
  readonly kinds: readonly GroupKind[];
  /** What is wrong with one object among the others. */
  check(item: Item, around: Around<O>): Findings;
}

/** Judges one thing that gets released, by its facts, whatever platform it runs on. */
export interface UnitRule<O extends RuleOptions = RuleOptions> extends RuleBase<O> {
  /** Tells it from other rules. */
  readonly judges: 'unit';
  /** What is wrong with one release. */
  check(unit: DeliveryUnit, around: Around<O>): Findings;
  /** The same in CEL of the one object that gets released. @default - it takes more than that object */
  readonly cel?: string | CelForm<O>;
}

/** One rule: a pure value. It reads no clock, no file and no construct, and says the same of the same objects. */
export type Rule = ObjectRule | RelationRule | UnitRule;

/** How much a finding of a rule weighs in a pack; `off`: the rule is not asked. */
export type Level = Severity | 'off';
