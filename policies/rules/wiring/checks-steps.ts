import type { Field } from '../../../lib/facts/kubernetes/field';
import { given, has, refuseFirst, stepsWith, type StrategyCheck, type Validated } from './validated';

/** As in pkg/apis/rollouts/validation/validation.go of v1.9.1: what steps ask of the router, and of the Rollout. */
export const STEP_CHECKS: readonly StrategyCheck[] = [
  {
    id: 'C15',
    find: (on) =>
      on.routing.exists ? undefined : refuseFirst(stepsWith(on, 'setCanaryScale'), 'setCanaryScale needs a router.'),
  },
  {
    id: 'C16',
    find: (on) =>
      has(on.routers, 'istio', 'alb', 'apisix', 'plugins')
        ? undefined
        : refuseFirst(stepsWith(on, 'setHeaderRoute'), 'only Istio, ALB, APISIX and plugins can route by headers.'),
  },
  {
    id: 'C17',
    find: (on) => {
      const others = has(on.routers, 'alb') ? headersIn(on).filter((one) => comparing(one).join() !== 'exact') : [];
      return refuseFirst(others, 'ALB compares a header with an exact value alone.');
    },
  },
  {
    id: 'C18',
    find: (on) =>
      refuseFirst(
        comparedIn(on).filter((one) => comparing(one).length > 1),
        'it takes one of exact, prefix and regex, and has several.',
      ),
  },
  {
    id: 'C19',
    find: (on) =>
      refuseFirst(
        comparedIn(on).filter((one) => comparing(one).length === 0),
        'it takes one of exact, prefix and regex, and has none.',
      ),
  },
  {
    id: 'C20',
    find: (on) =>
      has(on.routers, 'istio', 'plugins')
        ? undefined
        : refuseFirst(stepsWith(on, 'setMirrorRoute'), 'only Istio and plugins can mirror requests.'),
  },
  {
    id: 'C22',
    find: (on) => {
      const managed = on.routing
        .at('managedRoutes')
        .list()
        .map((route) => route.at('name').value);
      const strangers = [...stepsWith(on, 'setHeaderRoute'), ...stepsWith(on, 'setMirrorRoute')]
        .map((step) => step.at('name'))
        .filter(({ value }) => !managed.includes(value));
      return refuseFirst(strangers, 'this route is not among trafficRouting.managedRoutes.');
    },
  },
  {
    id: 'C24',
    find: (on) => {
      const weights = stepsWith(on, 'experiment').flatMap((step) =>
        step
          .at('templates')
          .list()
          .map((one) => one.at('weight'))
          .filter(({ exists }) => exists),
      );
      return has(on.routers, 'smi', 'alb', 'istio', 'plugins')
        ? undefined
        : refuseFirst(weights, 'only SMI, ALB, Istio and plugins can send a share of requests to an experiment.');
    },
  },
  {
    id: 'C25',
    find: (on) =>
      refuseFirst(
        argumentsIn(on).filter(
          (path) => path.text()?.startsWith('metadata') === true && !ARGUMENT.test(path.text() ?? ''),
        ),
        'of the metadata only name, namespace, uid, labels and annotations can be an argument.',
      ),
  },
];

/** As in Kubernetes' pkg/fieldpath ExtractFieldPathAsString. */
const ARGUMENT = /^metadata\.(?:name|namespace|uid|(?:labels|annotations)(?:\['[^']+'\])?)$/;

/** What headers are compared with. */
function headersIn(on: Validated): readonly Field[] {
  return stepsWith(on, 'setHeaderRoute')
    .flatMap((step) => step.at('match').list())
    .map((match) => match.at('headerValue'));
}

/** Everything that is compared, as routers other than ALB do. */
function comparedIn(on: Validated): readonly Field[] {
  const mirrored = stepsWith(on, 'setMirrorRoute').flatMap((step) => step.at('match').list());
  return [
    ...(has(on.routers, 'alb') ? [] : headersIn(on)),
    ...given(...mirrored.flatMap((match) => [match.at('method'), match.at('path')])),
  ];
}

const comparing = (match: Field) => ['exact', 'prefix', 'regex'].filter((key) => (match.at(key).value ?? '') !== '');

/** Fields of the Rollout that analyses in steps take for arguments. */
function argumentsIn(on: Validated): readonly Field[] {
  const analyses = [
    ...stepsWith(on, 'analysis'),
    ...stepsWith(on, 'experiment').flatMap((step) => step.at('analyses').list()),
  ];
  return analyses
    .flatMap((analysis) => analysis.at('args').list())
    .map((argument) => argument.at('valueFrom', 'fieldRef', 'fieldPath'));
}
