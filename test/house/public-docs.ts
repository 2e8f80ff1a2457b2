import * as ts from 'typescript';
import { pathOf, placeOf } from './program';

/** What a caller fills in. */
const ASKED_FOR = /(Props|Options)$/;

type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** Members of what callers fill in that do not say what they are, or what holds without them. */
export function undocumented(program: ts.Program): string[] {
  return askedFor(program).flatMap((type) =>
    ts.isInterfaceDeclaration(type) ? type.members.flatMap((member) => faultsOf(member, type)) : [],
  );
}

/** Types of what callers fill in that they cannot name, because no entry exports them. */
export function unnameable(program: ts.Program, entries: readonly string[]): string[] {
  const checker = program.getTypeChecker();
  const exported = program.getSourceFiles().flatMap((source) => {
    const module = entries.includes(pathOf(source.fileName)) ? checker.getSymbolAtLocation(source) : undefined;
    return module ? checker.getExportsOfModule(module) : [];
  });
  const nameable = new Set(exported.flatMap((symbol) => meantBy(symbol, checker)));
  const nameless = askedFor(program).filter((type) => !nameable.has(type) && !isNotation(type));
  return nameless.map((type) => `${placeOf(type)} ${type.name.text} is not exported by ${entries.join(' or ')}`);
}

/** All `*Props` and `*Options`, and what their members lead to; not what a function of theirs is handed. */
function askedFor(program: ts.Program): Declared[] {
  const checker = program.getTypeChecker();
  const reached = new Set<Declared>();
  const enter = (declaration: ts.Declaration) => {
    const isType = ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration);
    if (isType && isOurs(declaration) && !reached.has(declaration)) {
      reached.add(declaration);
      ts.forEachChild(declaration, reach);
    }
  };
  const reach = (node: ts.Node) => {
    if (ts.isParameter(node)) {
      return;
    }
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const symbol = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
      (symbol ? meantBy(symbol, checker) : []).forEach(enter);
    }
    ts.forEachChild(node, reach);
  };
  for (const source of program.getSourceFiles().filter(isOurs)) {
    source.statements.filter(isExportedProps).forEach(enter);
  }
  return [...reached].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function isExportedProps(node: ts.Statement): node is Declared {
  const declares = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  const exported = declares && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exported === true && ASKED_FOR.test(node.name.text);
}

function faultsOf(member: ts.TypeElement, owner: ts.InterfaceDeclaration): string[] {
  if (isExcluded(member)) {
    return [];
  }
  const name = `${placeOf(member)} ${owner.name.text}.${member.name?.getText() ?? '[index]'}`;
  const isOptional = member.questionToken !== undefined;
  const hasDefault = ts.getJSDocTags(member).some((tag) => tag.tagName.text === 'default');
  const isDocumented = hasJsDoc(member) || (hasJsDoc(owner) && owner.members.length === 1);
  return [
    ...(isDocumented ? [] : [`${name} has no JSDoc`]),
    ...(isOptional && !hasDefault ? [`${name} has no @default`] : []),
  ];
}

/** An alias with parameters of its own is a way of writing types, not a type that anybody fills in. */
function isNotation(type: Declared): boolean {
  return ts.isTypeAliasDeclaration(type) && type.typeParameters !== undefined;
}

function hasJsDoc(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

/** `samples?: undefined` and `mappings?: never` say of one variant of a union what only the others have. */
function isExcluded(member: ts.TypeElement): boolean {
  const type = ts.isPropertySignature(member) ? member.type?.kind : undefined;
  return type === ts.SyntaxKind.UndefinedKeyword || type === ts.SyntaxKind.NeverKeyword;
}

function meantBy(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Declaration[] {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return meant.declarations ?? [];
}

function isOurs(node: ts.Node): boolean {
  return /^(lib|policies)\//.test(pathOf(node.getSourceFile().fileName));
}
