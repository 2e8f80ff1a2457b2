import * as cdk8s from 'cdk8s';
import type { IConstruct } from 'constructs';
import { refuse } from './errors';
import type { Item } from './facts/item';
import { type Inspector, inspect } from './inspectors/inspector';
import { orderedCharts } from './synth/charts';
import { addedFiles } from './synth/files';
import { clashes, constructMetadata, layOut, type OutputFile, yamlOf } from './synth/layout';
import { type RenderedApp, renderApp } from './synth/render';
import { writeFiles } from './synth/write';

/** What an {@link App} is given: all that `cdk8s.App` takes, and inspectors. */
export interface AppProps extends cdk8s.AppProps {
  /**
   * Look at every object before anything is written; a finding refuses the whole app.
   * @default none
   */
  readonly inspectors?: readonly Inspector[];
}

/**
 * A `cdk8s.App` that writes the same files in linear time, and only if nothing is wrong: the construct tree becomes
 * items, inspectors look at the items, and then the files are written, each as a whole.
 */
export class App extends cdk8s.App {
  /** In the order in which their findings are reported. */
  readonly inspectors: readonly Inspector[];
  private readonly recordsMetadata: boolean;

  constructor(props: AppProps = {}) {
    super(props);
    this.inspectors = [...(props.inspectors ?? [])];
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /** All charts in the order of their files; known without a synth before, since the tree is not changed by one. */
  override get charts(): cdk8s.Chart[] {
    return orderedCharts(this.node.findAll()).charts.map(({ chart }) => chart);
  }

  /**
   * Everything this app would write, object by object, in that order. Validates and renders; inspects and writes nothing.
   * @throws Error if a validation fails, or if the order of objects is contradictory
   */
  items(): readonly Item[] {
    return itemsOf(renderApp(this));
  }

  /**
   * Writes the manifests to `outdir`, and what constructs add to them, such as the tests of alerts.
   * @throws Error if a validation fails, an inspector finds a problem, or two constructs would share a file; nothing
   *   is written then
   */
  override synth(): void {
    const app = renderApp(this);
    const files = [...layOut(app, this), ...addedFiles(app.constructs)];
    if (this.recordsMetadata) {
      files.push(constructMetadata(app));
    }
    files.push(...this.alongside(app));
    refuse('app', [...clashes(files), ...inspect(this.inspectors, itemsOf(app))]);
    this.judge(itemsOf(app), app.constructs);
    writeFiles(this.outdir, files);
  }

  /**
   * All objects of all charts as one YAML text.
   * @throws Error if a validation fails or an inspector finds a problem
   */
  override synthYaml(): string {
    const app = renderApp(this);
    const yaml = yamlOf(app.charts.flatMap(({ objects }) => objects));
    refuse('app', inspect(this.inspectors, itemsOf(app)));
    this.judge(itemsOf(app), app.constructs);
    return yaml;
  }

  /** Further files that are not of cdk8s.App. */
  protected alongside(_app: RenderedApp): readonly OutputFile[] {
    return [];
  }

  /** The last word before anything is written: throws if it must not be. */
  protected judge(_items: readonly Item[], _constructs: readonly IConstruct[]): void {
    // an app without gates has nothing to say
  }
}

function itemsOf({ charts }: RenderedApp): readonly Item[] {
  return charts.flatMap(({ objects }) => objects.map(({ item }) => item));
}
