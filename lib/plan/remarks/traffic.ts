import type { RemarkKind } from './remarkable';

/** Two Services and nothing that splits traffic between them. */
export const unrouted: RemarkKind = {
  id: 'unrouted',
  severity: 'warning',
  title: 'canary and stable Services, and no router between them',
  find: ({ plan: { strategy } }) =>
    strategy.kind === 'canary' && strategy.traffic.mode === 'separateServices' && strategy.steps.length > 0
      ? [
          {
            what: 'canary and stable have Services of their own, and no trafficRouting splits requests between them.',
            why: 'who calls the stable Service sees nothing of the new version at any step, and all of it afterwards.',
            fix: 'name the router under trafficRouting, or one Service for both.',
          },
        ]
      : [],
};

/** A weight step that changes nothing has no effect on anybody. */
export const noSteps: RemarkKind = {
  id: 'no-steps',
  severity: 'warning',
  title: 'a canary without steps',
  find: ({ plan: { strategy } }) =>
    strategy.kind === 'canary' && strategy.steps.length === 0
      ? [
          {
            what:
              strategy.traffic.mode === 'routed'
                ? 'it has no steps: the traffic goes from 0 to 100 % as soon as all pods are there.'
                : 'it has no steps: it is a rolling update.',
            why: 'there is no moment at which few requests meet the new version and somebody looks.',
            fix: 'give it steps, from a small first weight on.',
          },
        ]
      : [],
};
