import { plain, span, type Objective } from '../../slo';
import type { Alert, Artefact } from '../vendor';
import { dataQuery, dimensionList, sloName, tags } from './data';
import { alarmFaults, LONGEST_PERIOD_MINUTES } from './limits';
import type { Sources } from './metrics';

/** Both windows of a leg. */
type Window = 'long' | 'short';

/** Characters of a description. */
const MOST_DESCRIPTION = 1024;

/** Two alarms and the one that needs both, in the order in which they must be made. */
export function alarmsOf(objective: Objective, alert: Alert, sources: Sources): readonly Artefact[] {
  const parts = (['long', 'short'] as const).map((window) => windowAlarm(objective, alert, window, sources));
  return [...parts, composite(objective, alert, parts)];
}

/** Why CloudWatch would refuse the alarms of a leg. */
export function legFaults(alert: Alert): readonly string[] {
  const { leg } = alert;
  const lengths = [leg.longMinutes, leg.shortMinutes];
  const periods = viaBurnRate(leg.longMinutes) ? [60] : lengths.map((minutes) => plain(minutes * 60));
  const { length } = descriptionOf(alert);
  const faults = [
    ...periods.flatMap((periodSeconds) => alarmFaults({ periodSeconds, evaluationPeriods: 1, metrics: 2 })),
    ...(length > MOST_DESCRIPTION
      ? [`its description has ${length} characters, and ${MOST_DESCRIPTION} is the most`]
      : []),
  ];
  return faults.map((fault) => `leg ${leg.id}: ${fault}`);
}

function descriptionOf({ annotations, labels, runbook }: Alert): string {
  return `${annotations.summary}. ${annotations.description} Owner: ${labels.owner}. Runbook: ${runbook}`;
}

function viaBurnRate(longMinutes: number): boolean {
  return longMinutes > LONGEST_PERIOD_MINUTES;
}

function windowAlarm(objective: Objective, alert: Alert, window: Window, sources: Sources): Artefact {
  const { leg, labels } = alert;
  const minutes = window === 'long' ? leg.longMinutes : leg.shortMinutes;
  const name = `${legName(objective, alert)}-${window}`;
  const long = viaBurnRate(leg.longMinutes);
  return {
    kind: 'AWS::CloudWatch::Alarm',
    name,
    body: {
      AlarmName: name,
      AlarmDescription: `The ${window} window (${span(minutes)}) of ${alert.name}, leg ${leg.id}: it speaks through "${legName(objective, alert)}".${long ? WITHOUT_MINIMUM : ''}`,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
      ...(long ? burnRate(objective, leg.factor, minutes) : ratio(objective, leg.threshold, minutes, window, sources)),
      Tags: tags(objective, labels),
    },
  };
}

/** CloudWatch can't count over more than a day, and Application Signals has no minimum. */
const WITHOUT_MINIMUM = ' Application Signals computes its burn rate, whatever the traffic was.';

function burnRate(objective: Objective, factor: number, minutes: number): object {
  return {
    Namespace: 'AWS/ApplicationSignals',
    MetricName: 'BurnRate',
    Dimensions: dimensionList({ SloName: sloName(objective), BurnRateWindowMinutes: String(minutes) }),
    Statistic: 'Maximum',
    Period: 60,
    Threshold: factor,
  };
}

/** The sum of one period that is as long as the window: functions over several points act differently in alarms. */
function ratio(objective: Objective, threshold: number, minutes: number, window: Window, sources: Sources): object {
  const period = plain(minutes * 60);
  const { total, part, is } = sources;
  const bad = is === 'bad' ? 'bad' : '(total - good)';
  return {
    Threshold: threshold,
    Metrics: [
      dataQuery('total', total, period, false),
      dataQuery(is, part, period, false),
      {
        Id: 'ratio',
        Label: `bad fraction of ${objective.id} in ${span(minutes)}`,
        Expression: guarded(`${bad} / total`, window === 'long' ? minimums(objective, bad) : []),
        ReturnData: true,
      },
    ],
  };
}

function minimums({ spec: { minimum } }: Objective, bad: string): readonly string[] {
  return [
    ...(minimum.events > 1 ? [`total >= ${minimum.events}`] : []),
    ...(minimum.bad > 0 ? [`${bad} >= ${minimum.bad}`] : []),
  ];
}

/** Without a third value an IF has no value where its condition is false. */
function guarded(value: string, conditions: readonly string[]): string {
  return conditions.length === 0 ? value : `IF(${conditions.join(' AND ')}, ${value})`;
}

function composite(objective: Objective, alert: Alert, parts: readonly Artefact[]): Artefact {
  const { labels } = alert;
  const name = legName(objective, alert);
  return {
    kind: 'AWS::CloudWatch::CompositeAlarm',
    name,
    body: {
      AlarmName: name,
      AlarmDescription: descriptionOf(alert),
      AlarmRule: parts.map((part) => `ALARM("${part.name}")`).join(' AND '),
      Tags: tags(objective, labels),
    },
  };
}

function legName(objective: Objective, { leg }: Alert): string {
  return `${sloName(objective)}-${leg.id.replace('/', '-')}`;
}
