import { stringify } from 'yaml';
import { allUses, type Use } from './uses';
import * as argo from '../../support/argo';
import { testWith } from '../../support/tools';

/** `spec.strategy.canary` as it was synthesized. */
interface Canary {
  stableService?: string;
  canaryService?: string;
  pingPong?: object;
  steps: object[];
  trafficRouting: Record<string, unknown>;
}

const rollouts = new Map(allUses().map((use) => [use, use.build().only('Rollout')]));

/** A Rollout of that use whose canary is changed by hand: our own checks would refuse it. */
function changed(use: Use, change: (canary: Canary) => void): string {
  const rollout = structuredClone(rollouts.get(use)!);
  change(rollout.spec.strategy.canary as Canary);
  return stringify(rollout);
}

/** Each ability with what asks for it. Plugins are only told by the controller what it forbids them all. */
const asks: Readonly<
  Record<string, { can: (use: Use) => boolean; except?: readonly string[]; ask: (canary: Canary) => void }>
> = {
  'ping-pong': {
    can: (use) => use.router.capabilities.pingPong,
    // the controller lets it be said, but subsets of one Service send nothing to the ping and the pong Service
    except: ['istioSubset'],
    ask: (canary) => {
      delete canary.stableService;
      delete canary.canaryService;
      canary.pingPong = { pingService: 'checkout-ping', pongService: 'checkout-pong' };
    },
  },
  'no Services': {
    can: (use) => !use.router.capabilities.needsServices,
    // a plugin may look for the Services, the controller does not
    except: ['gatewayApi', 'plugin'],
    ask: (canary) => {
      delete canary.stableService;
      delete canary.canaryService;
    },
  },
  ...Object.fromEntries(
    (['exact', 'prefix', 'regex'] as const).map((how) => [
      `a header route by ${how}`,
      {
        can: (use: Use) => use.router.capabilities.headerRoute.includes(how),
        except: ['gatewayApi', 'plugin'],
        ask: (canary: Canary) => {
          canary.trafficRouting.managedRoutes = [{ name: 'by' }];
          canary.steps.push({
            setHeaderRoute: { name: 'by', match: [{ headerName: 'a', headerValue: { [how]: 'b' } }] },
          });
        },
      },
    ]),
  ),
  'a mirror route': {
    can: (use) => use.router.capabilities.mirrorRoute,
    ask: (canary) => {
      canary.trafficRouting.managedRoutes = [{ name: 'by' }];
      canary.steps.push({ setMirrorRoute: { name: 'by', match: [{ path: { prefix: '/' } }] } });
    },
  },
  'an experiment with a weight': {
    can: (use) => use.router.capabilities.experimentWeight,
    except: ['gatewayApi'],
    ask: (canary) =>
      void canary.steps.push({
        experiment: { duration: '5m', templates: [{ name: 'a', specRef: 'canary', weight: 5 }] },
      }),
  },
  maxTrafficWeight: {
    can: (use) => use.router.capabilities.maxTrafficWeight,
    ask: (canary) => void (canary.trafficRouting.maxTrafficWeight = 1000),
  },
};

testWith(argo.oracle(), argo.NO_ORACLE, 'what a router says it can do is what the real controller lets it do', () => {
  // an HTTP route is what a header or mirror route is added to; lint does not look for one
  const plain = [...rollouts.keys()].filter((use) => /^\w+ \d+$/.test(use.name) && !/^istio 2$/.test(use.name));
  const questions = plain.flatMap((use) =>
    Object.entries(asks)
      .filter(([, { except }]) => !except?.includes(use.kind))
      .map(([name, { can, ask }]) => ({ name: `${use.name}: ${name}`, yaml: changed(use, ask), can: can(use) })),
  );
  const answers = argo.lint(questions.map(({ name, yaml }) => ({ name, yaml })));
  expect(answers.map(({ name, ok }) => [name, ok])).toEqual(questions.map(({ name, can }) => [name, can]));
});
