import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../support/tools';

/** What a value claims to be, in the words of Grafana's SDK. */
export type SdkType = 'Dashboard' | 'Panel' | 'Variable' | 'Annotation' | 'Link' | 'RuleData';

/** A value with a name, to be held against the SDK. */
export interface Claim {
  readonly name: string;
  readonly type: SdkType;
  readonly value: unknown;
}

/**
 * The types of the SDK as JSON sees them: enums are their values, and methods are not there. What the SDK leaves `any`,
 * because it depends on the kind of panel, is filled in with the types that it has for that kind.
 */
const TYPES = `
import type * as alerting from '@grafana/grafana-foundation-sdk/alerting';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as expr from '@grafana/grafana-foundation-sdk/expr';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as text from '@grafana/grafana-foundation-sdk/text';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

type Plain<T> = 0 extends 1 & T ? any
  : T extends string ? \`\${T}\`
  : T extends number ? (\`\${T}\` extends \`\${infer N extends number}\` ? (number extends T ? number : N) : never)
  : T extends readonly (infer E)[] ? Plain<E>[]
  : T extends object ? { [K in keyof T as K extends '_implementsDataqueryVariant' ? never : K]: Plain<T[K]> }
  : T;

type Shown<Type extends string, Options, Custom> =
  Plain<Omit<dashboard.Panel, 'type' | 'options' | 'targets' | 'fieldConfig'>> & {
    type: Type;
    options: Plain<Options>;
    targets?: Plain<prometheus.Dataquery>[];
    fieldConfig?: {
      defaults: Plain<Omit<dashboard.FieldConfig, 'custom'>> & { custom?: Custom };
      overrides: { matcher: Plain<dashboard.MatcherConfig>; properties: { id: 'color'; value: Plain<dashboard.FieldColor> }[] }[];
    };
  };
type Panel =
  | Shown<'timeseries', timeseries.Options, Plain<timeseries.FieldConfig>>
  | Shown<'stat', stat.Options, never>
  | Shown<'text', text.Options, never>
  | (Plain<Omit<dashboard.RowPanel, 'panels'>> & { panels: Panel[] });
type Variable = Plain<dashboard.VariableModel>;
type Annotation = Plain<dashboard.AnnotationQuery>;
type Link = Plain<dashboard.DashboardLink>;
type Dashboard = Plain<Omit<dashboard.Dashboard, 'panels'>> & { panels: Panel[] };
type RuleData = Plain<Omit<alerting.Query, 'model'>> & { model: Plain<prometheus.Dataquery> | Plain<expr.TypeMath> };
`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/**
 * What the compiler says of each value when it stands in a program as a literal of that type: it then refuses keys that the
 * SDK does not know, as well as wrong values and missing ones. Names without a fault are not in the answer.
 */
export function sdkFaults(claims: readonly Claim[]): ReadonlyMap<string, string> {
  const lines = claims.map(({ type, value }, index) => `const _${index}: ${type} = ${JSON.stringify(value)};`);
  const path = join(ROOT, 'test', 'monitoring', 'made-up.ts');
  const source = ts.createSourceFile(path, `${TYPES}${lines.join('\n')}\n`, ts.ScriptTarget.ES2022);
  const host = ts.createCompilerHost(OPTIONS);
  const program = ts.createProgram([path], OPTIONS, {
    ...host,
    fileExists: (file) => file === path || host.fileExists(file),
    getSourceFile: (file, version) => (file === path ? source : host.getSourceFile(file, version)),
  });
  const first = TYPES.split('\n').length - 1;
  const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    (fault) => {
      const line = source.getLineAndCharacterOfPosition(fault.start ?? 0).line;
      const said = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
      return [claims[line - first]?.name ?? 'the types', said] as const;
    },
  );
  return new Map(faults);
}
