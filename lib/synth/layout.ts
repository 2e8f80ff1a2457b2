import { type ApiObject, Names, Yaml, YamlOutputType } from 'cdk8s';
import type { Problem } from '../errors';
import { groupBy } from '../group-by';
import type { RenderedApp, RenderedChart, RenderedObject } from './render';

/** A file to be written. */
export interface OutputFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly text: string;
  /** Path of the construct whose file it is. */
  readonly source: string;
}

/** How an app is divided into files; named and meant as in `cdk8s.AppProps`. */
export interface Layout {
  readonly yamlOutputType: YamlOutputType;
  readonly outputFileExtension: string;
}

/** What goes into one file. */
interface Content {
  readonly name: string;
  readonly source: string;
  readonly objects: readonly RenderedObject[];
}

/** The files of an app, in the order in which cdk8s writes them. */
export function layOut(app: RenderedApp, { yamlOutputType, outputFileExtension }: Layout): OutputFile[] {
  return LAYOUTS[yamlOutputType](app).map(({ name, source, objects }) => ({
    path: name + outputFileExtension,
    text: yamlOf(objects),
    source,
  }));
}

/** Documents of one file. Each is rendered by itself: cdk8s passes all as arguments of one call, which has a limit. */
export function yamlOf(objects: readonly RenderedObject[]): string {
  return objects.map(({ item }) => Yaml.stringify(item.object)).join('---\n');
}

const LAYOUTS: Readonly<Record<YamlOutputType, (app: RenderedApp) => Content[]>> = {
  [YamlOutputType.FILE_PER_APP]: ({ charts }) =>
    charts.length === 0 ? [] : [{ name: 'app', source: 'app', objects: charts.flatMap(({ objects }) => objects) }],

  [YamlOutputType.FILE_PER_CHART]: (app) =>
    namedCharts(app).map(([name, { chart, objects }]) => ({ name, source: chart.node.path, objects })),

  [YamlOutputType.FILE_PER_RESOURCE]: ({ charts }) =>
    charts.flatMap(({ objects }) => objects.map((object) => single(object.item.object, object))),

  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE]: (app) =>
    namedCharts(app).flatMap(([folder, { objects }]) =>
      objects.map((object) => single(object.construct, object, `${folder}/`)),
    ),
};

/** Charts with the names of their files; numbered where their order matters. */
function namedCharts({ charts, linked }: RenderedApp): [string, RenderedChart][] {
  return charts.map((rendered, index) => {
    const prefix = linked ? `${String(index).padStart(4, '0')}-` : '';
    return [prefix + Names.toDnsLabel(rendered.chart), rendered];
  });
}

/** A file for one object, named after what is `described`: its final JSON, or the construct before JSON patches. */
function single(
  described: Pick<ApiObject, 'kind'> & { readonly metadata: { readonly name?: string } },
  object: RenderedObject,
  folder = '',
): Content {
  const name = `${described.kind}.${described.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  return { name: folder + name, source: object.item.origin.path, objects: [object] };
}

/** Two sources, one file: cdk8s would keep the last and drop the others without a word. */
export function clashes(files: readonly OutputFile[]): Problem[] {
  const shared = [...groupBy(files, (file) => file.path)].filter(([, group]) => group.length > 1);
  return shared.map(([path, group]) => ({
    rule: 'one-file-one-source',
    at: group.at(-1)?.source ?? '',
    value: path,
    what: `The same file would be written by ${group.map(({ source }) => `"${source}"`).join(' and ')}.`,
    why: 'Only the last would be left in it.',
    fix: 'Rename one, or choose another YamlOutputType.',
  }));
}

/** For tools that lead a finding in a manifest back to its construct, such as the report of `cdk8s synth`. */
export function constructMetadata({ charts }: RenderedApp): OutputFile {
  const objects = charts.flatMap((rendered) => rendered.objects.map(({ construct }) => construct));
  const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
  return {
    path: 'construct-metadata.json',
    text: JSON.stringify({ version: '1.0.0', resources }),
    source: 'app',
  };
}
