import { TEMPLATES } from './metrics';
import { BLUE_GREEN, CANARY, isCanary, isRouted, ROUTING, routerOf, STEPS, where, type Operator } from './operator';
import { at, drop, listAt, set, textAt, type Path } from './tree';

const kinds = ['Rollout'];
const PROMETHEUS: Path = ['spec', 'metrics', 0, 'provider', 'prometheus'];
const REFUSED = ['argo-refuses', 'argo-validation'];

/** What Argo refuses, so that nothing is released. */
export const refusedOperators: readonly Operator[] = [
  {
    of: 'W01 S2',
    title: 'no selector',
    rules: REFUSED,
    kinds,
    faults: (rollout) => where(at(rollout, ['spec', 'selector']) !== undefined, drop(['spec', 'selector'])),
  },
  {
    of: 'W01 S6',
    title: 'a deadline that is not above minReadySeconds',
    rules: REFUSED,
    kinds,
    faults: () => [{ edits: [set(['spec', 'progressDeadlineSeconds'], 30), set(['spec', 'minReadySeconds'], 30)] }],
  },
  {
    of: 'W01 S7',
    title: 'no strategy',
    rules: REFUSED,
    kinds,
    faults: () => [{ edits: [set(['spec', 'strategy'], {})] }],
  },
  {
    of: 'W01 S8',
    title: 'two strategies',
    rules: REFUSED,
    kinds,
    faults: (rollout) => where(isCanary(rollout), set(BLUE_GREEN, { activeService: 'web' })),
  },
  {
    of: 'W01 B1',
    title: 'the preview Service is the active one',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(
        at(rollout, BLUE_GREEN) !== undefined,
        set([...BLUE_GREEN, 'previewService'], textAt(rollout, [...BLUE_GREEN, 'activeService'])),
      ),
  },
  {
    of: 'W01 C1',
    title: 'no pod may be replaced',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(isCanary(rollout), set([...CANARY, 'maxSurge'], 0), set([...CANARY, 'maxUnavailable'], 0)),
  },
  {
    of: 'W01 C2',
    title: 'the canary Service is the stable one',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(
        textAt(rollout, [...CANARY, 'stableService']) !== '',
        set([...CANARY, 'canaryService'], textAt(rollout, [...CANARY, 'stableService'])),
      ),
  },
  {
    of: 'W01 C7',
    title: 'a router without the Service of the canary',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(
        textAt(rollout, [...CANARY, 'canaryService']) !== '' && routerOf(rollout) !== 'plugins',
        drop([...CANARY, 'canaryService']),
      ),
  },
  {
    of: 'W01 C8',
    title: 'a delay that needs a router',
    rules: REFUSED,
    kinds,
    faults: (rollout) => where(isCanary(rollout) && !isRouted(rollout), set([...CANARY, 'scaleDownDelaySeconds'], 60)),
  },
  {
    of: 'W01 C11',
    title: 'a maxTrafficWeight for a router without one',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(['istio', 'alb'].includes(routerOf(rollout)), set([...ROUTING, 'maxTrafficWeight'], 1000)),
  },
  {
    of: 'W01 C13',
    title: 'a weight above 100',
    rules: REFUSED,
    kinds,
    faults: (rollout) => where(isCanary(rollout), set(STEPS, [...listAt(rollout, STEPS), { setWeight: 150 }])),
  },
  {
    of: 'W01 C15',
    title: 'setCanaryScale without a router',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(
        isCanary(rollout) && !isRouted(rollout),
        set(STEPS, [{ setCanaryScale: { replicas: 2 } }, ...listAt(rollout, STEPS)]),
      ),
  },
  {
    of: 'W01 C22',
    title: 'a header route that nothing manages',
    rules: REFUSED,
    kinds,
    faults: (rollout) =>
      where(isRouted(rollout), set(STEPS, [{ setHeaderRoute: { name: 'testers' } }, ...listAt(rollout, STEPS)])),
  },
  {
    of: 'W01 metrics',
    title: 'several measurements without an interval',
    rules: ['template-refused', 'argo-refuses', 'analysis-errs'],
    kinds: TEMPLATES,
    faults: (template) =>
      where(
        at(template, ['spec', 'metrics', 0, 'provider', 'job']) === undefined,
        set(['spec', 'metrics', 0, 'count'], 5),
        set(['spec', 'metrics', 0, 'failureLimit'], 1),
        drop(['spec', 'metrics', 0, 'interval']),
      ),
  },
  {
    of: 'W01 metrics',
    title: 'an interval that is no time',
    rules: ['template-refused', 'argo-refuses', 'analysis-errs'],
    kinds: TEMPLATES,
    faults: () => [{ edits: [set(['spec', 'metrics', 0, 'interval'], 'often')] }],
  },
  {
    of: 'W01 metrics',
    title: 'a metric that asks nobody',
    rules: ['template-refused', 'argo-refuses', 'analysis-errs'],
    kinds: TEMPLATES,
    faults: () => [{ edits: [set(['spec', 'metrics', 0, 'provider'], {})] }],
  },
  {
    of: 'W01 provider',
    title: 'a provider that does not take what it is told',
    rules: ['provider-refused'],
    kinds: TEMPLATES,
    faults: (template) => [
      ...where(at(template, PROMETHEUS) !== undefined, set([...PROMETHEUS, 'address'], 'prometheus:9090')),
      ...where(
        at(template, ['spec', 'metrics', 0, 'provider', 'datadog']) !== undefined,
        set(['spec', 'metrics', 0, 'provider', 'datadog', 'queries'], { all: 'sum:requests{*}' }),
        set(['spec', 'metrics', 0, 'provider', 'datadog', 'query'], 'sum:errors{*}'),
      ),
    ],
  },
  {
    of: 'W03',
    title: 'two metrics of one name',
    rules: ['duplicate-metric', 'template-refused'],
    kinds: TEMPLATES,
    faults: (template) => {
      const metrics = listAt(template, ['spec', 'metrics']);
      const [first] = metrics;
      return first === undefined ? [] : [{ edits: [set(['spec', 'metrics'], [...metrics, first])] }];
    },
  },
  {
    of: 'W03',
    title: 'a template that composes itself',
    rules: ['template-cycle'],
    kinds: TEMPLATES,
    faults: (template) => [
      { edits: [set(['spec', 'templates'], [{ templateName: textAt(template, ['metadata', 'name']) }])] },
    ],
  },
  {
    of: 'W04',
    title: 'a step that is two',
    rules: ['one-step-each'],
    kinds,
    faults: (rollout) =>
      where(
        isRouted(rollout),
        set(STEPS, [{ setWeight: 5, setCanaryScale: { weight: 25 } }, ...listAt(rollout, STEPS).slice(1)]),
      ),
  },
  {
    of: 'W05',
    title: 'a field of no release yet',
    rules: ['newer-field'],
    kinds: TEMPLATES,
    faults: (template) =>
      where(
        at(template, PROMETHEUS) !== undefined,
        set([...PROMETHEUS, 'authentication'], { basicAuth: { username: 'stepgate', password: 'x' } }),
      ),
  },
];
