import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertsOf } from '../alert';
import type { AlertmanagerConfig, Route, RoutesProps } from './routes';

/** Labels of an alert, and who shall be told of it. */
export interface RouteTest {
  /** For people. */
  readonly name: string;
  /** All labels of the alert. */
  readonly labels: Readonly<Record<string, string>>;
  /** Names of receivers; none where it is nobody's of these. */
  readonly receivers: readonly string[];
}

/** What amtool said of one test. */
export interface RouteTestResult {
  readonly name: string;
  readonly passed: boolean;
  /** Everything that amtool printed. */
  readonly output: string;
}

/** Why no route was tested, and what to do. */
export class RouteTestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RouteTestError';
  }
}

/** Who is told where no route matches. */
const NOBODY = 'nobody';

/** Each alert of each objective with its receiver; and what is not theirs, with nobody. It does not look at the routes. */
export function routeTests({ objectives, page, ticket }: Omit<RoutesProps, 'namespace'>): readonly RouteTest[] {
  const alerts = objectives.flatMap(alertsOf);
  const own = alerts.map(({ name, severity, labels }) => ({
    name: `${name} ${labels.window ?? ''}`,
    labels: { alertname: name, ...labels },
    receivers: [severity === 'page' ? page.name : ticket.name],
  }));
  const [first] = own;
  return first === undefined
    ? []
    : [
        ...own,
        { name: 'another namespace', labels: { ...first.labels, namespace: 'another' }, receivers: [] },
        { name: 'another alert', labels: { ...first.labels, slo: 'another' }, receivers: [] },
      ];
}

/**
 * The same routes as Alertmanager's own configuration, as the operator makes it: below a root that tells nobody, and for
 * alerts of the namespace alone. Receivers have names and nothing else, since their secrets are elsewhere.
 */
export function alertmanagerYml({ metadata: { name, namespace }, spec }: AlertmanagerConfig): object {
  const full = (receiver: string) => `${namespace}/${name}/${receiver}`;
  const route = ({ receiver, matchers, groupBy, routes = [] }: Route, more: readonly string[]): object => ({
    receiver: full(receiver),
    matchers: [...matchers.map((one) => `${one.name}${one.matchType}${JSON.stringify(one.value)}`), ...more],
    ...(groupBy && { group_by: groupBy }),
    routes: routes.map((below) => route(below, [])),
  });
  return {
    route: {
      receiver: NOBODY,
      routes: [{ ...route(spec.route, [`namespace=${JSON.stringify(namespace)}`]), continue: true }],
    },
    receivers: [NOBODY, ...spec.receivers.map((receiver) => full(receiver.name))].map((one) => ({ name: one })),
  };
}

/**
 * Asks amtool which receivers each alert reaches.
 * @throws RouteTestError where amtool is absent, the routes are none to it, or there is nothing to test
 */
export async function runRouteTests(
  config: AlertmanagerConfig,
  tests: readonly RouteTest[],
  { amtool = 'amtool' }: RouteTestOptions = {},
): Promise<readonly RouteTestResult[]> {
  if (tests.length === 0) {
    throw new RouteTestError('There is no test of a route: a run without tests proves nothing.');
  }
  const { name, namespace } = config.metadata;
  const cwd = await mkdtemp(join(tmpdir(), 'stepgate-routes-'));
  try {
    // JSON is YAML
    await writeFile(join(cwd, 'alertmanager.yml'), JSON.stringify(alertmanagerYml(config)));
    const checked = await call(amtool, ['check-config', 'alertmanager.yml'], cwd);
    if (!checked.passed) {
      throw new RouteTestError(`Alertmanager does not take the routes of "${name}":\n${checked.output}`);
    }
    const results: RouteTestResult[] = [];
    for (const { name: test, labels, receivers } of tests) {
      const wanted = receivers.length === 0 ? NOBODY : receivers.map((one) => `${namespace}/${name}/${one}`).join(',');
      const given = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      const args = [
        'config',
        'routes',
        'test',
        '--config.file=alertmanager.yml',
        `--verify.receivers=${wanted}`,
        ...given,
      ];
      results.push({ name: test, ...(await call(amtool, args, cwd)) });
    }
    return results;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Options of {@link runRouteTests}. */
export interface RouteTestOptions {
  /** The program. @default amtool */
  readonly amtool?: string;
}

function call(amtool: string, args: readonly string[], cwd: string): Promise<Omit<RouteTestResult, 'name'>> {
  return new Promise((resolve, reject) => {
    execFile(amtool, args, { cwd }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') {
        reject(
          new RouteTestError(
            `"${amtool}" could not be run, and routes are tested by it (${error.message}). It comes with Alertmanager: "apt install prometheus-alertmanager", "brew install alertmanager", or https://prometheus.io/download.`,
          ),
        );
        return;
      }
      resolve({ passed: error === null, output: `${stdout}${stderr}` });
    });
  });
}
