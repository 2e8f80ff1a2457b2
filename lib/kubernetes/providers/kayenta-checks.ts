import type { KayentaProps } from './kayenta-props';
import { needsText, needsTime, needsUrl, type Fields } from './options';
import type { OptionCheck } from './provide';

const SIDES = ['controlScope', 'experimentScope'] as const;

/** What Argo and Kayenta demand. */
export const kayentaChecks: readonly OptionCheck<KayentaProps>[] = [
  needsUrl('kayenta-address', ({ address }) => ({ address: address ?? '' })),
  needsText(
    'kayenta-text',
    ({ application, canaryConfigName, metricsAccountName, configurationAccountName, storageAccountName, ...rest }) => ({
      application,
      canaryConfigName,
      metricsAccountName,
      configurationAccountName,
      storageAccountName,
      ...sides(rest, ({ scope, region }) => ({ scope, region })),
      ...Object.fromEntries((rest.scopes ?? []).map(({ name }, index) => [`scopes[${index}].name`, name])),
      ...moments(rest),
    }),
    'Kayenta refuses the request, so every measurement is an Error.',
  ),
  needsTime('kayenta-step', (props) => sides(props, ({ step }) => ({ step: step ?? 'none' }))),
  {
    id: 'kayenta-scopes',
    *find({ props: { scopes = [] as unknown as KayentaProps['scopes'] } }) {
      if (scopes.length === 0 || new Set(scopes.map(({ name }) => name)).size < scopes.length) {
        yield {
          at: 'scopes',
          value: scopes.map(({ name }) => name),
          what: 'there must be at least one scope, each with a name of its own.',
          why: 'Argo sends them by name: of two with one name only the last is compared, and without any nothing is.',
          fix: 'name them as the canary configuration does, such as "default".',
        };
      }
    },
  },
  {
    id: 'kayenta-threshold',
    *find({ props: { threshold } }) {
      const { pass, marginal } = threshold ?? {};
      const whole = [pass, marginal].every((n) => Number.isInteger(n) && n >= 0 && n <= 100);
      if (!whole || marginal > pass || pass === 0) {
        yield {
          at: 'threshold',
          value: threshold,
          what: 'pass and marginal must be whole numbers from 0 to 100, marginal at most pass, and pass above 0.',
          why: 'scores are 0 to 100: with any other numbers some verdict could never be given.',
          fix: 'pass for example { pass: 90, marginal: 75 }.',
        };
      }
    },
  },
  {
    id: 'kayenta-interval',
    *find({ props: { scopes, lookback }, metric: { interval } }) {
      if (!lookback && interval === undefined && (scopes ?? []).some(({ start }) => start === undefined)) {
        yield {
          at: 'lookback',
          value: lookback ?? false,
          what: 'there is nothing that says when the comparison starts.',
          why: 'Argo then takes the interval of the metric, and this one has none: every measurement is an Error.',
          fix: 'give the metric an `interval`, the scopes a `start`, or say `lookback: true`.',
        };
      }
    },
  },
];

type Side = KayentaProps['scopes'][number]['controlScope'];

function sides({ scopes }: Pick<KayentaProps, 'scopes'>, read: (side: Side) => Fields): Fields {
  return Object.fromEntries(
    (scopes ?? []).flatMap((scope, index) =>
      SIDES.flatMap((side) =>
        Object.entries(read(scope[side] ?? {})).map(([field, value]) => [`scopes[${index}].${side}.${field}`, value]),
      ),
    ),
  );
}

/** Starts and ends that are given: both sides need them. */
function moments({ scopes }: Pick<KayentaProps, 'scopes'>): Fields {
  return Object.fromEntries(
    (scopes ?? []).flatMap(({ start, end }, index) =>
      Object.entries({ start, end }).flatMap(([name, moment]) =>
        moment === undefined
          ? []
          : [
              [`scopes[${index}].${name}.control`, moment.control],
              [`scopes[${index}].${name}.experiment`, moment.experiment],
            ],
      ),
    ),
  );
}
