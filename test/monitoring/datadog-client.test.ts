import { datadogMonitor, datadogVendor, type Artefact, type Monitor } from '../../lib/monitoring';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { faultsOf, serializer } from './datadog-client';
import { answered, kinds, ofKind } from './vendor-objectives';

const supported = [kinds.availability(), kinds.latency(), kinds.saturation(), kinds.ratio()];
const sets = supported.map((objective) => answered(datadogVendor.alerts(objective)));
const dashboards = answered(
  datadogVendor.dashboard({
    service: 'checkout',
    namespace: 'shop',
    objectives: [...supported, kinds.freshness(), kinds.availability({ name: 'monthly', windowDays: 28 })],
  }),
);
const bodies = [...sets.flatMap(({ artefacts }) => artefacts), ...dashboards].filter(
  ({ kind }) => kind !== 'DatadogGenericResource',
);

const WHY = 'test/real is not installed';

testWith(serializer, WHY, "Datadog's client reads every body whole and writes the same again", (client) => {
  const faults = bodies.map(({ kind, name, body }) => [`${kind} ${name}`, faultsOf(client, kind, body)]);
  expect(faults).toEqual(bodies.map(({ kind, name }) => [`${kind} ${name}`, []]));
  expect(new Set(bodies.map(({ kind }) => kind))).toEqual(new Set(['monitor', 'slo', 'dashboard']));
});

describe('and finds what we could get wrong', () => {
  const changed = (kind: string, change: (text: string) => string) => {
    const found = bodies.find((artefact: Artefact) => {
      const text = JSON.stringify(artefact.body);
      return artefact.kind === kind && change(text) !== text;
    });
    if (found === undefined) throw new Error(`nothing to change in a ${kind}`);
    return JSON.parse(change(JSON.stringify(found.body))) as unknown;
  };
  const mutants: readonly [what: string, kind: string, change: (text: string) => string][] = [
    ['a type that no monitor has', 'monitor', (text) => text.replace('"composite"', '"compound"')],
    ['a monitor without a query', 'monitor', (text) => text.replace('"query":', '"question":')],
    ['an option that no monitor has', 'monitor', (text) => text.replace('notify_no_data', 'notify_nodata')],
    ['a timeframe that no SLO has', 'slo', (text) => text.replace('"30d"', '"31d"')],
    ['a type that no SLO has', 'slo', (text) => text.replace('"time_slice"', '"time_sliced"')],
    ['an SLO without thresholds', 'slo', (text) => text.replace('"thresholds"', '"limits"')],
    [
      'an interval that no time slice has',
      'slo',
      (text) => text.replace('"query_interval_seconds":60', '"query_interval_seconds":30'),
    ],
    ['a comparator that is none', 'slo', (text) => text.replace('"<="', '"=<"')],
    ['a layout that is none', 'dashboard', (text) => text.replace('"layout_type":"ordered"', '"layout_type":"neat"')],
    ['a widget that is none', 'dashboard', (text) => text.replace('"query_value"', '"query_number"')],
    ['a key that no widget has', 'dashboard', (text) => text.replace('"show_legend"', '"legend"')],
    ['a dashboard without a title', 'dashboard', (text) => text.replace('{"title"', '{"heading"')],
  ];
  for (const [what, kind, change] of mutants) {
    testWith(serializer, WHY, what, (client) => {
      expect(faultsOf(client, kind, changed(kind, change))).not.toEqual([]);
    });
  }
});

testWithShared('as a DatadogMonitor each monitor is what the official schema says', (dir) => {
  const errorsOf = closedValidator(dir);
  const objects = supported.flatMap((objective, index) =>
    ofKind(sets[index] ?? { alerts: [], artefacts: [] }, 'monitor').map(
      // the kind of the artefact says so
      (monitor) => datadogMonitor(monitor as Monitor, objective.spec).body,
    ),
  );
  expect(objects.length).toBeGreaterThan(20);
  expect(objects.flatMap((object) => errorsOf(object))).toEqual([]);
  expect(JSON.stringify(objects)).toContain('"thresholds":{"critical":"0.0144"}');
  const [object] = objects;
  expect(errorsOf({ ...object, spec: { type: 'composite', thresholds: 1 } })).not.toEqual([]);
});
