import { ofKind, where, type Objects, type Operator } from './operator';
import { at, drop, isMap, listAt, set, textAt, type Edit, type Path, type Tree } from './tree';

const RULES = ['PrometheusRule'];
const WORKLOADS = ['Rollout', 'Deployment'];

/** Everything that is an alert, and where it stands. */
function alertsIn(rule: Tree): readonly Path[] {
  return listAt(rule, ['spec', 'groups']).flatMap((group, index) =>
    listAt(group, ['rules']).flatMap((one, number): Path[] =>
      at(one, ['alert']) === undefined ? [] : [['spec', 'groups', index, 'rules', number]],
    ),
  );
}

/** Breaks the first alert of an object; the others of a burn alert differ in their windows. */
const alert = (broken: (path: Path, rule: Tree) => readonly Edit[]) => (rule: Tree) =>
  alertsIn(rule)
    .slice(0, 1)
    .map((path) => ({ edits: broken(path, rule) }));

/** Whether it records an objective. */
const records = (rule: Tree): boolean =>
  listAt(rule, ['spec', 'groups']).some((group) =>
    listAt(group, ['rules']).some((one) => textAt(one, ['record']) !== '' && textAt(one, ['labels', 'slo']) !== ''),
  );

/** Leaves what is recorded. */
const withoutAlerts = (rule: Tree): readonly Edit[] =>
  listAt(rule, ['spec', 'groups']).map((group, index) =>
    set(
      ['spec', 'groups', index, 'rules'],
      listAt(group, ['rules']).filter((one) => at(one, ['alert']) === undefined),
    ),
  );

/** After the release. */
const monitoring: readonly Operator[] = [
  {
    of: 'alerts',
    title: 'no alerts',
    rules: ['alerts-exist'],
    kinds: RULES,
    faults: (rule, objects) => onlyOne(rule, objects),
  },
  {
    of: 'alerts',
    title: 'an alert without a severity',
    rules: ['alert-severity'],
    kinds: RULES,
    faults: alert((path) => [drop([...path, 'labels', 'severity'])]),
  },
  {
    of: 'alerts',
    title: 'a severity that nobody knows',
    rules: ['alert-severity'],
    kinds: RULES,
    faults: alert((path) => [set([...path, 'labels', 'severity'], 'hihg')]),
  },
  {
    of: 'alerts',
    title: 'an alert without a runbook',
    rules: ['alert-runbook'],
    kinds: RULES,
    faults: alert((path) => [drop([...path, 'annotations', 'runbook_url'])]),
  },
  {
    of: 'alerts',
    title: 'an alert with a relative link',
    rules: ['alert-runbook'],
    kinds: RULES,
    faults: alert((path) => [set([...path, 'annotations', 'runbook_url'], 'docs/runbook.md')]),
  },
  {
    of: 'alerts',
    title: 'a query that cannot be parsed',
    rules: ['alert-parses'],
    kinds: RULES,
    faults: alert((path, rule) => [set([...path, 'expr'], `${textAt(rule, [...path, 'expr'])} > (`)]),
  },
  {
    of: 'alerts',
    title: 'an alert that never fires',
    rules: ['alert-fires'],
    kinds: RULES,
    faults: alert((path) => [set([...path, 'expr'], 'absent(http_requests_total) > 1')]),
  },
  {
    of: 'alerts',
    title: 'alerts of another namespace',
    rules: ['alert-namespace', 'alert-route'],
    kinds: RULES,
    faults: alert((path) => [set([...path, 'labels', 'namespace'], 'elsewhere')]),
  },
  {
    of: 'alerts',
    title: 'an objective is measured, and nothing fires',
    rules: ['objective-alerts'],
    kinds: RULES,
    faults: (rule) => where(records(rule) && alertsIn(rule).length > 0, ...withoutAlerts(rule)),
  },
  {
    of: 'route',
    title: 'a receiver that tells nobody',
    rules: ['alert-route'],
    kinds: ['AlertmanagerConfig'],
    faults: () => [{ edits: [set(['spec', 'receivers'], [{ name: 'on-call' }])] }],
  },
  {
    of: 'route',
    title: 'a route for other alerts',
    rules: ['alert-route'],
    kinds: ['AlertmanagerConfig'],
    faults: () => [{ edits: [set(['spec', 'route', 'matchers', 0, 'value'], 'somebody-else')] }],
  },
  {
    of: 'scraping',
    title: 'a monitor of other pods',
    rules: ['scraped'],
    kinds: ['PodMonitor'],
    faults: () => [{ edits: [set(['spec', 'selector', 'matchLabels'], { app: 'somebody-else' })] }],
  },
  {
    of: 'scraping',
    title: 'a monitor of a port that is not there',
    rules: ['scraped'],
    kinds: ['PodMonitor'],
    faults: () => [{ edits: [set(['spec', 'podMetricsEndpoints', 0, 'port'], 'metrics')] }],
  },
  { of: 'scraping', title: 'no monitor', rules: ['scraped'], kinds: ['PodMonitor'], faults: () => [{ gone: true }] },
];

const IMAGE: Path = ['spec', 'template', 'spec', 'containers', 0, 'image'];

/** Another image where there is one. */
const image = (change: (image: string) => string) => (workload: Tree) => {
  const before = textAt(workload, IMAGE);
  return where(before !== '', set(IMAGE, change(before)));
};

/** An annotation that is gone, or says something else. */
const annotated = (key: string, value?: string) => (workload: Tree, objects: Objects) => {
  const path = ['metadata', 'annotations', key];
  const there = at(workload, path) !== undefined && isReleased(workload, objects);
  return where(there, value === undefined ? drop(path) : set(path, value));
};

/** Before the release: what it is, and what is written down. */
const documents: readonly Operator[] = [
  {
    of: 'image',
    title: 'a tag that moves',
    rules: ['image-moving-tag'],
    kinds: WORKLOADS,
    faults: image(() => 'acme/web:latest'),
  },
  { of: 'image', title: 'no tag', rules: ['image-moving-tag'], kinds: WORKLOADS, faults: image(() => 'acme/web') },
  {
    of: 'image',
    title: 'no digest',
    rules: ['image-digest'],
    kinds: WORKLOADS,
    faults: image((before) => before.replace(/@.*/, '')),
  },
  {
    of: 'image',
    title: 'a version without a name',
    rules: ['version-named'],
    kinds: WORKLOADS,
    faults: (workload, objects) =>
      image((before) => before.replace(/:[^@]+@/, '@'))(workload)
        .filter(() => isReleased(workload, objects))
        .map(({ edits = [] }) => ({
          edits: [...edits, drop(['metadata', 'labels', 'app.kubernetes.io/version'])],
        })),
  },
  {
    of: 'owner',
    title: 'nobody answers for it',
    rules: ['owner-named'],
    kinds: WORKLOADS,
    faults: annotated('stepgate.dev/owner'),
  },
  {
    of: 'runbook',
    title: 'no runbook',
    rules: ['runbook-linked'],
    kinds: WORKLOADS,
    faults: annotated('stepgate.dev/runbook'),
  },
  {
    of: '7.8 runbook',
    title: 'a relative link to the runbook',
    rules: ['runbook-linked'],
    kinds: WORKLOADS,
    faults: annotated('stepgate.dev/runbook', '../docs/runbook.md'),
  },
];

/** What the pack tells of and does not demand. */
const told: readonly Operator[] = [
  {
    of: 'notes',
    title: 'nobody says what changes',
    rules: ['release-notes'],
    told: true,
    kinds: WORKLOADS,
    faults: annotated('stepgate.dev/release-notes'),
  },
  {
    of: 'W07',
    title: 'nobody is told of an abort',
    rules: ['notifications'],
    told: true,
    kinds: ['Rollout'],
    faults: annotated('notifications.argoproj.io/subscribe.on-rollout-aborted.slack'),
  },
  {
    of: 'alerts',
    title: 'alerts without tests',
    rules: ['alert-tests'],
    told: true,
    kinds: RULES,
    faults: () => where(true, drop(['metadata', 'annotations', 'stepgate.dev/alert-tests'])),
  },
];

/** A Deployment that a Rollout took over is not released by itself. */
function isReleased(workload: Tree, objects: Objects): boolean {
  const taken = ofKind(objects, 'Rollout').some((one) => at(one, ['spec', 'workloadRef']) !== undefined);
  return textAt(workload, ['kind']) === 'Rollout' || !taken;
}

/** Where it is the only one that tells of the release. */
function onlyOne(rule: Tree, objects: Objects) {
  return ofKind(objects, 'PrometheusRule').length === 1 && isMap(rule) ? [{ gone: true }] : [];
}

export const watchOperators: readonly Operator[] = [...monitoring, ...documents, ...told];
