import type { Manifest } from './support';

/** What a route sends to the two versions. */
export interface Split {
  readonly canary: unknown;
  readonly stable: unknown;
}

/** Objects as they are after the controller has set a weight. */
export interface After {
  readonly created: readonly Manifest[];
  readonly updated: readonly Manifest[];
}

type Entry = Readonly<Record<string, unknown>>;

/** The split of a list of weighted entries, found by what `nameOf` says of each. */
function splitOf(entries: readonly Entry[], nameOf: (entry: never) => unknown, { stable, canary }: Sides): Split {
  const weight = (name: string) => entries.find((entry) => nameOf(entry as never) === name)?.weight;
  return { stable: weight(stable), canary: weight(canary) };
}

interface Sides {
  readonly stable: string;
  readonly canary: string;
}

const ofKind = (objects: readonly Manifest[], kind: string) => objects.filter((object) => object.kind === kind);

/** The weighted routes of Istio's VirtualServices; those that a header or mirror step added stand beside them. */
function istioSplits({ updated }: After, nameOf: (entry: never) => unknown, sides: Sides): readonly Split[] {
  return ofKind(updated, 'VirtualService').flatMap(({ spec }) =>
    [...(spec.http ?? []), ...(spec.tls ?? []), ...(spec.tcp ?? [])]
      .filter((route: { name?: string; mirror?: object }) => !route.name?.startsWith('by-') && !route.mirror)
      .map((route: { route: Entry[] }) => splitOf(route.route, nameOf, sides)),
  );
}

/** A use, and its Rollout as it was synthesized. */
type Read = Sides & { readonly rollout: Manifest };

/** Where each router's objects carry the split, read independently of the code that made them. */
export const splitReaders: Readonly<Record<string, (after: After, use: Read) => readonly Split[]>> = {
  nginx: ({ created }, use) =>
    ofKind(created, 'Ingress').map(({ metadata, spec }) => {
      const weights = Object.entries(metadata.annotations ?? {});
      const value = (suffix: string) => weights.find(([key]) => key.endsWith(suffix))?.[1];
      const total = Number(value('/canary-weight-total') ?? 100);
      const backends = spec.rules.flatMap((rule: never) => (rule as { http: { paths: Entry[] } }).http.paths);
      const allCanary = backends.every((path: never) => JSON.stringify(path).includes(`"${use.canary}"`));
      const weight = Number(value('/canary-weight'));
      return { canary: allCanary ? weight : `not ${use.canary}`, stable: total - weight };
    }),
  alb: ({ updated }, use) =>
    ofKind(updated, 'Ingress').flatMap(({ metadata, spec }) => {
      const service = spec.rules[0].http.paths.find((path: never) => !JSON.stringify(path).includes('by-')).backend
        .service;
      const key = Object.keys(metadata.annotations ?? {}).find((one) => one.endsWith(`/actions.${service.name}`)) ?? '';
      const action = JSON.parse(metadata.annotations?.[key] ?? '{}') as { ForwardConfig?: { TargetGroups: Entry[] } };
      const groups = action.ForwardConfig?.TargetGroups.map((group) => ({ ...group, weight: group.Weight }));
      return groups ? [splitOf(groups, (group: { ServiceName: string }) => group.ServiceName, use)] : [];
    }),
  istio: (after, use) => istioSplits(after, (entry: { destination: { host: string } }) => entry.destination.host, use),
  istioSubset: (after, use) => {
    const rule = use.rollout.spec.strategy.canary.trafficRouting.istio.destinationRule as Record<string, string>;
    return istioSplits(after, (entry: { destination: { subset: string } }) => entry.destination.subset, {
      stable: rule.stableSubsetName ?? '',
      canary: rule.canarySubsetName ?? '',
    });
  },
  smi: ({ created }, use) =>
    ofKind(created, 'TrafficSplit').map(({ spec }) => {
      const backends = (spec.backends as Entry[]).map((one) => ({ ...one, weight: Number(one.weight) }));
      return splitOf(backends, (one: { service: string }) => one.service, use);
    }),
  traefik: ({ updated }, use) =>
    ofKind(updated, 'TraefikService').map(({ spec }) =>
      splitOf(spec.weighted.services, (one: { name: string }) => one.name, use),
    ),
  ambassador: ({ created }, use) =>
    ofKind(created, 'Mapping').map(({ spec }) => ({
      canary: spec.service === `${use.canary}:80` ? spec.weight : `not ${use.canary}`,
      stable: 100 - spec.weight,
    })),
  apisix: ({ updated }, use) =>
    ofKind(updated, 'ApisixRoute').flatMap(({ spec }) =>
      spec.http.map((rule: { backends: Entry[] }) =>
        splitOf(rule.backends, (one: { serviceName: string }) => one.serviceName, use),
      ),
    ),
  appMesh: ({ updated }, use) => {
    const group = use.rollout.spec.strategy.canary.trafficRouting.appMesh.virtualNodeGroup;
    const sides = { stable: group.stableVirtualNodeRef.name, canary: group.canaryVirtualNodeRef.name };
    return ofKind(updated, 'VirtualRouter').flatMap(({ spec }) =>
      spec.routes.map((route: Record<string, { action?: { weightedTargets: Entry[] } }>) => {
        const targets = Object.values(route).find((rule) => rule.action)?.action?.weightedTargets ?? [];
        return splitOf(targets, (one: { virtualNodeRef: { name: string } }) => one.virtualNodeRef.name, sides);
      }),
    );
  },
};
