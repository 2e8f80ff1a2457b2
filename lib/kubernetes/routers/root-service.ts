import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { nameProblems, ownMetadata, ownName, type OwnedObject } from './owned';
import type { Problem } from '../../errors';
import type { RouterContext, RouterRequest } from '../router';
import { isOwnService } from '../services';

/** The Service that clients call, where it is neither the stable nor the canary one. */
export interface RootServiceProps extends OwnedObject {
  /** @default kplus.ServiceType.CLUSTER_IP */
  readonly type?: kplus.ServiceType;
}

/** Makes a root Service for the pods of both versions. */
export function makeRootService(
  scope: Construct,
  context: RouterContext,
  props: RootServiceProps = {},
  suffix = '',
): kplus.Service {
  return new kplus.Service(scope, 'Root', {
    metadata: ownMetadata(context, props, suffix),
    selector: context.pods,
    ports: [...context.ports],
    type: props.type,
  });
}

/** Refuses a root Service that could not be made, would replace another one, or would not be used. */
export function rootServiceProblems(
  at: string,
  request: RouterRequest,
  option: RootServiceProps | false | undefined,
  suffix = '',
): readonly Problem[] {
  if (!request.root) {
    return option === false ? [] : makeProblems(at, request, option ?? {}, suffix);
  }
  if (option === undefined) {
    return [];
  }
  return [
    {
      rule: 'router-root-service-twice',
      at,
      value: option,
      what: `the strategy names a root Service too ("${request.root.name}").`,
      why: 'only one of the two can be what clients call.',
      fix: 'leave out `rootService` here or there; a ProgressiveService always names its own.',
    },
  ];
}

function makeProblems(at: string, request: RouterRequest, props: RootServiceProps, suffix: string): readonly Problem[] {
  const name = props.name ?? ownName(request.name, suffix);
  const { stable, canary, ping, pong, ports } = request;
  const sides = [stable, canary, ping, pong].filter((service) => service !== undefined);
  const declared = sides.find((service) => !isOwnService(service));
  const problems: Problem[] = [...nameProblems(`${at}.name`, props.name)];
  if (sides.some((service) => service.name === name)) {
    problems.push({
      rule: 'router-root-service',
      at,
      value: name,
      what: 'another Service of this Rollout has that name.',
      why: 'the router makes a root Service, and one of the two would replace the other.',
      fix: 'give it another name, or pass `rootService` to the strategy.',
    });
  }
  if (declared) {
    problems.push({
      rule: 'router-root-service',
      at,
      value: declared.name,
      what: 'a root Service has to be made, but the ports of the pods are not known: this Service is only declared to exist.',
      why: 'a Service that sends requests to the wrong port answers none of them.',
      fix: 'pass `rootService` to the strategy.',
    });
  } else if (ports.length === 0) {
    problems.push({
      rule: 'router-root-service',
      at,
      what: 'a root Service has to be made, but there is no port for it.',
      why: 'Kubernetes refuses a Service without ports.',
      fix: 'give the stable Service or a container a port, or pass `rootService` to the strategy.',
    });
  }
  return problems;
}
