import type { Fault } from '../checks/check';
import { isDuration } from '../values';
import type { OptionCheck } from './provide';

/** Options by their place, such as `metricDataQueries[0].id`. */
export type Fields = Readonly<Record<string, unknown>>;

/** Text that must be there. */
export function needsText<P>(id: string, fields: (props: P) => Fields, why: string): OptionCheck<P> {
  return {
    id,
    *find({ props }) {
      for (const [at, value] of Object.entries(fields(props))) {
        if (typeof value !== 'string' || value.trim() === '') {
          yield {
            at,
            value,
            what: 'it must be text that is not empty.',
            why,
            fix: `give \`${at}\` its text.`,
          };
        }
      }
    },
  };
}

/** Addresses that Argo sends requests to; those that are left out are not judged. */
export function needsUrl<P>(id: string, fields: (props: P) => Fields): OptionCheck<P> {
  return {
    id,
    *find({ props }) {
      for (const [at, value] of Object.entries(fields(props))) {
        if (value !== undefined && !isUrl(value)) {
          yield {
            at,
            value,
            what: 'it is not a URL with scheme and host.',
            why: 'Argo finds that out at the first measurement: every measurement is an Error, and the rollout is aborted.',
            fix: 'write it out, such as "http://prometheus.monitoring:9090"; `{{args.name}}` may stand in it.',
          };
        }
      }
    },
  };
}

/** An argument may stand for the whole or for parts of it. */
function isUrl(value: unknown): boolean {
  return typeof value === 'string' && (/^\s*\{\{/.test(value) || /^https?:\/\/[^/\s?#]+/i.test(value));
}

export interface TimeLimits {
  /** Least number of seconds. @default 1 */
  readonly least?: number;
  /** False where Argo takes text such as `1m30s`. @default true */
  readonly wholeSeconds?: boolean;
}

/** Durations; those that are left out are not judged. */
export function needsTime<P>(id: string, fields: (props: P) => Fields, limits: TimeLimits = {}): OptionCheck<P> {
  return {
    id,
    *find({ props }) {
      for (const [at, value] of Object.entries(fields(props))) {
        yield* timeFaults(at, value, limits);
      }
    },
  };
}

function* timeFaults(at: string, value: unknown, { least = 1, wholeSeconds = true }: TimeLimits): Iterable<Fault> {
  if (value === undefined) {
    return;
  }
  if (!isDuration(value)) {
    yield {
      at,
      value,
      what: 'it is not a Duration.',
      why: 'a bare number has no unit, and Argo reads text as Go does: there "1d" is no duration at all.',
      fix: 'pass a Duration of cdk8s, such as Duration.seconds(30).',
    };
    return;
  }
  const seconds = value.toMilliseconds({ integral: false }) / 1000;
  if (!(seconds >= least) || (wholeSeconds && !Number.isInteger(seconds))) {
    yield {
      at,
      value: value.toHumanString(),
      what: `it must be ${least} s or longer${wholeSeconds ? ', in whole seconds' : ''}.`,
      why: 'Argo would ask for nothing, give up before the answer, or cut the rest off.',
      fix: `pass Duration.seconds(${least}) or more, or leave it out for the default.`,
    };
  }
}

/** Secrets: the text must come from an argument. Those that are left out are not judged. */
export function noClearSecret<P>(id: string, fields: (props: P) => Fields): OptionCheck<P> {
  return {
    id,
    *find({ props }) {
      for (const [at, value] of Object.entries(fields(props))) {
        if (value !== undefined && !(typeof value === 'string' && /\{\{\s*args\./.test(value))) {
          yield {
            at,
            what: 'a secret stands there in clear text.',
            why: 'manifests are kept in version control and shown in the cluster to everyone who may read templates.',
            fix: 'declare an argument with Argument.secret(name, key) and use it here, such as `Bearer ${args.token}`.',
          };
        }
      }
    },
  };
}
