import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { InvalidInputError } from '../errors';
import { type Item, isKubeObject } from '../facts/item';
import { orderedCharts } from './charts';

/** An object as it is written. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly item: Item;
}

/** A chart with its own objects in the order of their documents. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly objects: readonly RenderedObject[];
}

/** Everything an app has to say, in the order of its files. */
export interface RenderedApp {
  readonly charts: readonly RenderedChart[];
  /** Whether any chart waits for another: the names of files are then numbered. */
  readonly linked: boolean;
  /** Every construct, for whoever would otherwise walk the tree again. */
  readonly constructs: readonly IConstruct[];
}

/**
 * Validates each construct of an app once and renders each object once.
 *
 * @throws Error with all messages of all validations
 * @throws InvalidInputError if dependencies form a cycle, if something rendered is no Kubernetes object, or if
 *   rendering adds constructs
 */
export function renderApp(app: IConstruct): RenderedApp {
  const constructs = app.node.findAll();
  validate(constructs);
  const { charts, linked } = orderedCharts(constructs);
  const rendered = charts.map(({ chart, objects }) => ({ chart, objects: objects.map(render) }));
  refuseLatecomers(constructs, app.node.findAll());
  return { charts: rendered, linked, constructs };
}

/** The message is the one of cdk8s, so that whoever reads it there can read it here. */
function validate(constructs: readonly IConstruct[]): void {
  const errors = constructs.flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
}

function render(construct: ApiObject): RenderedObject {
  const object: unknown = construct.toJson();
  const { path } = construct.node;
  if (isKubeObject(object)) {
    return { construct, item: { object, origin: { kind: 'construct', path } } };
  }
  throw new InvalidInputError(path, [
    {
      rule: 'kubernetes-object',
      at: 'manifest',
      value: object,
      what: 'An object needs apiVersion, kind and metadata.',
      why: 'No cluster would accept it, and nothing could tell what it is.',
      fix: 'Look at the JSON patches of this object, or at the manifest that it was included from.',
    },
  ]);
}

/** An object that appears while others are rendered would be written or not depending on the order of charts. */
function refuseLatecomers(before: readonly IConstruct[], after: readonly IConstruct[]): void {
  if (before.length === after.length) return;
  const known = new Set(before);
  const paths = after.filter((construct) => !known.has(construct)).map(({ node }) => node.path);
  throw new InvalidInputError('app', [
    {
      rule: 'tree-changed',
      at: 'synth',
      value: paths,
      what: 'Constructs were added or removed while the app was being synthesized.',
      why: 'The order of objects and their validation are settled by then, so such an object could go missing.',
      fix: 'Create constructs before synth(); let a Lazy or a validation only read.',
    },
  ]);
}
