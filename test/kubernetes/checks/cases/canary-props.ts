import type { Construct } from 'constructs';
import { POD, serviceIn, sides } from './case';
import { nginx, Strategy, type CanaryProps, type RolloutProps } from '../../../../lib';

export const AT = 'spec.strategy.canary';

/** A canary without a router. */
export const basic = (props: CanaryProps, more: Partial<RolloutProps> = {}): RolloutProps => ({
  ...POD,
  ...more,
  strategy: Strategy.canary(props),
});

/** A canary behind NGINX. */
export const routed = (scope: Construct, props: CanaryProps = {}, more: Partial<RolloutProps> = {}) =>
  basic({ router: nginx({ host: 'shop.example.com' }), ...sides(scope), ...props }, more);

/** Two Services that take turns. */
export const pingPong = (scope: Construct) => ({
  pingService: serviceIn(scope, 'ping'),
  pongService: serviceIn(scope, 'pong'),
});
