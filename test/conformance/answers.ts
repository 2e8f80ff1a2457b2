import type { MetricResult, Num } from '../support/argo';

/** One value that a vendor has; null where it has a place for one but no value. */
export type Value = Num | null;

/** How one example of a provider answers, as the vendor says it and as Argo's provider hands it to the conditions. */
export interface Answers {
  /** What the conditions see; undefined where there is no such answer. */
  readonly result: (values: readonly (Num | null)[]) => MetricResult | undefined;
  /** The body that the vendor sends; undefined where it can't say that. Left out where there is no vendor to ask. */
  readonly body?: (values: readonly Value[]) => string | undefined;
  readonly contentType?: string;
  /** Argo makes an Error of no value at all before it asks a condition. */
  readonly noneIsError?: true;
  /** Argo reads the first value only. */
  readonly firstOnly?: true;
  /** Argo reads null as 0. */
  readonly nullIsZero?: true;
  /** What stands for a healthy and a broken value. @default 0.97 and 0.2 */
  readonly words?: { readonly good: unknown; readonly bad: unknown };
}

const json = JSON.stringify;
const numbers = (values: readonly (Num | null)[]) => values.filter((value): value is Num => value !== null);
const several = (values: readonly unknown[]) => values.length !== 1;
/** JSON has no NaN and no infinity. */
const sayable = (values: readonly unknown[]) => values.every((value) => value === null || typeof value === 'number');

const floats: Answers['result'] = (values) =>
  values.includes(null) ? undefined : { type: 'float64[]', value: numbers(values) };
const float: Answers['result'] = ([value, ...rest]) =>
  rest.length > 0 || value === undefined || value === null ? undefined : { type: 'float64', value };

/** Prometheus has NaN and infinity, but no null. */
const prometheus = (resultType: string, values: readonly Value[], result: unknown) =>
  values.includes(null) ? undefined : json({ status: 'success', data: { resultType, result } });
const series = (values: readonly Value[]) => values.map((value) => ({ metric: {}, value: [0, String(value)] }));

const datadog: Answers['result'] = (values) =>
  values.length === 0 || (values.length === 1 && values[0] === null) ? { type: '*float64' } : float(values);
const column: Answers['body'] = (values) =>
  sayable(values) ? json({ data: { attributes: { columns: [{ values }] } } }) : undefined;

const newRelic = (row: (value: unknown) => object): Answers => ({
  result: (values) => {
    if (!sayable(values) || values.length === 0) return undefined;
    return several(values) ? { type: 'nrdb[]', value: values.map(row) } : { type: 'nrdb', value: row(values[0]) };
  },
  body: (values) =>
    sayable(values) ? json({ data: { actor: { account: { nrql: { results: values.map(row) } } } } }) : undefined,
  noneIsError: true,
});

const wavefront: Answers = {
  result: (values) => (values.length === 0 ? undefined : several(values) ? floats(values) : float(values)),
  body: (values) =>
    sayable(values) && !values.includes(null)
      ? json({ timeseries: values.map((value) => ({ data: [[Math.floor(Date.now() / 1000), value]] })) })
      : undefined,
  noneIsError: true,
};

const cloudWatch: Answers = {
  result: (values) => ({
    type: 'cloudwatch',
    value: values.map((value, index) => ({ id: `q${index}`, values: value === null ? [] : [value, 0.1] })),
  }),
  body: (values) => {
    if (!sayable(values)) return undefined;
    const points = (value: Value) => (value === null ? '' : `<member>${value}</member><member>0.1</member>`);
    const members = values.map((value) => `<member><Id>a</Id><Values>${points(value)}</Values></member>`);
    return `<GetMetricDataResponse><GetMetricDataResult><MetricDataResults>${members.join('')}</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>`;
  },
};

const graphite: Answers = {
  // nulls are left out
  result: (values) => ({ type: 'float64[]', value: numbers(values) }),
  body: (values) => {
    if (!sayable(values)) return undefined;
    return json(values.length === 0 ? [] : [{ target: 'a', datapoints: values.map((value) => [value, 0]) }]);
  },
  noneIsError: true,
};

const influxdb: Answers = {
  result: (values) =>
    values.length === 0
      ? undefined
      : {
          type: 'any[]',
          value: values.map((value) => (value === null ? { type: 'nil' } : { type: 'float64', value })),
        },
  body: (values) =>
    values.length === 0
      ? ''
      : '#datatype,string,long,double\r\n#group,false,false,false\r\n#default,_result,,\r\n,result,table,_value\r\n' +
        values.map((value) => `,,0,${value ?? ''}\r\n`).join(''),
  contentType: 'text/csv',
  noneIsError: true,
};

const graphQl = (wrap: (values: readonly unknown[]) => unknown): Answers => ({
  result: (values) => (sayable(values) ? { type: 'json', value: wrap(values) } : undefined),
  body: (values) => (sayable(values) ? json({ data: wrap(values) }) : undefined),
});

/** A list, or the value itself if there is one. */
const flat = (values: readonly unknown[]): unknown => (several(values) ? values : values[0]);

const web = (wrap: (value: unknown) => unknown, words?: Answers['words']): Answers => {
  const said = (value: unknown) => (value === 0.97 ? words?.good : value === 0.2 ? words?.bad : undefined) ?? value;
  return {
    result: (values) => (sayable(values) ? { type: 'json', value: flat(values.map(said)) } : undefined),
    body: (values) => (sayable(values) ? json(values.length === 0 ? {} : wrap(flat(values.map(said)))) : undefined),
    noneIsError: true,
    words,
  };
};

/** By provider, one for each example that conditions judge, in the order of the registry. */
export const answers: Readonly<Record<string, readonly Answers[]>> = {
  prometheus: [
    { result: floats, body: (values) => prometheus('vector', values, series(values)) },
    {
      result: float,
      body: (values) => (several(values) ? undefined : prometheus('scalar', values, [0, String(values[0])])),
    },
    {
      result: floats,
      body: (values) =>
        prometheus(
          'matrix',
          values,
          values.length === 0 ? [] : [{ metric: {}, values: values.map((value) => [0, String(value)]) }],
        ),
    },
  ],
  datadog: [
    { result: datadog, body: column, firstOnly: true },
    { result: datadog, body: column, firstOnly: true },
    {
      result: datadog,
      // the last point counts
      body: (values) => {
        const pointlist = [...values].reverse().map((value) => [0, value]);
        return sayable(values) ? json({ series: values.length === 0 ? [] : [{ pointlist }] }) : undefined;
      },
      firstOnly: true,
      nullIsZero: true,
    },
  ],
  newRelic: [newRelic((rate) => ({ rate })), newRelic((p99) => ({ facet: 'a', 'percentile.duration': { 99: p99 } }))],
  wavefront: [wavefront, wavefront],
  cloudWatch: [cloudWatch],
  graphite: [graphite, graphite],
  influxdb: [influxdb, influxdb],
  skywalking: [
    graphQl((values) => ({ service_apdex: { values: { values: values.map((value) => ({ value })) } } })),
    graphQl((values) => ({ sla: flat(values) })),
  ],
  web: [
    web((score) => ({ data: { score } })),
    web((status) => ({ status }), { good: 'passed', bad: 'failed' }),
    web((enabled) => ({ enabled }), { good: true, bad: false }),
  ],
  plugin: [{ result: floats }],
};
