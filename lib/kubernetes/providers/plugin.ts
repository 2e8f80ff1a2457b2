import type { MetricProvider, ProviderKind, QueryProvider, VerdictProvider } from '../analysis';
import { needsText } from './options';
import { provide, type OptionCheck } from './provide';

/** What every use of a plugin has. */
export interface PluginProps {
  /** Under which the controller's configuration lists it, such as `argoproj-labs/sample`. */
  readonly name: string;
  /** Whatever the plugin reads; texts may hold `{{args.name}}`. @default - an empty object */
  readonly config?: unknown;
}

/** A plugin that evaluates conditions on a result, as Argo's own providers do. */
export interface QueryPluginProps extends PluginProps {
  /** Expression over `result` for the list of samples, floats or NaN for no data: only the plugin's author knows its result. */
  readonly samples: string;
}

/** A plugin that decides on its own and reads no conditions. */
export interface VerdictPluginProps extends PluginProps {
  readonly samples?: undefined;
}

const checks: readonly OptionCheck<PluginProps & { readonly samples?: string }>[] = [
  needsText(
    'plugin-name',
    ({ name }) => ({ name }),
    'Argo finds the plugin by its name: without it every measurement is an Error.',
  ),
  needsText(
    'plugin-samples',
    ({ samples }) => (samples === undefined ? {} : { samples }),
    'conditions judge the samples, and without them every measurement is an Error.',
  ),
];

/** Asks a metric plugin that the controller has been configured with; `samples` says how its result reads. */
export function metricPlugin(props: QueryPluginProps): QueryProvider;
export function metricPlugin(props: VerdictPluginProps): VerdictProvider;
export function metricPlugin(props: QueryPluginProps | VerdictPluginProps): MetricProvider {
  const provider = provide('plugin', props, checks, render);
  return props.samples === undefined ? provider : Object.assign(provider, { samples: props.samples });
}

function render({ name, config = {} }: PluginProps): object {
  return { [name]: config };
}

/** The registry's line. */
export const metricPluginKind: ProviderKind = {
  id: 'plugin',
  title: 'Plugin',
  since: '1.5',
  reads: 'what `samples` says; without it the plugin decides',
  checks: checks.map(({ id }) => id),
  make: metricPlugin,
  examples: () => [
    metricPlugin({ name: 'example/quality', config: { service: '{{args.service}}', window: 5 }, samples: 'result' }),
    metricPlugin({ name: 'example/gate' }),
  ],
};
