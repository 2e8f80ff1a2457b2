import type { Objective } from '../../slo';
import type { Artefact } from '../vendor';
import { compoundsOf, type Component, type Compound } from './conditions';
import { AGGREGATION_DELAY, COMPOUND_DURATION, descriptionOf, policiesOf, VIOLATION_LIMIT } from './nerdgraph';
import type { Events, ServiceLevel } from './service-level';

/** Everything of an objective as one file of Terraform JSON, for the provider newrelic/newrelic. */
export function terraformOf(objective: Objective, level: ServiceLevel | undefined): Artefact {
  const { alerts, parts } = policiesOf(objective);
  const compounds = compoundsOf(objective);
  const policy = (name: string) => [name, { name, incident_preference: 'PER_CONDITION' }] as const;
  const conditions = compounds.flatMap((compound) =>
    compound.components.map((component) => [component.name, condition(parts, component, compound)] as const),
  );
  return {
    kind: 'terraform',
    name: alerts,
    body: {
      ...(level && { variable: { newrelic_account_id: { type: 'string' }, newrelic_entity_guid: { type: 'string' } } }),
      resource: {
        newrelic_alert_policy: Object.fromEntries([policy(alerts), policy(parts)]),
        newrelic_nrql_alert_condition: Object.fromEntries(conditions),
        newrelic_alert_compound_condition: Object.fromEntries(
          compounds.map((compound) => [compound.name, compoundCondition(alerts, compound)]),
        ),
        ...(level && { newrelic_service_level: { [level.name]: serviceLevel(level) } }),
      },
    },
  };
}

function condition(policyName: string, component: Component, { name, alert }: Compound): object {
  const { query, operator, threshold, window } = component;
  return {
    policy_id: `\${newrelic_alert_policy.${policyName}.id}`,
    type: 'static',
    name: component.name,
    description: `Part of ${name}, which tells people. This one tells nobody.`,
    enabled: true,
    runbook_url: literal(alert.runbook),
    violation_time_limit_seconds: VIOLATION_LIMIT,
    aggregation_window: window.aggregationWindow,
    slide_by: window.slideBy,
    aggregation_method: 'event_flow',
    aggregation_delay: `${AGGREGATION_DELAY}`,
    fill_option: 'none',
    nrql: { query: literal(query) },
    critical: {
      operator: operator.toLowerCase(),
      threshold,
      threshold_duration: window.slideBy,
      threshold_occurrences: 'all',
    },
  };
}

function compoundCondition(policyName: string, { name, alert, components, trigger }: Compound): object {
  return {
    policy_id: `\${newrelic_alert_policy.${policyName}.id}`,
    name: `${alert.name} ${name}`,
    description: literal(descriptionOf({ alert })),
    enabled: true,
    trigger_expression: trigger,
    component_conditions: components.map((component) => ({
      id: `\${newrelic_nrql_alert_condition.${component.name}.id}`,
      alias: component.alias,
    })),
    facet_matching_behavior: 'FACETS_IGNORED',
    runbook_url: literal(alert.runbook),
    threshold_duration: COMPOUND_DURATION,
  };
}

function serviceLevel({ name, description, valid, part, target, days }: ServiceLevel): object {
  return {
    guid: '${var.newrelic_entity_guid}',
    name,
    description: literal(description),
    events: {
      account_id: '${var.newrelic_account_id}',
      valid_events: events(valid),
      [`${part.is}_events`]: events(part),
    },
    objective: { target, time_window: { rolling: { count: days, unit: 'DAY' } } },
  };
}

function events({ from, where, select }: Events): object {
  return { from, ...(where !== undefined && { where: literal(where) }), select };
}

/** Terraform fills in what stands in `${}` and `%{}`; doubled, the first sign is only a sign. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}
