import { posix } from 'node:path';
import * as ts from 'typescript';
import { type Files, folderOf, sourcesIn } from './files';

/** The folders whose TypeScript is ours. */
export const SOURCE_FOLDERS = ['lib', 'policies', 'apps', 'bench', 'scripts', 'test'];

/** The names under which apps know the package: as `exports` in package.json. */
const ENTRIES: Readonly<Record<string, string>> = {
  stepgate: 'lib/index.ts',
  'stepgate/plan': 'lib/planner/index.ts',
  'stepgate/monitoring': 'lib/monitoring/index.ts',
  'stepgate/gates': 'policies/index.ts',
  'stepgate/pulumi': 'policies/hosts/pulumi/index.ts',
  'stepgate/cdk': 'policies/hosts/cdk/index.ts',
};

/** One file asking for another. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written, such as `../errors` or `cdk8s`. */
  readonly specifier: string;
  /** The file of ours that is meant; undefined for packages. */
  readonly file: string | undefined;
  /** Name of the package, such as `@pulumi/policy`; undefined for files of ours. */
  readonly package: string | undefined;
  /** Gone once compiled. */
  readonly typeOnly: boolean;
}

/** Every import of every source, those of types only included. */
export function importsOf(files: Files): Import[] {
  return sourcesIn(files, ...SOURCE_FOLDERS).flatMap(([path, text]) => importsIn(files, path, text));
}

/** For messages: `lib/app.ts:3 imports ./errors`. */
export function show({ from, line, specifier }: Import): string {
  return `${from}:${line} imports ${specifier}`;
}

function importsIn(files: Files, from: string, text: string): Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    const asked = request(node);
    if (asked) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ from, line, ...asked, ...resolve(files, from, asked.specifier) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function request(node: ts.Node): Pick<Import, 'specifier' | 'typeOnly'> | undefined {
  if (ts.isImportDeclaration(node)) {
    return literal(node.moduleSpecifier, importsTypesOnly(node.importClause));
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return literal(node.moduleSpecifier, node.isTypeOnly || allTypes(node.exportClause));
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return literal(node.argument.literal, true);
  }
  if (ts.isExternalModuleReference(node)) {
    return literal(node.expression, false);
  }
  const called = ts.isCallExpression(node) ? node.expression : undefined;
  const loads =
    called?.kind === ts.SyntaxKind.ImportKeyword || (called && ts.isIdentifier(called) && called.text === 'require');
  return loads && ts.isCallExpression(node) ? literal(node.arguments[0], false) : undefined;
}

function literal(node: ts.Node | undefined, typeOnly: boolean) {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  return clause !== undefined && (clause.isTypeOnly || (clause.name === undefined && allTypes(clause.namedBindings)));
}

/** True for `{ type A, type B }`; an empty list still runs the module. */
function allTypes(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  const listed = names && (ts.isNamedImports(names) || ts.isNamedExports(names)) ? [...names.elements] : [];
  return listed.length > 0 && listed.every((name) => name.isTypeOnly);
}

function resolve(files: Files, from: string, specifier: string): Pick<Import, 'file' | 'package'> {
  const entry = ENTRIES[specifier];
  if (entry !== undefined) {
    return { file: entry, package: undefined };
  }
  if (specifier.startsWith('.')) {
    const path = posix.join(folderOf(from), specifier);
    const candidates = [`${path}.ts`, `${path}/index.ts`, path];
    return { file: candidates.find((candidate) => files.has(candidate)) ?? `${path}.ts`, package: undefined };
  }
  const parts = specifier.split('/');
  return { file: undefined, package: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}
