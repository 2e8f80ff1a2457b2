import { unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { ContainerFacts, PodFacts } from '../../unit';
import type { Field } from '../field';
import { unknownIn } from '../marks';
import { demandsOf, meetsAll } from '../selector';
import { preStopSeconds, startupSeconds } from './waits';

/** Kubernetes' own default for `terminationGracePeriodSeconds`. */
const GRACE = 30;

/** Hooks that a kubelet runs before it stops a container; it knows no `tcpSocket`, and goes on at once. */
const HOOKS = ['exec', 'httpGet', 'sleep'] as const;

/** What a pod template says. */
export function readPods(template: Field, from: Item | undefined): PodFacts {
  const spec = template.at('spec');
  const labels = textsIn(template.at('metadata', 'labels'));
  const init = spec.at('initContainers').list();
  // with `restartPolicy: Always` they stay, which Kubernetes calls sidecars
  const stays = (container: Field) => container.at('restartPolicy').text() === 'Always';
  return {
    at: template.path,
    ...(from ? { from } : {}),
    labels,
    annotations: textsIn(template.at('metadata', 'annotations')),
    containers: [...spec.at('containers').list(), ...init.filter(stays)].map(readContainer),
    initContainers: init.filter((container) => !stays(container)).map(readContainer),
    gracePeriodSeconds: spec.at('terminationGracePeriodSeconds').integer({ least: 0 }) ?? GRACE,
    spread: standApart(spec).some((selector) => selector.exists && meetsAll(demandsOf(selector), labels)),
  };
}

/** Selectors of the pods that the scheduler keeps these apart from; one that is not there selects none. */
function standApart(spec: Field): readonly Field[] {
  const affinity = spec.at('affinity', 'podAntiAffinity');
  return [
    ...spec.at('topologySpreadConstraints').list(),
    ...affinity.at('requiredDuringSchedulingIgnoredDuringExecution').list(),
    ...affinity
      .at('preferredDuringSchedulingIgnoredDuringExecution')
      .list()
      .map((one) => one.at('podAffinityTerm')),
  ].map((one) => one.at('labelSelector'));
}

function readContainer(container: Field): ContainerFacts {
  const image = container.at('image').text();
  const [startup, preStop] = [container.at('startupProbe'), container.at('lifecycle', 'preStop')];
  const seconds = HOOKS.some((hook) => preStop.at(hook).exists) ? preStopSeconds(preStop) : undefined;
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
    preStop: seconds !== undefined && seconds !== 0,
    ...(seconds === undefined || seconds === 0 ? {} : { preStopSeconds: seconds }),
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
