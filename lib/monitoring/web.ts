import { slotMatchers, type Objective } from '../slo';
import { askedOnly } from './asked-only';
import { judgementOf, type Judgement } from './judgement';
import { comparable, decimal, questions } from './question';
import { isUnsupported, type CanaryForm, type MonitoringVendor } from './vendor';

/**
 * An HTTP endpoint of yours that compares, because Argo takes one number from an answer and computes nothing. It is asked
 *
 *     GET <url>?namespace=shop&service=checkout&objective=availability&form=rise
 *         &seconds=300&minimum=100&label=version&canary=<value>&stable=<value>
 *
 * and answers 200 with `{"value": 0.004}`: the bad fraction of the canary minus that of stable in the last `seconds` (`rise`),
 * the same in standard errors of a pooled rate, half a request of each side taken off the difference (`significance`), or
 * that of the canary alone (`level`). `value` is always there; it is null where the canary (and, unless `form` is `level`,
 * stable) had fewer than `minimum` events. Null is no data, so `noData: 'pause'` is possible. The values of the sides are
 * matched as the slot says: whole, or as a regular expression where it has a `pattern`.
 */
export function webAt(url: string): MonitoringVendor {
  return {
    ...askedOnly('web', 'Web (HTTP)'),
    analysis(objective, options = {}) {
      const indicator = comparable(objective, 'the endpoint');
      if (isUnsupported(indicator)) {
        return indicator;
      }
      const judgement = judgementOf(objective, options);
      return questions(objective, judgement, (form, least) => ({
        id: 'web',
        options: {
          url: `${url}?${parameters(objective, judgement, form, least)}`,
          answersJson: true,
          jsonPath: '{$.value}',
          alwaysAnswers: true,
        },
      }));
    },
  };
}

/** The registry's line: the argument `slo-endpoint` says where the endpoint is. */
export const webVendor: MonitoringVendor = webAt('{{args.slo-endpoint}}');

function parameters({ spec }: Objective, judgement: Judgement, form: CanaryForm, least: number): string {
  const { sides, windowMinutes } = judgement;
  const { service, namespace, name, indicator } = spec;
  const asked = {
    namespace,
    service,
    objective: name,
    form,
    seconds: decimal(windowMinutes * 60),
    minimum: decimal(least),
    label: indicator.slot?.label ?? '',
    ...Object.fromEntries(
      (['canary', 'stable'] as const).flatMap((side) =>
        slotMatchers(indicator.slot, side, sides).map(({ value }) => [side, value]),
      ),
    ),
  };
  return Object.entries(asked)
    .map(([key, value]) => `${key}=${escaped(value)}`)
    .join('&');
}

/** Arguments stay as they are: Argo fills them in before it sends the request. */
function escaped(value: string): string {
  return value.replace(/\{\{args\.[^}]+\}\}|[^]/g, (part) => (part.startsWith('{{') ? part : encodeURIComponent(part)));
}
