import { alertsOf } from '../alert';
import { refuse, type MonitoringProblem } from './refuse';
import type { Objective, Severity } from '../../slo';
import type { Artefact } from '../vendor';

/** A value in a Secret of the same namespace. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly name: string;
  /** Key in it. */
  readonly key: string;
}

/** Who is told. What must not be read by everybody stands in a Secret. */
export type Receiver = {
  /** In lower case letters, digits and hyphens. */
  readonly name: string;
} & (
  | { readonly via: 'webhook'; readonly url: SecretKey }
  | { readonly via: 'slack'; readonly url: SecretKey; readonly channel: string }
  | { readonly via: 'pagerduty'; readonly routingKey: SecretKey }
  | { readonly via: 'opsgenie'; readonly apiKey: SecretKey }
);

/** Options of {@link alertRoutes}. */
export interface RoutesProps {
  /** Name of the AlertmanagerConfig. @default 'slo' */
  readonly name?: string;
  /** Its namespace, which must be that of the alerts: the operator routes no others by it. */
  readonly namespace: string;
  /** Objectives whose alerts it routes. */
  readonly objectives: readonly Objective[];
  /** Who is woken up. */
  readonly page: Receiver;
  /** Who gets the tickets. */
  readonly ticket: Receiver;
  /** Labels of the object, by which an Alertmanager chooses it. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The object that the operator makes routes of, as far as we write it. */
export interface AlertmanagerConfig {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1';
  readonly kind: 'AlertmanagerConfig';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly route: Route;
    readonly receivers: readonly { readonly name: string }[];
    readonly inhibitRules: readonly object[];
  };
}

/** A node of the tree of routes. */
export interface Route {
  readonly receiver: string;
  readonly matchers: readonly RouteMatcher[];
  readonly groupBy?: readonly string[];
  readonly routes?: readonly Route[];
}

/** A condition on a label of an alert. */
export interface RouteMatcher {
  readonly name: string;
  readonly value: string;
  readonly matchType: '=' | '=~';
}

/**
 * An AlertmanagerConfig that takes the alerts of the objectives to their receivers: pages to one, tickets to the other, and
 * no ticket while a page of the same objective fires.
 */
export function alertRoutes(props: RoutesProps): Artefact & { readonly body: AlertmanagerConfig } {
  const { name = 'slo', namespace, objectives, page, ticket, labels = {} } = props;
  refuse(`AlertmanagerConfig "${name}"`, problemsOf(props));
  const to = (severity: Severity, { name: receiver }: Receiver): Route => ({
    receiver,
    matchers: [{ name: 'severity', value: severity, matchType: '=' }],
  });
  const alerts = objectives.flatMap(alertsOf);
  const ids = [...new Set(alerts.map((alert) => alert.labels.slo ?? ''))];
  return {
    kind: 'AlertmanagerConfig',
    name,
    body: {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name, namespace, labels },
      spec: {
        route: {
          receiver: ticket.name,
          // other alerts of the namespace are others' business
          matchers: [{ name: 'slo', value: ids.join('|'), matchType: '=~' }],
          groupBy: ['namespace', 'service', 'slo', 'severity'],
          routes: [to('page', page), to('ticket', ticket)],
        },
        receivers: [page, ...(ticket.name === page.name ? [] : [ticket])].map(receiverOf),
        inhibitRules: [
          {
            sourceMatch: [{ name: 'severity', value: 'page', matchType: '=' }],
            targetMatch: [{ name: 'severity', value: 'ticket', matchType: '=' }],
            equal: ['namespace', 'slo'],
          },
        ],
      },
    },
  };
}

function receiverOf(receiver: Receiver): { readonly name: string } & Readonly<Record<string, unknown>> {
  const { name } = receiver;
  switch (receiver.via) {
    case 'webhook':
      return { name, webhookConfigs: [{ urlSecret: receiver.url, sendResolved: true }] };
    case 'slack':
      return { name, slackConfigs: [{ apiURL: receiver.url, channel: receiver.channel, sendResolved: true }] };
    case 'pagerduty':
      return { name, pagerdutyConfigs: [{ routingKey: receiver.routingKey, sendResolved: true }] };
    case 'opsgenie':
      return { name, opsgenieConfigs: [{ apiKey: receiver.apiKey, sendResolved: true }] };
  }
}

function problemsOf({ namespace, objectives, page, ticket }: RoutesProps): readonly MonitoringProblem[] {
  const foreign = objectives.filter(({ spec }) => spec.namespace !== namespace);
  const nameless = Object.entries({ page, ticket }).filter(
    ([, { name }]) => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name),
  );
  const twins = page.name === ticket.name && JSON.stringify(page) !== JSON.stringify(ticket);
  return [
    ...(objectives.length > 0
      ? []
      : [
          {
            at: 'objectives',
            value: objectives,
            what: 'there is none.',
            why: 'nothing would be routed.',
            fix: 'name the objectives of the namespace.',
          },
        ]),
    ...foreign.map(({ id, spec }) => ({
      at: 'objectives',
      value: id,
      what: `its alerts have the namespace "${spec.namespace}", and these routes stand in "${namespace}".`,
      why: 'by default (OnNamespace) the operator lets an AlertmanagerConfig route alerts of its own namespace alone, so nobody would be told.',
      fix: `write alertRoutes of their own for "${spec.namespace}".`,
    })),
    ...nameless.map(([at, { name }]) => ({
      at: `${at}.name`,
      value: name,
      what: 'it is no name in lower case letters, digits and hyphens.',
      why: 'the operator makes a name of it, the namespace and the object, divided by /.',
      fix: 'write it as "shop-on-call".',
    })),
    ...(twins
      ? [
          {
            at: 'ticket.name',
            value: ticket.name,
            what: 'page has the same name and is another.',
            why: 'one of them would be dropped.',
            fix: 'give each a name.',
          },
        ]
      : []),
  ];
}
