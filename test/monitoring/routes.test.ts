import { spawnSync } from 'node:child_process';
import {
  alertRoutes,
  MonitoringError,
  routeTests,
  runRouteTests,
  type AlertmanagerConfig,
  type Receiver,
  type Route,
  type RoutesProps,
} from '../../lib/monitoring';
import { Objective } from '../../lib/slo';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { oneOfEachKind } from './objectives';

const amtool = spawnSync('amtool', ['--version']).status === 0 ? 'amtool' : undefined;
const secret = { name: 'alerting', key: 'value' };
const page: Receiver = { name: 'on-call', via: 'pagerduty', routingKey: secret };
const ticket: Receiver = { name: 'backlog', via: 'slack', url: secret, channel: '#shop' };
const props: RoutesProps = { namespace: 'shop', objectives: oneOfEachKind, page, ticket };
const config = alertRoutes(props).body;
const tests = routeTests(props);

const failedOf = async (changed: AlertmanagerConfig) =>
  (await runRouteTests(changed, tests)).filter(({ passed }) => !passed).map(({ name }) => name);
const withRoute = (change: (route: Route) => Route): AlertmanagerConfig => ({
  ...config,
  spec: { ...config.spec, route: change(config.spec.route) },
});

describe('the routes of objectives', () => {
  testWith(amtool, 'no amtool', 'take each alert to its receiver, and no other alert', async () => {
    expect(tests).toHaveLength(oneOfEachKind.length * 3 + 2);
    expect(await failedOf(config)).toEqual([]);
  });

  testWith(amtool, 'no amtool', 'are told from routes that are wrong in any way', async () => {
    const mutants: Readonly<Record<string, AlertmanagerConfig>> = {
      'all alerts of the namespace': withRoute((route) => ({ ...route, matchers: [] })),
      'pages and tickets exchanged': withRoute((route) => ({
        ...route,
        routes: route.routes?.map((below) => ({
          ...below,
          receiver: below.receiver === page.name ? ticket.name : page.name,
        })),
      })),
      'pages forgotten': withRoute((route) => ({ ...route, routes: route.routes?.slice(1) })),
      'a severity that nobody has': withRoute((route) => ({
        ...route,
        routes: route.routes?.map((below) => ({
          ...below,
          matchers: [{ name: 'severity', value: 'critical', matchType: '=' }],
        })),
      })),
      'every severity a page': withRoute((route) => ({
        ...route,
        routes: route.routes?.map((below) => ({ ...below, matchers: [] })),
      })),
      'one objective forgotten': withRoute((route) => ({
        ...route,
        matchers: route.matchers.map((one) => ({ ...one, value: one.value.split('|').slice(1).join('|') })),
      })),
      'another namespace': { ...config, metadata: { ...config.metadata, namespace: 'another' } },
    };
    for (const [name, mutant] of Object.entries(mutants)) {
      expect([name, (await failedOf(mutant)).length > 0]).toEqual([name, true]);
    }
  });

  testWith(amtool, 'no amtool', 'are refused where Alertmanager would not take them', async () => {
    const broken = withRoute((route) => ({ ...route, matchers: [{ name: 'slo', value: '(', matchType: '=~' }] }));
    await expect(runRouteTests(broken, tests)).rejects.toThrow('Alertmanager does not take the routes of "slo"');
  });

  test('say how to get amtool, and are not proven by nothing', async () => {
    await expect(runRouteTests(config, tests, { amtool: 'amtool-that-nobody-has' })).rejects.toThrow(
      'apt install prometheus-alertmanager',
    );
    await expect(runRouteTests(config, [])).rejects.toThrow('proves nothing');
  });

  test('keep a ticket quiet while a page of the same objective fires', () => {
    expect(config.spec.inhibitRules).toEqual([
      {
        sourceMatch: [{ name: 'severity', value: 'page', matchType: '=' }],
        targetMatch: [{ name: 'severity', value: 'ticket', matchType: '=' }],
        equal: ['namespace', 'slo'],
      },
    ]);
  });

  testWithShared('are what the operator takes, whoever is told', (dir) => {
    const receivers: readonly Receiver[] = [
      page,
      ticket,
      { name: 'hook', via: 'webhook', url: secret },
      { name: 'genie', via: 'opsgenie', apiKey: secret },
    ];
    for (const receiver of receivers) {
      expect(closedValidator(dir)(alertRoutes({ ...props, page: receiver, ticket: receiver }).body)).toEqual([]);
    }
    expect(closedValidator(dir)(config)).toEqual([]);
  });
});

describe('routes are refused', () => {
  const problemsOf = (changed: Partial<RoutesProps>) => {
    try {
      alertRoutes({ ...props, ...changed });
    } catch (error) {
      return error instanceof MonitoringError ? error.problems.map(({ at }) => at) : [String(error)];
    }
    return [];
  };

  test('for alerts of another namespace, which the operator would never take there', () => {
    const [first] = oneOfEachKind;
    const foreign = first
      ? [Objective.availability({ ...first.spec, namespace: 'bank', signals: signalsOf(first) })]
      : [];
    expect(problemsOf({ objectives: foreign })).toEqual(['objectives']);
    expect(() => alertRoutes({ ...props, objectives: foreign })).toThrow('OnNamespace');
  });

  test('without objectives, with names that are none, and with one name for two receivers', () => {
    expect(problemsOf({ objectives: [] })).toEqual(['objectives']);
    expect(problemsOf({ page: { ...page, name: 'On Call' } })).toEqual(['page.name']);
    expect(problemsOf({ ticket: { ...ticket, name: page.name } })).toEqual(['ticket.name']);
  });
});

function signalsOf({ spec: { indicator } }: Objective) {
  if (indicator.kind === 'gauge') {
    throw new Error('a gauge is no availability');
  }
  return { id: 'own', availability: indicator, latency: () => indicator };
}
