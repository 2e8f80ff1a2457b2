import { ASSUMED, DEFAULT_ASSUMPTIONS, type Assumed, type Assumptions } from '../../plan';
import { count, duration, fraction, rate, version, type Reads } from './quantity';

/** How people say one assumption: a key of a file, a flag of the command. Made from `ASSUMED`, so none is forgotten. */
export interface AssumptionInput {
  readonly name: keyof Assumptions;
  /** Key in a file, such as `podStart`. */
  readonly key: string;
  /** Flag of the command line, such as `--pod-start`. */
  readonly flag: string;
  /** What stands after the flag, for help: `duration`. */
  readonly takes: string;
  /** The default as people write it. @default - nothing is assumed */
  readonly defaultText?: string;
  /** Where the default comes from. */
  readonly source: string;
  readonly read: Reads<number | string>;
}

const BY_UNIT: Readonly<Record<string, { readonly takes: string; readonly read: Reads<number | string> }>> = {
  s: { takes: 'duration', read: duration },
  'requests/s': { takes: 'per second', read: rate },
  fraction: { takes: 'share', read: fraction },
  restarts: { takes: 'number', read: count },
  version: { takes: 'version', read: version },
};

/** All of them, in the order of `ASSUMED`. */
export const ASSUMPTION_INPUTS: readonly AssumptionInput[] = ASSUMED.map(inputOf);

function inputOf({ name, unit, source }: Assumed): AssumptionInput {
  // the type carries the unit in code, the value does where people write
  const key = name.replace(/Seconds$/, '');
  const known = BY_UNIT[unit];
  if (!known) throw new Error(`planner: nobody can write the assumption ${name}: its unit "${unit}" has no reader`);
  const value = DEFAULT_ASSUMPTIONS[name];
  return {
    name,
    key,
    flag: `--${key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`,
    ...known,
    ...(value === undefined ? {} : { defaultText: unit === 's' ? `${value}s` : String(value) }),
    source,
  };
}
