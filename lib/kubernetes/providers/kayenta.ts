import { Duration } from 'cdk8s';
import type { ProviderKind, VerdictProvider } from '../analysis';
import { kayentaChecks } from './kayenta-checks';
import { provide } from './provide';

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
  readonly control: string;
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
  readonly metricsAccountName: string;
  readonly configurationAccountName: string;
  /** Argo also looks the canary configuration up in this account, not in `configurationAccountName`. */
  readonly storageAccountName: string;
  /** 0 to 100: at `pass` or above successful, at `marginal` or above inconclusive, below that failed. */
  readonly threshold: { readonly pass: number; readonly marginal: number };
  readonly scopes: readonly [KayentaScope, ...KayentaScope[]];
  /** Judges from the start of the run instead of the last interval. @default false */
  readonly lookback?: boolean;
}

/** Has Kayenta judge; Argo looks for its score every 15 s. */
export function kayenta(props: KayentaProps): VerdictProvider {
  return provide('kayenta', props, kayentaChecks, render);
}

function render({ scopes, ...rest }: KayentaProps): object {
  return {
    ...rest,
    scopes: scopes.map(({ name, controlScope, experimentScope, start, end }) => ({
      name,
      controlScope: renderSide(controlScope, start?.control, end?.control),
      experimentScope: renderSide(experimentScope, start?.experiment, end?.experiment),
    })),
  };
}

function renderSide({ scope, region, step }: KayentaScopeDetail, start?: string, end?: string): object {
  return { scope, region, step: step.toSeconds(), start, end };
}

/** The registry's line. */
export const kayentaKind: ProviderKind = {
  id: 'kayenta',
  title: 'Kayenta',
  since: '1.0',
  reads: 'the score decides, by `threshold`',
  checks: kayentaChecks.map(({ id }) => id),
  examples: () => [
    kayenta({
      address: 'http://kayenta.monitoring:8090',
      application: 'checkout',
      canaryConfigName: 'web',
      metricsAccountName: 'prometheus',
      configurationAccountName: 'store',
      storageAccountName: 'store',
      threshold: { pass: 90, marginal: 75 },
      lookback: true,
      scopes: [
        {
          name: 'default',
          controlScope: { scope: 'app=checkout and version={{args.stable}}', region: 'eu', step: Duration.minutes(1) },
          experimentScope: {
            scope: 'app=checkout and version={{args.canary}}',
            region: 'eu',
            step: Duration.minutes(1),
          },
          start: { control: '{{args.start}}', experiment: '{{args.start}}' },
          end: { control: '2026-01-31T12:00:00Z', experiment: '2026-01-31T12:00:00Z' },
        },
      ],
    }),
  ],
};
