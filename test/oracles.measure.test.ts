import { measure, NO_ORACLE, oracle, type Phase } from './support/argo';
import { testWith } from './support/tools';

const withOracle = (name: string, run: () => void) => testWith(oracle(), NO_ORACLE, name, run);

const prometheus = { prometheus: { query: 'up' } };
const vector = (...values: string[]) => ({
  status: 'success',
  data: { resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [0, value] })) },
});
const datadogV1 = { datadog: { query: 'q' } };
const datadogV2 = { datadog: { query: 'q', apiVersion: 'v2' } };
const columns = (...values: unknown[]) => ({ data: { attributes: { columns: [{ values }] } } });
const graphite = { graphite: { query: 'target=a' } };
const wavefront = { wavefront: { query: 'ts(a)' } };
const newRelic = { newRelic: { query: 'SELECT 1' } };
const rows = (...results: object[]) => ({ data: { actor: { account: { nrql: { results } } } } });
const influxdb = { influxdb: { query: 'from()' } };
const csv = (type: string, value: string) =>
  `#datatype,string,long,${type}\r\n#group,false,false,false\r\n#default,_result,,\r\n,result,table,_value\r\n,,0,${value}\r\n`;
const skywalking = { skywalking: { query: '{ x }', interval: '5m' } };
const web = { web: { url: 'https://example.com/health?deep=1', jsonPath: '{$.value}' } };
const cloudWatch = { cloudWatch: { metricDataQueries: [{ id: 'a', expression: '1' }] } };
const results = (values: string) =>
  `<GetMetricDataResponse><GetMetricDataResult><MetricDataResults><member><Id>a</Id><Values>${values}</Values></member>` +
  '</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>';

/** Case, provider, what the vendor answers, a failure condition that a bad value meets, the measurement's phase. */
const table: [string, object, unknown, string, Phase][] = [
  ['Prometheus: bad', prometheus, vector('0.5'), 'result[0] > 0.1', 'Failed'],
  ['Prometheus: good', prometheus, vector('0'), 'result[0] > 0.1', 'Successful'],
  ['Prometheus: no series', prometheus, vector(), 'result[0] > 0.1', 'Error'],
  ['Prometheus: NaN goes unseen', prometheus, vector('NaN'), 'result[0] > 0.1', 'Successful'],
  ['Datadog v1: bad', datadogV1, { series: [{ pointlist: [[0, 0.5]] }] }, 'result > 0.1', 'Failed'],
  ['Datadog v1: no series', datadogV1, { series: [] }, 'result > 0.1', 'Error'],
  [
    'Datadog v1: a null point reads as 0',
    datadogV1,
    { series: [{ pointlist: [[0, null]] }] },
    'result > 0.1',
    'Successful',
  ],
  ['Datadog v2: bad', datadogV2, columns(0.5), 'result > 0.1', 'Failed'],
  ['Datadog v2: null', datadogV2, columns(null), 'result > 0.1', 'Error'],
  ['Datadog v2: the first of several rows counts', datadogV2, columns(0, 0.5), 'result > 0.1', 'Successful'],
  ['Graphite: bad', graphite, [{ target: 'a', datapoints: [[0.5, 0]] }], 'result[0] > 0.1', 'Failed'],
  [
    'Graphite: nulls are left out',
    graphite,
    [
      {
        target: 'a',
        datapoints: [
          [null, 0],
          [0.5, 0],
        ],
      },
    ],
    'result[0] > 0.1',
    'Failed',
  ],
  ['Graphite: only nulls', graphite, [{ target: 'a', datapoints: [[null, 0]] }], 'result[0] > 0.1', 'Error'],
  ['Graphite: no series', graphite, [], 'result[0] > 0.1', 'Error'],
  ['Wavefront: bad', wavefront, { timeseries: [{ data: [[0, 0.5]] }] }, 'result > 0.1', 'Failed'],
  ['Wavefront: no series', wavefront, { timeseries: [] }, 'result > 0.1', 'Error'],
  [
    'Wavefront: a series without points reads as 0',
    wavefront,
    { timeseries: [{ data: [] }] },
    'result > 0.1',
    'Successful',
  ],
  ['New Relic: bad', newRelic, rows({ rate: 0.5 }), 'result.rate > 0.1', 'Failed'],
  ['New Relic: bad in the second row', newRelic, rows({ rate: 0 }, { rate: 0.5 }), 'result[1].rate > 0.1', 'Failed'],
  ['New Relic: no row', newRelic, rows(), 'result.rate > 0.1', 'Error'],
  ['New Relic: null', newRelic, rows({ rate: null }), 'result.rate > 0.1', 'Error'],
  ['InfluxDB: bad', influxdb, csv('double', '0.5'), 'result[0] > 0.1', 'Failed'],
  ['InfluxDB: no record', influxdb, '', 'result[0] > 0.1', 'Error'],
  ['InfluxDB: null', influxdb, csv('double', ''), 'result[0] > 0.1', 'Error'],
  ['InfluxDB: NaN goes unseen', influxdb, csv('double', 'NaN'), 'result[0] > 0.1', 'Successful'],
  ['SkyWalking: bad', skywalking, { data: { x: 0.5 } }, 'result.x > 0.1', 'Failed'],
  ['SkyWalking: no data', skywalking, { data: null }, 'result.x > 0.1', 'Error'],
  ['Web: bad', web, { value: 0.5 }, 'result > 0.1', 'Failed'],
  ['Web: the path finds nothing', web, {}, 'result > 0.1', 'Error'],
  ['Web: null', web, { value: null }, 'result > 0.1', 'Error'],
  ['Web: what is not JSON succeeds, conditions unasked', web, '<html>down</html>', 'true', 'Successful'],
  ['Web: an empty answer succeeds, conditions unasked', web, '', 'true', 'Successful'],
  ['CloudWatch: bad', cloudWatch, results('<member>0.5</member>'), 'result[0].Values[0] > 0.1', 'Failed'],
  ['CloudWatch: no value', cloudWatch, results(''), 'result[0].Values[0] > 0.1', 'Error'],
];

withOracle("each provider makes of its vendor's answer what is written down", () => {
  const measured = measure(
    table.map(([, provider, answer, failureCondition]) => ({
      metric: { name: 'm', provider, failureCondition },
      response: {
        body: typeof answer === 'string' ? answer : JSON.stringify(answer),
        contentType: provider === influxdb ? 'text/csv' : undefined,
      },
    })),
  );
  expect(table.map(([name], i) => [name, measured[i]?.phase])).toEqual(
    table.map(([name, , , , phase]) => [name, phase]),
  );
});

withOracle('an answer that is no success is an error, and so is a provider that is not configured', () => {
  const measured = measure([
    { metric: { name: 'm', provider: web }, response: { status: 503, body: '' } },
    { metric: { name: 'm', provider: { skywalking: { query: '{ x }' } } }, response: { body: '' } },
    { metric: { name: 'm', provider: { job: {} } }, response: { body: '' } },
  ]);
  expect(measured.map(({ phase }) => phase)).toEqual(['Error', 'Error', 'Error']);
  expect(measured[0]?.message).toBe('received non 2xx response code: 503');
  expect(measured[1]?.message).toBe('time: invalid duration ""');
});

withOracle('what the provider asked can be read', () => {
  const [asked] = measure([{ metric: { name: 'm', provider: web }, response: { body: '{"value":1}' } }]);
  expect(asked).toMatchObject({ value: '1', requests: [{ method: 'GET', url: '/health?deep=1', body: '' }] });
});
