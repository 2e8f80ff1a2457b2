import { mustName, unlessUnknown, type Leads } from './leads';

/** An Ingress: the controller adds the canary itself, and looks for the stable Service, or a root, in the rules alone. */
export const ingress =
  (...root: readonly string[]): Leads =>
  ({ spec, routing, stable }) => {
    const backends = spec
      .at('rules')
      .list()
      .flatMap((rule) => rule.at('http', 'paths').list())
      .map((path) => {
        const modern = path.at('backend', 'service', 'name');
        return modern.exists ? modern : path.at('backend', 'serviceName');
      });
    return mustName(
      backends,
      [(root.length > 0 ? routing.at(...root).text() : undefined) ?? stable],
      spec,
      'none of its rules leads to',
    );
  };

/** A TraefikService: both sides among the weighted ones. */
export const traefikService: Leads = ({ spec, stable, canary }) =>
  mustName(
    spec
      .at('weighted', 'services')
      .list()
      .map((one) => one.at('name')),
    [stable, canary],
    spec,
    'its weighted services have no',
  );

/** An ApisixRoute: both sides among the backends of each rule that is named, or of the one with the name of the route. */
export const apisixRoute: Leads = ({ spec, routing, stable, canary }) => {
  const route = routing.at('apisix', 'route');
  const named = route.at('rules').exists ? route.at('rules').list() : [route.at('name')];
  return named.flatMap((name) => {
    const rule = spec
      .at('http')
      .list()
      .find((one) => one.at('name').value === name.value);
    if (!rule) return unlessUnknown([name], spec, `it has no http rule "${name.text() ?? ''}".`);
    const backends = rule.at('backends').list();
    return mustName(
      backends.map((one) => one.at('serviceName')),
      [stable, canary],
      rule,
      'its backends have no',
    );
  });
};

/** A Mapping: the controller makes its like for the canary, with the weight. */
export const mapping: Leads = ({ spec, stable }) => {
  const weight = spec.at('weight');
  return weight.exists && weight.value !== 0
    ? [{ at: weight.path, what: 'it has a weight of its own, and Argo sets weights beside it.' }]
    : mustName([spec.at('service')], [stable], spec.at('service'), 'it does not lead to');
};

/** A route of the Gateway API: some rule has both sides as backends. */
export const gatewayRoute: Leads = ({ spec, stable, canary }) => {
  const rules = spec.at('rules').list();
  const answers = rules.map((rule) =>
    mustName(
      rule
        .at('backendRefs')
        .list()
        .map((one) => one.at('name')),
      [stable, canary],
      rule,
      'its backends have no',
    ),
  );
  if (answers.some((one) => one.length === 0)) return [];
  return answers[0] ?? [{ at: spec.path, what: 'it has no rules.' }];
};
