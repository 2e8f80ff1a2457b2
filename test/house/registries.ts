import * as ts from 'typescript';
import { type Files, folderOf, sourcesIn } from './files';

/** A room whose files are members of an open set: the type of a line of its registry, and what a member's factory returns. */
export interface OpenSet {
  readonly room: string;
  readonly kind: string;
  readonly makes: readonly string[];
}

export const OPEN_SETS: readonly OpenSet[] = [
  { room: 'lib/kubernetes/routers', kind: 'RouterKind', makes: ['TrafficRouter'] },
  {
    room: 'lib/kubernetes/providers',
    kind: 'ProviderKind',
    makes: ['MetricProvider', 'QueryProvider', 'VerdictProvider'],
  },
  { room: 'lib/slo/indicators', kind: 'SignalsKind', makes: ['Signals'] },
  { room: 'lib/monitoring', kind: 'MonitoringVendor', makes: ['MonitoringVendor'] },
  ...[
    'analysis',
    'deployment-safety',
    'post-release-monitoring',
    'pre-release-validation',
    'progressive-rollout',
    'release-documentation',
    'wiring',
  ].map((folder) => ({ room: `policies/rules/${folder}`, kind: 'Rule', makes: ['Rule'] })),
];

/** Members that the registry does not list, or lists twice, and lines that are no member. */
export function registryGaps(files: Files, { room, kind, makes }: OpenSet): string[] {
  const index = `${room}/index.ts`;
  const listed = linesOf(parse(index, files.get(index) ?? ''), kind);
  if (listed === undefined) {
    return [`${index} has no registry: an exported array that is \`as const satisfies readonly ${kind}[]\``];
  }
  const members = sourcesIn(files, room).filter(([path]) => path !== index && folderOf(path) === room);
  const parsed = members.map(([path, text]) => parse(path, text));
  const kinds = parsed.flatMap((source) => kindsIn(source, kind).map((name) => ({ name, path: source.fileName })));
  const kindless = parsed.filter(
    (source) => factoriesIn(source, makes).length > 0 && kindsIn(source, kind).length === 0,
  );
  return [
    ...kinds
      .filter(({ name }) => !listed.includes(name))
      .map(({ name, path }) => `${path} exports ${name}, which ${index} does not list`),
    ...listed
      .filter((name) => !kinds.some((known) => known.name === name))
      .map((name) => `${index} lists ${name}, which no file of the room exports`),
    ...listed.filter((name, at) => listed.indexOf(name) !== at).map((name) => `${index} lists ${name} twice`),
    ...kindless.map((source) => `${source.fileName} exports ${factoriesIn(source, makes).join(', ')} but no ${kind}`),
  ];
}

/** Names in the registry of an index, in their order. */
function linesOf(source: ts.SourceFile, kind: string): string[] | undefined {
  const arrays = exportedConsts(source).flatMap(({ initializer }) => {
    const isRegistry = initializer && ts.isSatisfiesExpression(initializer) && mentions(initializer.type, kind);
    const value = isRegistry ? bare(initializer) : undefined;
    return value && ts.isArrayLiteralExpression(value) ? [value] : [];
  });
  return arrays[0]?.elements.map((element) => element.getText(source));
}

function kindsIn(source: ts.SourceFile, kind: string): string[] {
  const isKind = ({ type, initializer }: ts.VariableDeclaration) =>
    (type && mentions(type, kind)) ??
    (initializer && ts.isSatisfiesExpression(initializer) && mentions(initializer.type, kind));
  return exportedConsts(source)
    .filter(isKind)
    .map(({ name }) => name.getText(source));
}

function factoriesIn(source: ts.SourceFile, makes: readonly string[]): string[] {
  const functions = source.statements.filter(ts.isFunctionDeclaration).filter(isExported);
  const factories = functions.filter(
    ({ type }) => type && ts.isTypeReferenceNode(type) && makes.includes(type.getText(source)),
  );
  return factories.flatMap(({ name }) => (name ? [name.text] : []));
}

function exportedConsts(source: ts.SourceFile): ts.VariableDeclaration[] {
  const statements = source.statements.filter(ts.isVariableStatement).filter(isExported);
  return statements.flatMap(({ declarationList }) => [...declarationList.declarations]);
}

function isExported(node: ts.HasModifiers): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Also of a kind of the kind: `UnitRule` is a `Rule`. */
function mentions(type: ts.TypeNode, name: string): boolean {
  return new RegExp(`${name}\\b`).test(type.getText());
}

/** Without `as const`, `satisfies ...` and the like. */
function bare(node: ts.Expression): ts.Expression {
  const wrapped = ts.isSatisfiesExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node);
  return wrapped ? bare(node.expression) : node;
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}
