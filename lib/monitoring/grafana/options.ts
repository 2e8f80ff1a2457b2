import { refuse, type Problem } from '../../errors';

/** Where a rule or a dashboard lives in Grafana: a GrafanaFolder of the same namespace, or a folder by its uid. */
export type FolderChoice = { readonly ref: string } | { readonly uid: string };

/** Options of {@link grafana}. */
export interface GrafanaOptions {
  /** Folder of rules and dashboards. @default - a GrafanaFolder for each service, which comes with its dashboard */
  readonly folder?: FolderChoice;
  /** Uid of the Prometheus data source: alert rules can't choose one. @default prometheus */
  readonly datasourceUid?: string;
  /** Labels of the Grafana objects to which the operator brings all this. @default - `dashboards: grafana` */
  readonly instanceSelector?: Readonly<Record<string, string>>;
  /** How often rules are evaluated, in seconds; Grafana takes multiples of 10. @default 60 */
  readonly intervalSeconds?: number;
}

/** Grafana looks which rules are due as often as this. */
const TICK_SECONDS = 10;

/** The options with their defaults. */
export type GrafanaSettings = Required<Omit<GrafanaOptions, 'folder'>> & Pick<GrafanaOptions, 'folder'>;

/**
 * Fills in the defaults.
 * @throws InvalidInputError for an interval that Grafana would not take
 */
export function settingsOf(options: GrafanaOptions): GrafanaSettings {
  const { datasourceUid = 'prometheus', instanceSelector = { dashboards: 'grafana' }, intervalSeconds = 60 } = options;
  refuse('grafana', intervalProblems(intervalSeconds));
  return { folder: options.folder, datasourceUid, instanceSelector, intervalSeconds };
}

function intervalProblems(seconds: number): readonly Problem[] {
  return seconds > 0 && Number.isInteger(seconds / TICK_SECONDS)
    ? []
    : [
        {
          rule: 'grafana-interval',
          at: 'intervalSeconds',
          value: seconds,
          what: `it is no multiple of ${TICK_SECONDS}.`,
          why: `Grafana looks every ${TICK_SECONDS} s which rules are due, and refuses a group that would be due in between.`,
          fix: 'take 30 or 60.',
        },
      ];
}
