import type { Duration } from 'cdk8s';

/** What Kayenta compares: one side of a scope. */
export interface KayentaScopeDetail {
  /** Such as the name of a ReplicaSet or a query part; may hold `{{args.name}}`. */
  readonly scope: string;
  /** Location, in the words of the metrics store. */
  readonly region: string;
  /** Time between two points. */
  readonly step: Duration;
}

/** A moment for both sides; RFC 3339, or `{{args.name}}`. */
export interface KayentaMoment {
  /** Of the baseline. */
  readonly control: string;
  /** Of the canary. */
  readonly experiment: string;
}

/** A pair of things to compare. */
export interface KayentaScope {
  /** As the canary configuration names it. */
  readonly name: string;
  /** What it is compared with: the baseline. */
  readonly controlScope: KayentaScopeDetail;
  /** The canary. */
  readonly experimentScope: KayentaScopeDetail;
  /** @default - with `lookback` the start of the run, otherwise one `interval` of the metric before now */
  readonly start?: KayentaMoment;
  /** @default - now */
  readonly end?: KayentaMoment;
}

/** Options of {@link kayenta}. */
export interface KayentaProps {
  /** Such as `http://kayenta.monitoring:8090`. */
  readonly address: string;
  /** As Kayenta knows it. */
  readonly application: string;
  /** Name (not id) of the canary configuration. */
  readonly canaryConfigName: string;
  /** Kayenta's account where metrics are read. */
  readonly metricsAccountName: string;
  /** Kayenta's account where canary configurations are. */
  readonly configurationAccountName: string;
  /** Argo also looks the canary configuration up in this account, not in `configurationAccountName`. */
  readonly storageAccountName: string;
  /** 0 to 100: at `pass` or above successful, at `marginal` or above inconclusive, below that failed. */
  readonly threshold: { readonly pass: number; readonly marginal: number };
  /** What is compared with what. */
  readonly scopes: readonly [KayentaScope, ...KayentaScope[]];
  /** Judges from the start of the run instead of the last interval. @default false */
  readonly lookback?: boolean;
}
