import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { newRelicVendor, type Artefact } from '../../lib/monitoring';
import { BURN_WINDOWS } from '../../lib/slo';
import { ROOT, testWith } from '../support/tools';
import { answered, kinds, ofKind } from './vendor-objectives';

const real = join(ROOT, 'test', 'real');
const sdk = existsSync(join(real, 'node_modules', '@pulumi', 'newrelic')) ? real : undefined;
const WHY = 'test/real is not installed';

/** Arguments in Pulumi's SDK, which is generated from the schema of the Terraform provider. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  newrelic_alert_policy: 'AlertPolicyArgs',
  newrelic_nrql_alert_condition: 'NrqlAlertConditionArgs',
  newrelic_alert_compound_condition: 'AlertCompoundConditionArgs',
  newrelic_service_level: 'ServiceLevelArgs',
};

type Resources = Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;

const objectives = [kinds.availability(), kinds.latency({ windowDays: 28 }), kinds.ratio({ windowDays: 7 })];
const files = objectives.flatMap((objective) => ofKind(answered(newRelicVendor.alerts(objective)), 'terraform'));
const resourcesOf = ({ body }: Artefact) => (body as { resource: Resources }).resource;

/** What the compiler says of each set of resources as arguments of the SDK, which it reads once for all. */
function compilerFaults(sets: readonly Resources[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(real, 'newrelic-'));
  try {
    const paths = sets.map((resources, index) => {
      const path = join(folder, `set${index}.ts`);
      writeFileSync(path, sourceOf(resources));
      return path;
    });
    const program = ts.createProgram(paths, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      ignoreDeprecations: '6.0',
      types: [],
    });
    return paths.map((path) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(path))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sourceOf(resources: Resources): string {
  const values = Object.entries(resources).flatMap(([type, named]) =>
    Object.values(named).map((value) => [ARGUMENTS[type], JSON.stringify(camelCase(value))] as const),
  );
  return [
    "import * as newrelic from '@pulumi/newrelic';",
    ...values.map(([type, value], index) => `export const resource${index}: newrelic.${type} = ${value};`),
  ].join('\n');
}

/** Pulumi's names for Terraform's. */
function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(camelCase);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, part]) => [
          key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          camelCase(part),
        ]),
      )
    : value;
}

testWith(
  sdk,
  WHY,
  "each resource fits the Terraform provider's schema, as Pulumi's types say it, and misspelt ones do not",
  () => {
    const [file] = files;
    const text = JSON.stringify(file === undefined ? {} : resourcesOf(file));
    const mutant = (change: (whole: string) => string) => {
      expect(change(text)).not.toBe(text);
      return JSON.parse(change(text)) as Resources;
    };
    const mutants = [
      mutant((whole) => whole.replace('"slide_by"', '"slide"')),
      mutant((whole) => whole.replace('"threshold":0.0144,', '')),
      mutant((whole) => whole.replace('"aggregation_delay":"120"', '"aggregation_delay":120')),
      mutant((whole) => whole.replace(/"trigger_expression":"[^"]*",/, '')),
      mutant((whole) => whole.replace('"alias":"A"', '"letter":"A"')),
      mutant((whole) => whole.replaceAll('"incident_preference"', '"incidents"')),
    ];
    const faults = compilerFaults([...files.map(resourcesOf), ...mutants]);
    expect(faults.slice(0, files.length)).toEqual(files.map(() => []));
    expect(faults.slice(files.length).map(({ length }) => length > 0)).toEqual(mutants.map(() => true));
  },
  300_000,
);

describe('a file of Terraform JSON', () => {
  test('has the numbers of the legs, and refers to what it makes', () => {
    const [file] = files;
    const resources = file === undefined ? {} : resourcesOf(file);
    const conditions = resources.newrelic_nrql_alert_condition ?? {};
    const thresholds = Object.entries(conditions).map(([name, { critical }]) => [
      name,
      (critical as { threshold: number }).threshold,
    ]);
    expect(Object.fromEntries(thresholds)).toMatchObject({
      'slo-checkout-availability-page-1h-5m-long': 0.0144,
      'slo-checkout-availability-page-1h-5m-short': 0.0144,
      'slo-checkout-availability-page-6h-30m-long': 0.006,
    });
    const text = JSON.stringify(resources);
    const references = [...text.matchAll(/\$\{(newrelic_\w+)\.([\w-]+)\.id\}/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, type = '', name = ''] of references) {
      expect(Object.keys(resources[type] ?? {})).toContain(name);
    }
  });

  test('takes account and entity as variables where there is a service level', () => {
    expect(files.map(({ body }) => 'variable' in body)).toEqual([false, true, true]);
  });

  test('fills in nothing that an author wrote', () => {
    const objective = kinds.availability({ runbook: 'https://wiki/${path}', burnWindows: BURN_WINDOWS.slice(0, 2) });
    const [file] = ofKind(answered(newRelicVendor.alerts(objective)), 'terraform');
    expect(JSON.stringify(file?.body)).toContain('https://wiki/$${path}');
  });
});
