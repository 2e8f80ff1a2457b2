import { isUnsupported, monitoringVendors, type Artefact } from '../../lib/monitoring';
import { closedValidator } from '../support/schema';
import { testWithShared } from '../support/tools';
import { oneOfEachKind, ofEachConvention } from './objectives';

const OBJECTIVES = [...oneOfEachKind, ...ofEachConvention.map(([, objective]) => objective)];

/** Everything that each vendor writes for objectives; what it cannot say is tested elsewhere. */
const written = monitoringVendors.flatMap((vendor) => {
  const alerts = OBJECTIVES.flatMap((objective) => {
    const answer = vendor.alerts(objective);
    return isUnsupported(answer) ? [] : answer.artefacts;
  });
  const shown = vendor.dashboard({ service: 'checkout', namespace: 'shop', objectives: oneOfEachKind });
  return [...alerts, ...(isUnsupported(shown) ? [] : shown)].map((artefact) => ({ vendor: vendor.id, artefact }));
});

/** Kinds whose CRD is not among the official schemas at hand; the bodies in them are judged by the client of their vendor. */
const WITHOUT_SCHEMA = ['datadoghq.com_DatadogGenericResource_v1alpha1'];

const isObject = ({ body }: Artefact): boolean => 'apiVersion' in body;

testWithShared('every object of every vendor is what its operator takes, to the last key', (dir) => {
  const errorsOf = closedValidator(dir);
  const objects = written.filter(({ artefact }) => isObject(artefact));
  const faults = objects.flatMap(({ vendor, artefact }) =>
    errorsOf(artefact.body)
      .filter((error) => !WITHOUT_SCHEMA.some((id) => error === `no schema for ${id}`))
      .map((error) => `${vendor}: ${artefact.kind} "${artefact.name}": ${error}`),
  );
  expect(faults).toEqual([]);
  expect([...new Set(objects.map(({ artefact }) => artefact.kind))]).toEqual(
    expect.arrayContaining(['PrometheusRule', 'GrafanaAlertRuleGroup', 'GrafanaDashboard']),
  );
});

test('an object has the kind and the name that its artefact says, and the name is one for Kubernetes', () => {
  for (const { artefact } of written.filter((one) => isObject(one.artefact))) {
    const { kind, metadata } = artefact.body as { readonly kind: string; readonly metadata: { readonly name: string } };
    expect([kind, metadata.name]).toEqual([artefact.kind, artefact.name]);
    expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
  }
});

test('everything is data: JSON gives it back as it was', () => {
  for (const { artefact } of written) {
    expect(JSON.parse(JSON.stringify(artefact.body))).toEqual(artefact.body);
  }
});
