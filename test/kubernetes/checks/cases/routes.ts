import type { Construct } from 'constructs';
import { js, POD, sides, type Case } from './case';
import { AT, basic, behind } from './step-props';
import { alb, istio, nginx, Step, Strategy, type RolloutProps } from '../../../../lib';

const mesh = (scope: Construct, ...steps: readonly Step[]) => behind(istio({ host: 'checkout' }), scope, ...steps);
const balancer = (scope: Construct, ...steps: readonly Step[]) =>
  behind(alb({ host: 'a.example.com' }), scope, ...steps);
const testers = [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] as const;
const everything = [{ path: { prefix: '/' } }] as const;

/** The steps that set header and mirror routes. */
export const routeCases: readonly Case[] = [
  {
    id: 'C16',
    when: 'a header shall route but there is no router',
    at: `${AT}[0].setHeaderRoute`,
    broken: () => basic(Step.setHeaderRoute('testers', testers)),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('testers', testers)),
  },
  {
    id: 'C16',
    when: 'the router does not route by header',
    at: `${AT}[0].setHeaderRoute`,
    broken: (scope) => behind(nginx({ host: 'a.example.com' }), scope, Step.setHeaderRoute('testers', testers)),
    fine: (scope) => balancer(scope, Step.setHeaderRoute('testers', testers)),
  },
  {
    id: 'C17',
    when: 'ALB shall compare a header by prefix',
    at: `${AT}[0].setHeaderRoute.match[0].headerValue`,
    broken: (scope) =>
      balancer(scope, Step.setHeaderRoute('testers', [{ headerName: 'x-tester', headerValue: { prefix: 'y' } }])),
    fine: (scope) =>
      mesh(scope, Step.setHeaderRoute('testers', [{ headerName: 'x-tester', headerValue: { prefix: 'y' } }])),
  },
  {
    id: 'C18',
    when: 'a header is compared in two ways',
    at: `${AT}[0].setHeaderRoute.match[0].headerValue`,
    broken: (scope) =>
      mesh(scope, Step.setHeaderRoute('t', [{ headerName: 'x-tester', headerValue: { exact: 'yes', prefix: 'y' } }])),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('t', [{ headerName: 'x-tester', headerValue: { regex: 'y.*' } }])),
  },
  {
    id: 'C18',
    when: 'a mirrored path is compared in two ways',
    at: `${AT}[0].setMirrorRoute.match[0].path`,
    broken: (scope) => mesh(scope, Step.setMirrorRoute('m', [{ path: { exact: '/', prefix: '/' } }])),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', everything)),
  },
  {
    id: 'C18',
    when: 'a mirrored header is compared in two ways, which Argo itself never looks at',
    at: `${AT}[0].setMirrorRoute.match[0].headers.x-a`,
    broken: (scope) => mesh(scope, Step.setMirrorRoute('m', [{ headers: { 'x-a': { exact: '1', regex: '1' } } }])),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', [{ headers: { 'x-a': { exact: '1' } } }])),
  },
  {
    id: 'C19',
    when: 'a header is compared with an empty text',
    at: `${AT}[0].setHeaderRoute.match[0].headerValue`,
    broken: (scope) => mesh(scope, Step.setHeaderRoute('t', [{ headerName: 'x-tester', headerValue: { exact: '' } }])),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('t', [{ headerName: 'x-tester', headerValue: { regex: '.+' } }])),
  },
  {
    id: 'C19',
    when: 'a mirrored method is compared with nothing',
    at: `${AT}[0].setMirrorRoute.match[0].method`,
    broken: (scope) => mesh(scope, Step.setMirrorRoute('m', [{ method: js({}) }])),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', [{ method: { exact: 'GET' } }])),
  },
  {
    id: 'C20',
    when: 'requests shall be mirrored but there is no router',
    at: `${AT}[0].setMirrorRoute`,
    broken: () => basic(Step.setMirrorRoute('m', everything, 10)),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', everything, 10)),
  },
  {
    id: 'C20',
    when: 'the router does not mirror requests',
    at: `${AT}[0].setMirrorRoute`,
    broken: (scope) => balancer(scope, Step.setMirrorRoute('m', everything, 10)),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', everything, 10)),
  },
  {
    id: 'route-match',
    when: 'an empty list of matches would take all traffic',
    at: `${AT}[0].setHeaderRoute.match`,
    broken: (scope) => mesh(scope, Step.setHeaderRoute('testers', [])),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('testers', testers), Step.setHeaderRoute('testers')),
  },
  {
    id: 'route-removed',
    when: 'a route is removed that was never set',
    at: `${AT}[1].setHeaderRoute`,
    broken: (scope) => mesh(scope, Step.setHeaderRoute('testers', testers), Step.setHeaderRoute('tester')),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('testers', testers), Step.setHeaderRoute('testers')),
  },
  {
    id: 'mirror-percentage',
    when: 'more than all requests shall be mirrored',
    at: `${AT}[0].setMirrorRoute.percentage`,
    broken: (scope) => mesh(scope, Step.setMirrorRoute('m', everything, 101)),
    fine: (scope) => mesh(scope, Step.setMirrorRoute('m', everything, 100)),
  },
  {
    id: 'C22',
    when: 'a step sets a route that is not managed',
    at: `${AT}[0].setHeaderRoute.name`,
    broken: (scope) => managed(scope, ['tester']),
    fine: (scope) => managed(scope, ['tester', 'testers']),
  },
  {
    id: 'C22',
    when: 'a route has no name',
    at: `${AT}[0].setHeaderRoute.name`,
    broken: (scope) => mesh(scope, Step.setHeaderRoute('', testers)),
    fine: (scope) => mesh(scope, Step.setHeaderRoute('testers', testers)),
  },
  {
    id: 'C21',
    when: 'no route is managed but a step sets one',
    at: 'spec.strategy.canary.trafficRouting.managedRoutes',
    broken: (scope) => managed(scope, []),
    fine: (scope) => managed(scope, undefined),
  },
  {
    id: 'managed-routes',
    when: 'a route has two places in the order',
    at: 'spec.strategy.canary.trafficRouting.managedRoutes[2].name',
    broken: (scope) => managed(scope, ['testers', 'other', 'testers']),
    fine: (scope) => managed(scope, ['testers', 'other']),
  },
  {
    id: 'needs-router',
    when: 'there is an order of routes but no router',
    at: 'spec.strategy.canary.trafficRouting.managedRoutes',
    broken: () => ({ ...POD, strategy: Strategy.canary({ managedRoutes: ['testers'] }) }),
    fine: (scope) => managed(scope, ['testers']),
  },
];

function managed(scope: Construct, managedRoutes: readonly string[] | undefined): RolloutProps {
  const steps = [Step.setHeaderRoute('testers', testers)];
  return {
    ...POD,
    strategy: Strategy.canary({ router: istio({ host: 'checkout' }), ...sides(scope), steps, managedRoutes }),
  };
}
