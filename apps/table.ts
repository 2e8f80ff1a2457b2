import Table from 'cli-table3';
import type { Item } from 'stepgate';

/** All the lines that cli-table3 would draw. */
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';

/** What is read of a Rollout, and of a template; everything else is left alone. */
interface RolloutSpec {
  readonly strategy: { readonly canary?: Strategy; readonly blueGreen?: Strategy };
}
interface Strategy {
  readonly steps?: readonly { readonly setWeight?: number }[];
  readonly trafficRouting?: Readonly<Record<string, object>>;
}
interface TemplateSpec {
  readonly metrics?: readonly { readonly name: string }[];
}

/** One line for each workload among the objects: how it is released, what judges it, where it was written. */
export function releases(items: readonly Item[], fileOf: (item: Item) => string): string {
  const workloads = items.filter(({ object }) => ['Rollout', 'Deployment'].includes(object.kind));
  const table = new Table({
    head: ['service', 'strategy', 'steps', 'analyses', 'file'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(BORDERS.split(' ').map((border) => [border, ''])),
  });
  for (const item of workloads) {
    const told = item.object.kind === 'Rollout' ? release(item, items) : ['', '', ''];
    const cells = [item.object.metadata.name ?? '', ...told, fileOf(item)];
    table.push(cells.map((cell) => (cell === '' ? '-' : cell)));
  }
  return table.toString().replace(/ +$/gm, '');
}

/** Strategy, steps and analyses of a Rollout; empty where it has none. */
function release({ object }: Item, items: readonly Item[]): string[] {
  const { canary, blueGreen } = (object.spec as RolloutSpec).strategy;
  const strategy = canary ?? blueGreen ?? {};
  const { plugins = {}, managedRoutes: _, ...routers } = strategy.trafficRouting ?? {};
  const weights = (strategy.steps ?? []).flatMap(({ setWeight }) => setWeight ?? []);
  const text = JSON.stringify(strategy);
  const metrics = items
    .filter(({ object: { kind, metadata } }) => {
      return kind.endsWith('AnalysisTemplate') && text.includes(`"templateName":"${metadata.name}"`);
    })
    .flatMap((template) => (template.object.spec as TemplateSpec).metrics ?? []);
  return [
    [canary ? 'canary' : 'blue-green', ...Object.keys(routers), ...Object.keys(plugins)].join(', '),
    weights.length > 0 ? `${weights.join(' ')} %` : '',
    metrics.map(({ name }) => name).join(', '),
  ];
}
