import { ROUTING } from './handed';
import type { RawFields } from './owned';
import { maxWeightProblems } from './weights';
import type { Problem } from '../../errors';
import type { RouterCapabilities, RouterKind, TrafficRouter } from '../router';

/** A traffic router plugin that the controller has been configured with. */
export interface TrafficPluginProps {
  /** The name it is configured under, `<owner>/<plugin>`. */
  readonly name: string;
  /** What the plugin is told, as it wants it. @default - nothing */
  readonly config?: RawFields;
  /**
   * What plugin and controller can do beyond splitting traffic. Argo Rollouts 1.9 takes no ping-pong and no mirror
   * routes for plugins; 1.10 does. @default - weights of experiments and `maxTrafficWeight`, nothing else
   */
  readonly capabilities?: Partial<RouterCapabilities>;
  /** What all traffic adds up to (Argo Rollouts 1.7). @default 100 */
  readonly maxTrafficWeight?: number;
}

/** What Argo Rollouts 1.9 lets every plugin do. */
export const PLUGIN_CAPABILITIES: RouterCapabilities = {
  needsServices: false,
  rootService: false,
  pingPong: false,
  headerRoute: [],
  mirrorRoute: false,
  experimentWeight: true,
  maxTrafficWeight: true,
};

/** Any traffic router plugin, by its name. It makes no objects: what the plugin edits is made elsewhere. */
export function trafficPlugin(props: TrafficPluginProps): TrafficRouter {
  const { name, config = {}, capabilities, maxTrafficWeight } = props;
  return {
    id: name,
    capabilities: { ...PLUGIN_CAPABILITIES, ...capabilities },
    maxTrafficWeight,
    problems: () => [...pluginNameProblems(name), ...maxWeightProblems(maxTrafficWeight)],
    bind: () => ({ plugins: { [name]: config } }),
  };
}

function pluginNameProblems(name: string): readonly Problem[] {
  if (/^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/.test(name)) {
    return [];
  }
  return [
    {
      rule: 'plugin-name',
      at: `${ROUTING}.plugins`,
      value: name,
      what: 'it is not of the form "<owner>/<plugin>".',
      why: 'the controller takes no other names for its plugins.',
      fix: 'use the name under which the plugin is configured in `argo-rollouts-config`.',
    },
  ];
}

export const trafficPluginKind: RouterKind = {
  id: 'plugin',
  title: 'Any traffic router plugin',
  since: '1.5.0',
  owns: [],
  examples: () => [
    trafficPlugin({ name: 'example/router', config: { route: 'checkout' }, maxTrafficWeight: 1000 }),
    trafficPlugin({
      name: 'example/headers',
      capabilities: { needsServices: true, headerRoute: ['exact', 'prefix', 'regex'] },
    }),
  ],
};
