import { unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { ContainerFacts, PodFacts } from '../../unit';
import type { Field } from '../field';
import { unknownIn } from '../marks';

/** Kubernetes' own default for `terminationGracePeriodSeconds`. */
const GRACE = 30;

/** What a pod template says. */
export function readPods(template: Field, from: Item | undefined): PodFacts {
  const spec = template.at('spec');
  return {
    at: template.path,
    ...(from ? { from } : {}),
    labels: textsIn(template.at('metadata', 'labels')),
    annotations: textsIn(template.at('metadata', 'annotations')),
    containers: spec.at('containers').list().map(readContainer),
    gracePeriodSeconds: spec.at('terminationGracePeriodSeconds').integer({ least: 0 }) ?? GRACE,
    spread: spec.at('topologySpreadConstraints').list().length > 0 || spec.at('affinity', 'podAntiAffinity').exists,
  };
}

function readContainer(container: Field): ContainerFacts {
  const image = container.at('image').text();
  const requests = container.at('resources', 'requests');
  return {
    name: container.at('name').text() ?? '',
    at: container.path,
    ...(image === undefined ? {} : { image: known(image) }),
    listens: container.at('ports').list().length > 0,
    readiness: container.at('readinessProbe').exists,
    liveness: container.at('livenessProbe').exists,
    startup: container.at('startupProbe').exists,
    preStop: container.at('lifecycle', 'preStop').exists,
    requests: { cpu: requests.at('cpu').exists, memory: requests.at('memory').exists },
  };
}

function known(text: string): Known<string> {
  const why = unknownIn(text);
  return why === undefined ? text : unknown(why);
}

/** The entries of a map that are texts. */
export function textsIn(map: Field): Readonly<Record<string, string>> {
  return Object.fromEntries(
    map.entries().flatMap(([key, { value }]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
}
