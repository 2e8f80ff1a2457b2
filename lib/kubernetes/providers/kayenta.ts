import { Duration } from 'cdk8s';
import type { ProviderKind, VerdictProvider } from '../analysis';
import { kayentaChecks } from './kayenta-checks';
import type { KayentaProps, KayentaScopeDetail } from './kayenta-props';
import { provide } from './provide';

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
  make: kayenta,
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
