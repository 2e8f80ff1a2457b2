import { BURN_WINDOWS, type BurnWindow } from './burn';
import { problemsOf } from './checks';
import type { GaugeIndicator, Indicator, TestSeries } from './indicator';
import { budgetOf, isTooSlow, legsOf, type Leg } from './legs';
import { percent, plain } from './number';
import type {
  AvailabilityProps,
  GaugeProps,
  LatencyProps,
  ObjectiveKind,
  ObjectiveProps,
  ObjectiveSpec,
  RatioProps,
} from './props';
import { ObjectiveError } from './refusal';

/** What "healthy" means for a service. Closed set: use the factories. They throw an ObjectiveError for what cannot work. */
export class Objective {
  /** Everything it says. */
  readonly spec: ObjectiveSpec;

  private constructor(kind: ObjectiveKind, props: ObjectiveProps, indicator: Indicator) {
    this.spec = {
      kind,
      indicator,
      service: props.service,
      namespace: props.namespace,
      name: props.name ?? kind,
      target: plain(props.target),
      windowDays: props.windowDays ?? 30,
      owner: props.owner,
      runbook: props.runbook,
      burnWindows: props.burnWindows ?? usualWindows(props),
      minimum: { events: props.minimum?.events ?? 1, bad: props.minimum?.bad ?? 2 },
      scrapeSeconds: props.scrapeSeconds ?? 30,
    };
    const problems = problemsOf(this.spec);
    if (problems.length > 0) {
      throw new ObjectiveError(this.id, problems);
    }
  }

  /** Requests that do not fail. */
  static availability({ signals, ...props }: AvailabilityProps): Objective {
    return new Objective('availability', props, signals.availability);
  }

  /** Requests that are fast enough. */
  static latency({ signals, thresholdSeconds, percentile, target, ...props }: LatencyProps): Objective {
    const named = (percentile ?? NaN) / 100;
    // two that contradict each other are no target
    const wanted =
      target === undefined || percentile === undefined || plain(target) === plain(named) ? (target ?? named) : NaN;
    return new Objective('latency', { ...props, target: wanted }, signals.latency(thresholdSeconds));
  }

  /** Minutes in which a resource has room. */
  static saturation(props: GaugeProps): Objective {
    return new Objective('saturation', props, gauge(props, 'value'));
  }

  /** Minutes in which the last success is recent enough. */
  static freshness(props: GaugeProps): Objective {
    return new Objective('freshness', props, gauge(props, 'age'));
  }

  /** Good events of any kind. */
  static ratio({ indicator, ...props }: RatioProps): Objective {
    return new Objective('ratio', props, indicator);
  }

  /** Service and name: unique within a namespace. */
  get id(): string {
    return `${this.spec.service}-${this.spec.name}`;
  }

  /** Fraction of events that may be bad. */
  get budget(): number {
    return budgetOf(this.spec);
  }

  /** The legs of the alerting with their numbers, highest threshold first. */
  get legs(): readonly Leg[] {
    return legsOf(this.spec);
  }

  /** For people: `99.9 % of events of checkout are good over 30 days (availability)`. */
  get sentence(): string {
    const { target, service, windowDays, name, indicator } = this.spec;
    const events = indicator.kind === 'gauge' ? 'minutes' : 'events';
    return `${percent(target)} of ${events} of ${service} are good over ${windowDays} days (${name})`;
  }
}

/** Of the usual legs those that say something about so many days. */
function usualWindows({ target, windowDays = 30 }: ObjectiveProps): readonly BurnWindow[] {
  return BURN_WINDOWS.filter((leg) =>
    legsOf({ target, windowDays, burnWindows: [leg] }).every((of) => !isTooSlow(of, { windowDays })),
  );
}

function gauge(props: GaugeProps, reads: GaugeIndicator['reads']): GaugeIndicator {
  const { metric, where = [], limit, slot = { label: 'rollouts_pod_template_hash', by: 'hash' } } = props;
  const labels = Object.fromEntries(
    where.flatMap(({ label, operator, value }) => (operator === '=' ? [[label, value]] : [])),
  );
  const series: TestSeries = { metric, labels, counts: 'value' };
  return { kind: 'gauge', gauge: { metric, where }, reads, limit: plain(limit), slot, series: [series] };
}
