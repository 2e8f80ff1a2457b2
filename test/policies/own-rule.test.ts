import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as ts from 'typescript';
import * as gates from 'stepgate/gates';
import { blocksIn } from '../house/markdown';
import { ROOT } from '../support/tools';

/** The modules of docs/rules.md, compiled and run as somebody's own repository would. */
const blocks = blocksIn(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).filter(({ file }) => file !== undefined);

function run(file: string, modules: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = blocks.find((block) => block.file === file)?.text ?? '';
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions: options });
  const exported: Record<string, unknown> = {};
  const module = compileFunction(outputText, ['require', 'exports']) as (require: unknown, exports: object) => void;
  module((name: string) => modules[name], exported);
  return exported;
}

const lines = (file: string) =>
  blocks
    .find((block) => block.file === file)
    ?.text.trim()
    .split('\n').length;

describe('the rule and the pack that docs/rules.md shows', () => {
  const acme = run('acme.ts', { 'stepgate/gates': gates });

  test('are ten lines', () => {
    expect(lines('acme.ts')).toBeLessThanOrEqual(10);
  });

  test('pass their own test, which fails with another rule', () => {
    expect(() => run('acme.test.ts', { 'stepgate/gates': gates, './acme': acme })).not.toThrow();
    const idle = { ...Object(acme.teamLabel), check: () => [] };
    expect(() => run('acme.test.ts', { 'stepgate/gates': gates, './acme': { teamLabel: idle } })).toThrow(
      gates.RuleTestError,
    );
  });

  test('judge beside all others', () => {
    const { items } = gates.readText(
      '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, labels: { owner: bob } } }',
      'web.yaml',
    );
    const { findings, blocks: stops, pack } = gates.evaluate(items, acme.acme as gates.Pack, { today: '2026-12-31' });
    expect(pack).toEqual({ name: 'acme', version: '1.0.0' });
    expect(stops).toBe(true);
    expect(findings.find(({ rule }) => rule === 'acme-owner')?.what).toBe('"bob" is no team.');
    expect(findings.map(({ rule }) => rule)).toContain('runbook-linked');
  });
});
