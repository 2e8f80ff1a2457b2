import type { IPodSelector, ServicePort } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Problem } from '../errors';
import type { ServiceLike } from './services';

/** What a router can do; the Rollout refuses strategies that ask for more. */
export interface RouterCapabilities {
  /** Whether the controller wants a canary and a stable Service. Subset-level Istio and plugins do not. */
  readonly needsServices: boolean;
  /** Whether it splits a third, root Service, which clients call. */
  readonly rootService: boolean;
  /** Whether two Services can take turns at being stable. */
  readonly pingPong: boolean;
  /** Kinds of header values it can match; empty: no header routes. */
  readonly headerRoute: readonly ('exact' | 'prefix' | 'regex')[];
  /** Whether it can copy requests to the canary. */
  readonly mirrorRoute: boolean;
  /** Whether a template of an experiment step can get traffic. */
  readonly experimentWeight: boolean;
  /** Whether the Rollout may give a `maxTrafficWeight` other than 100. */
  readonly maxTrafficWeight: boolean;
}

/** What a router is bound to. */
export interface RouterContext {
  /** `metadata.name` of the Rollout. */
  readonly name: string;
  /** Selects the pods of both versions. */
  readonly pods: IPodSelector;
  /** Ports of the Services it may have to make. */
  readonly ports: readonly ServicePort[];
  readonly stable?: ServiceLike;
  readonly canary?: ServiceLike;
  readonly root?: ServiceLike;
  readonly ping?: ServiceLike;
  readonly pong?: ServiceLike;
}

/** The part of a context that is known before any construct exists. */
export type RouterRequest = Omit<RouterContext, 'pods'>;

/** Who splits traffic between two versions: one file each, one line in the registry. */
export interface TrafficRouter {
  /** The key under `trafficRouting`, such as `istio`; for plugins the plugin's name. */
  readonly id: string;
  /** What it can do. */
  readonly capabilities: RouterCapabilities;
  /** What all traffic adds up to. @default 100 */
  readonly maxTrafficWeight?: number;
  /** What is wrong with its options in this place: judged before any construct exists. */
  problems(request: RouterRequest): readonly Problem[];
  /**
   * Makes the objects it owns below `scope` and returns what stands under `trafficRouting`. Relations to objects it was
   * handed are checked at synth (`scope.node.addValidation`).
   */
  bind(scope: Construct, context: RouterContext): Readonly<Record<string, unknown>>;
}

/** One line of the registry: what the docs and the conformance suite need to know of a router. */
export interface RouterKind {
  readonly id: string;
  /** The vendor's name as it writes it. */
  readonly title: string;
  /** First stable Argo Rollouts version that has it. */
  readonly since: string;
  /** Kinds of the objects it makes, such as `networking.istio.io/VirtualService`. */
  readonly owns: readonly string[];
  /** Complete uses that make everything they need: the conformance suite builds a Rollout with each. */
  readonly examples: () => readonly TrafficRouter[];
}
