import { BLUE_GREEN, CANARY, ofKind, where, type Operator } from './operator';
import { at, isMap, listAt, set, textAt, type Tree } from './tree';

const kinds = ['Rollout'];

const GONE = ['Service', 'Ingress', 'VirtualService', 'DestinationRule', 'HTTPRoute', 'AnalysisTemplate', 'Deployment'];

/** What a release leans on and does not find. */
export const missingOperators: readonly Operator[] = [
  {
    of: 'W02',
    title: 'what it names is not there',
    rules: ['missing-reference', 'missing-route'],
    kinds: GONE,
    faults: (object, objects) => {
      const isMissed = textAt(object, ['kind']) === 'Service' ? isSide : isNamed;
      return isMissed(nameOf(object), objects) ? [{ gone: true }] : [];
    },
  },
  {
    of: 'W02',
    title: 'an experiment of its own names no template that is there',
    rules: ['missing-template'],
    kinds: ['Experiment'],
    faults: (experiment) =>
      listAt(experiment, ['spec', 'analyses']).map((_, index) => ({
        edits: [set(['spec', 'analyses', index, 'templateName'], 'left-over')],
      })),
  },
  {
    of: 'W01 R1',
    title: 'a Service that selects other pods',
    rules: ['service-pods'],
    kinds: ['Service'],
    faults: (service, objects) =>
      where(isSide(nameOf(service), objects), set(['spec', 'selector'], { app: 'somebody-else' })),
  },
  {
    of: 'W01 R2',
    title: 'another Rollout has its Services',
    rules: ['service-shared'],
    kinds,
    faults: (rollout) =>
      ['canaryService', 'stableService', 'activeService'].some((key) => JSON.stringify(rollout).includes(`"${key}"`))
        ? [{ more: [{ ...Object(rollout), metadata: { ...mapAt(rollout, 'metadata'), name: 'another' } } as Tree] }]
        : [],
  },
  {
    of: 'W01 R10',
    title: 'an Ingress that leads to somebody else',
    rules: ['route-services'],
    kinds: ['Ingress'],
    faults: (ingress, objects) =>
      where(
        isNamed(nameOf(ingress), objects),
        set(['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'], 'somebody-else'),
      ),
  },
  {
    of: 'W01 R15',
    title: 'a route to one side alone',
    rules: ['route-services'],
    kinds: ['VirtualService', 'HTTPRoute'],
    faults: (route, objects) => {
      const list = textAt(route, ['kind']) === 'HTTPRoute' ? 'backendRefs' : 'route';
      const rules = list === 'route' ? 'http' : 'rules';
      const path = ['spec', rules, 0, list];
      return where(
        isNamed(nameOf(route), objects) && listAt(route, path).length > 1,
        set(path, listAt(route, path).slice(0, 1)),
      );
    },
  },
  {
    of: 'W06',
    title: 'GitOps takes back the selector',
    rules: ['service-selector'],
    kinds: ['Service'],
    faults: (service, objects) =>
      where(
        isSide(nameOf(service), objects),
        set(['metadata', 'annotations'], { 'argocd.argoproj.io/sync-options': 'Replace=true' }),
      ),
  },
  {
    of: '7.8 twice',
    title: 'the same object twice',
    rules: ['one-identity'],
    kinds: ['Rollout', 'Service', 'AnalysisTemplate'],
    faults: (object) => [{ more: [object] }],
  },
  {
    of: '7.8 selector',
    title: 'two workloads with one selector',
    rules: ['one-selector'],
    kinds,
    faults: (rollout) =>
      at(rollout, ['spec', 'selector']) === undefined
        ? []
        : [
            {
              more: [
                {
                  apiVersion: 'apps/v1',
                  kind: 'Deployment',
                  metadata: { ...mapAt(rollout, 'metadata'), name: 'shadow' },
                  spec: {
                    replicas: 2,
                    selector: at(rollout, ['spec', 'selector']) ?? null,
                    template: at(rollout, ['spec', 'template']) ?? null,
                  },
                },
              ],
            },
          ],
  },
];

const nameOf = (object: Tree): string => textAt(object, ['metadata', 'name']);

/** Whether a Rollout names it, in its strategy or as its workload. */
function isNamed(name: string, objects: readonly Tree[]): boolean {
  return ofKind(objects, 'Rollout').some((rollout) => {
    const naming = [at(rollout, ['spec', 'strategy']) ?? null, at(rollout, ['spec', 'workloadRef']) ?? null];
    return JSON.stringify(naming).includes(`"${name}"`);
  });
}

/** Whether the controller writes the selector of this Service. */
function isSide(name: string, objects: readonly Tree[]): boolean {
  const keys = [
    [...CANARY, 'canaryService'],
    [...CANARY, 'stableService'],
    [...BLUE_GREEN, 'activeService'],
    [...BLUE_GREEN, 'previewService'],
  ];
  return objects.some((object) => keys.some((path) => textAt(object, path) === name));
}

function mapAt(tree: Tree, key: string): Readonly<Record<string, Tree>> {
  const value = at(tree, [key]);
  return isMap(value) ? value : {};
}
