import { InvalidInputError, type Problem } from '../../errors';
import type { RouterContext, RouterRequest } from '../router';
import { isOwnService, type ServiceLike } from '../services';

/** The two Services that traffic is split between. */
export interface Sides {
  readonly stable: ServiceLike;
  readonly canary: ServiceLike;
}

/** The stable and the canary Service; with ping-pong the ping Service is the first to be stable. */
export function trySides({ stable, canary, ping, pong }: RouterRequest): Sides | undefined {
  const [first, second] = [stable ?? ping, canary ?? pong];
  return first && second && { stable: first, canary: second };
}

/** @throws InvalidInputError if one of the Services is missing: the strategy's checks say so before it comes to this */
export function sidesOf(context: RouterContext): Sides {
  const sides = trySides(context);
  if (sides === undefined) {
    throw new InvalidInputError(context.name, [
      {
        rule: 'C7',
        at: 'spec.strategy.canary',
        what: 'there is no stable Service, or no canary Service.',
        why: 'the router splits traffic between these two.',
        fix: 'pass `stableService` and `canaryService`, or `pingPong`.',
      },
    ]);
  }
  return sides;
}

/** Numbers of a Service's ports. */
export function portsOf(service: ServiceLike): readonly number[] {
  return isOwnService(service) ? service.ports.map(({ port }) => port) : [service.port];
}

/** Refuses Services without a port, and a port that is not one of theirs. */
export function portProblems(at: string, request: RouterRequest, wanted?: number): readonly Problem[] {
  const { stable, canary } = trySides(request) ?? {};
  return [stable, canary].flatMap((service) => {
    const ports = service && portsOf(service);
    if (
      service === undefined ||
      ports === undefined ||
      (wanted === undefined ? ports.length > 0 : ports.includes(wanted))
    ) {
      return [];
    }
    const none = ports.length === 0;
    return [
      {
        rule: 'router-port',
        at,
        ...(none ? {} : { value: wanted }),
        what: none ? `Service "${service.name}" has no port.` : `Service "${service.name}" has no such port.`,
        why: 'the route would lead nowhere.',
        fix: none ? 'give the Service a port.' : `use one of ${ports.join(', ')}.`,
      },
    ];
  });
}
