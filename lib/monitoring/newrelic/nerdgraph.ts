import type { Objective } from '../../slo';
import { idOf } from '../references';
import type { Artefact } from '../vendor';
import { compoundsOf, nameOf, type Component, type Compound } from './conditions';

/** Seconds that New Relic waits for late samples before it evaluates a window. */
export const AGGREGATION_DELAY = 120;
/** Seconds after which New Relic closes a violation that nobody has: three days, its own default. */
export const VIOLATION_LIMIT = 259_200;
/** Seconds for which all conditions must hold: the least there is, because windows hold the time already. */
export const COMPOUND_DURATION = 30;

/** Names of the two policies: workflows listen to the first. */
export function policiesOf(objective: Objective): { readonly alerts: string; readonly parts: string } {
  return { alerts: nameOf(objective), parts: `${nameOf(objective)}-parts` };
}

/**
 * Variables of NerdGraph's mutations; the kind is the mutation's name, and the sender adds `accountId`. Ids of policies and
 * conditions are references.
 */
export function mutationsOf(objective: Objective): readonly Artefact[] {
  const { alerts, parts } = policiesOf(objective);
  return [
    policy(alerts),
    policy(parts),
    ...compoundsOf(objective).flatMap((compound) => [
      ...compound.components.map((component) => condition(parts, component, compound)),
      compoundCondition(alerts, compound),
    ]),
  ];
}

function policy(name: string): Artefact {
  return { kind: 'alertsPolicyCreate', name, body: { policy: { name, incidentPreference: 'PER_CONDITION' } } };
}

function condition(policyName: string, component: Component, { name, alert }: Compound): Artefact {
  const { query, operator, threshold, window } = component;
  return {
    kind: 'alertsNrqlConditionStaticCreate',
    name: component.name,
    body: {
      policyId: idOf({ kind: 'alertsPolicyCreate', name: policyName }),
      condition: {
        name: component.name,
        description: `Part of ${name}, which tells people. This one tells nobody.`,
        enabled: true,
        nrql: { query },
        runbookUrl: alert.runbook,
        signal: {
          ...window,
          aggregationMethod: 'EVENT_FLOW',
          aggregationDelay: AGGREGATION_DELAY,
          // without events nothing burns
          fillOption: 'NONE',
        },
        terms: [
          {
            operator,
            priority: 'CRITICAL',
            threshold,
            thresholdDuration: window.slideBy,
            thresholdOccurrences: 'ALL',
          },
        ],
        violationTimeLimitSeconds: VIOLATION_LIMIT,
      },
    },
  };
}

function compoundCondition(policyName: string, { name, alert, components, trigger }: Compound): Artefact {
  return {
    kind: 'alertsCompoundConditionCreate',
    name,
    body: {
      policyId: idOf({ kind: 'alertsPolicyCreate', name: policyName }),
      compoundAlertCondition: {
        name: `${alert.name} ${name}`,
        description: descriptionOf({ alert }),
        enabled: true,
        triggerExpression: trigger,
        componentConditions: components.map((component) => ({
          id: idOf({ kind: 'alertsNrqlConditionStaticCreate', name: component.name }),
          alias: component.alias,
        })),
        facetMatchingBehavior: 'FACETS_IGNORED',
        runbookUrl: alert.runbook,
        thresholdDuration: COMPOUND_DURATION,
      },
    },
  };
}

/** The texts of an alert and its labels: a condition of New Relic has no tags when it is created. */
export function descriptionOf({ alert: { annotations, labels } }: Pick<Compound, 'alert'>): string {
  const tags = Object.entries(labels).map(([label, value]) => `${label}: ${value}`);
  return `${annotations.summary}. ${annotations.description} ${tags.join(', ')}`;
}
