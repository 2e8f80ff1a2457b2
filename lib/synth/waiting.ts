import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { InvalidInputError } from '../errors';

/** What each construct waits for, as declared and as follows for charts. */
export interface Waiting {
  readonly targets: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;
  /** Whether any chart waits for another: the names of files are then numbered. */
  readonly linked: boolean;
}

/**
 * Reads the declared dependencies and adds those between charts that follow from them. The order within each set is
 * the one in which cdk8s adds them to the tree; the tree itself stays untouched, so that synth can be repeated.
 *
 * @throws InvalidInputError if a dependency starts or ends outside of any chart
 */
export function waitingIn(constructs: readonly IConstruct[]): Waiting {
  const targets = new Map(constructs.map((construct) => [construct, new Set(construct.node.dependencies)]));
  let linked = false;

  for (const chart of constructs.filter((construct) => Chart.isChart(construct))) {
    chart.node.children.filter((child) => Chart.isChart(child)).forEach((child) => targets.get(chart)?.add(child));
  }
  for (const [source, ends] of targets) {
    for (const target of ends) {
      const [from, to] = chartsOf(source, target);
      if (from !== to) {
        targets.get(from)?.add(to);
        linked = true;
      }
    }
  }
  return { targets, linked };
}

function chartsOf(source: IConstruct, target: IConstruct): [Chart, Chart] {
  try {
    return [Chart.of(source), Chart.of(target)];
  } catch {
    throw new InvalidInputError(source.node.path || 'app', [
      {
        rule: 'dependency-outside-chart',
        at: 'dependencies',
        value: target.node.path,
        what: 'This dependency starts or ends at a construct that lies in no chart.',
        why: 'Order is kept between charts and between the objects in them; nothing else is written.',
        fix: 'Let the chart, or a construct in it, depend on another such.',
      },
    ]);
  }
}
