import { unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { ContainerFacts, PodFacts } from '../../unit';
import type { Field } from '../field';
import { unknownIn } from '../marks';
import { preStopSeconds, startupSeconds } from './waits';

/** Kubernetes' own default for `terminationGracePeriodSeconds`. */
const GRACE = 30;

/** Lists that ask for pods to stand apart. */
const SPREADS = [
  ['topologySpreadConstraints'],
  ['affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'],
  ['affinity', 'podAntiAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'],
] as const;

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
    spread: SPREADS.some((path) => spec.at(...path).list().length > 0),
  };
}

function readContainer(container: Field): ContainerFacts {
  const image = container.at('image').text();
  const [startup, preStop] = [container.at('startupProbe'), container.at('lifecycle', 'preStop')];
  // a limit alone is its own request
  const asksFor = (resource: string) =>
    ['requests', 'limits'].some((kind) => container.at('resources', kind, resource).exists);
  return {
    name: container.at('name').text() ?? '',
    at: container.path,
    ...(image === undefined ? {} : { image: known(image) }),
    listens: container.at('ports').list().length > 0,
    readiness: container.at('readinessProbe').exists,
    liveness: container.at('livenessProbe').exists,
    startup: startup.exists,
    ...(startup.exists ? { startupSeconds: startupSeconds(startup) } : {}),
    preStop: preStop.exists,
    ...(preStop.exists ? { preStopSeconds: preStopSeconds(preStop) } : {}),
    requests: { cpu: asksFor('cpu'), memory: asksFor('memory') },
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
