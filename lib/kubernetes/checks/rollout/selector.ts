import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

/** Labels a Service selects, or by which a workload is selected, as they are now. */
export function selectorOf(target: kplus.Service | kplus.Workload): Readonly<Record<string, string>> {
  if (!('ports' in target)) {
    return target.matchLabels;
  }
  // kplus keeps the selector private, and refuses to render a Service without a port
  if (target.ports.length === 0 || target.type === kplus.ServiceType.EXTERNAL_NAME) {
    return {};
  }
  const { spec } = ApiObject.of(target).toJson() as { spec: { selector?: Record<string, string> } };
  return spec.selector ?? {};
}
