import type { Objective } from '../../slo';
import type { Artefact } from '../vendor';
import type { Monitor } from './monitors';

type Owned = Pick<Objective['spec'], 'namespace' | 'service' | 'owner'>;

/** An artefact of the API as an object of the Datadog operator: the body goes to the API as it is. */
export function genericResource({ kind, name, body }: Artefact, owned: Owned): Artefact {
  return object('DatadogGenericResource', name, owned, { type: kind, jsonSpec: JSON.stringify(body) });
}

/** A monitor for operators before 1.12, which know no `DatadogGenericResource`. */
export function datadogMonitor({ name, body }: Monitor, owned: Owned): Artefact {
  const { options, ...same } = body;
  const { thresholds, require_full_window: requireFullWindow } = options;
  return object('DatadogMonitor', name, owned, {
    ...same,
    options: {
      ...(thresholds && { thresholds: { critical: `${thresholds.critical}` } }),
      ...(requireFullWindow !== undefined && { requireFullWindow }),
      notifyNoData: options.notify_no_data,
      includeTags: options.include_tags,
    },
  });
}

function object(kind: string, name: string, { namespace, service, owner }: Owned, spec: object): Artefact {
  const labels = { 'app.kubernetes.io/name': service, owner };
  const metadata = { name, namespace, labels };
  return { kind, name, body: { apiVersion: 'datadoghq.com/v1alpha1', kind, metadata, spec } };
}
