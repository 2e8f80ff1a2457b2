import type { PlanReport } from '../plan';
import type { ExemptionReport } from './exemption';
import type { Finding, GateId, NotKnown, Place, Subject } from './finding';

/**
 * What a gate says. `failed`: something blocks. `not judged`: nothing blocks, but what the gate asks for beside the rules is
 * not there, so it is not shown as passed. `not asked`: the pack has no rule of it.
 */
export type GateVerdict = 'passed' | 'failed' | 'not judged' | 'not asked';

/** One gate of a report. */
export interface GateResult {
  readonly gate: GateId;
  /** For people: `Deployment safety`. */
  readonly title: string;
  /** What it asks, one sentence. @default - nobody says */
  readonly asks?: string;
  /** What it needs beside the rules. @default - nothing: the rules are all of it */
  readonly evidence?: string;
  readonly verdict: GateVerdict;
  /** Why it is so, one sentence. */
  readonly why: string;
  /** Rules that were asked. */
  readonly rules: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly notKnown: number;
}

/** One thing that gets released. */
export interface UnitResult {
  readonly subject: Subject;
  readonly place: Place;
  /** Whether requests are served by it. @default - not known */
  readonly servesTraffic?: boolean;
  /** What its releases do: simulated when it is first read. @default - there is no plan of it */
  readonly plan?: PlanReport | undefined;
  /** Findings of this report about it: of its own object, and of objects that only it uses. @default - nobody looked */
  readonly findings?: readonly Finding[];
}

/** What an evaluation came to. */
export interface GateReport {
  readonly pack: { readonly name: string; readonly version: string };
  /** For which environment. @default - none was named */
  readonly environment?: string;
  /** Whether all objects were there: otherwise what is missing may be elsewhere. */
  readonly world: 'open' | 'closed';
  /** The day by which exemptions were judged, as `2026-12-31`. */
  readonly today: string;
  /** Objects that were looked at. */
  readonly objects: number;
  readonly gates: readonly GateResult[];
  /** In the order of the objects, then of the rules. */
  readonly findings: readonly Finding[];
  readonly notKnown: readonly NotKnown[];
  readonly exemptions: ExemptionReport;
  readonly units: readonly UnitResult[];
  /** Whether anything blocks: then nothing may be written or released. */
  readonly blocks: boolean;
}
