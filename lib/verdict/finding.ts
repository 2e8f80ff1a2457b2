/** The five gates, in the order in which a release meets them. */
export const GATE_IDS = [
  'pre-release-validation',
  'deployment-safety',
  'progressive-rollout',
  'release-documentation',
  'post-release-monitoring',
] as const;

/** One of `GATE_IDS`. */
export type GateId = (typeof GATE_IDS)[number];

/** `error` blocks; `warning` and `info` are shown. */
export type Severity = 'error' | 'warning' | 'info';

/** Where something was found. */
export interface Place {
  /** As a person finds it: `shop/checkout/Rollout`, `deploy/web.yaml:12:3`. */
  readonly text: string;
  /** The construct path, the file, the URN. */
  readonly path: string;
  /** From 1. @default - it was not read from a text */
  readonly line?: number;
  /** From 1. @default - it was not read from a text */
  readonly column?: number;
  /** The construct, where `path` is the file it was written to. @default - `path`, or nobody recorded it */
  readonly construct?: string;
  /** Line and column of the construct's author. @default - nobody recorded it */
  readonly source?: string;
  /** The template it was rendered from, as Helm says; lines are those of what was rendered. @default - nobody says */
  readonly template?: string;
}

/** The object that something is about. */
export interface Subject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where it has none. */
  readonly name: string;
  /** @default - whoever applies it chooses it */
  readonly namespace?: string;
}

/** One fault that a rule found. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly gate: GateId;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly place: Place;
  /** Keys and indices in the object; empty for the object as a whole. */
  readonly field: readonly (string | number)[];
  /** The offending value. @default - the fault is that there is none */
  readonly value?: unknown;
  /** What is wrong, one sentence. */
  readonly what: string;
  /** What would happen, one sentence. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
  /** False where no exemption holds for it. @default - somebody may accept it for a while */
  readonly exemptible?: false;
  /** The same for the same fault of the same object, wherever it stands: rule, object, field, discriminator; no line numbers. */
  readonly fingerprint: string;
}

/** Something that a rule would have judged, and nobody knows yet. It does not fail, unless that is asked for. */
export interface NotKnown {
  readonly rule: string;
  readonly gate: GateId;
  readonly subject: Subject;
  readonly place: Place;
  /** What is not known. */
  readonly what: string;
}
