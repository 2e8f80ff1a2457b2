import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { lint, oracle, references } from '../support/argo';
import { closedValidator, hasNpmModel, npmErrorsOf } from '../support/schema';
import { ROOT, testWith, testWithShared } from '../support/tools';

const golden = join(ROOT, 'test', 'golden');

/** What the apps synthesize, by app. */
const apps = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const files = readdirSync(join(golden, name)).filter((file) => file.endsWith('.yaml'));
    const texts = files.map((file) => readFileSync(join(golden, name, file), 'utf8'));
    return { name, texts, objects: texts.flatMap((text) => parseAllDocuments(text).map((d) => d.toJSON() as object)) };
  });

describe.each(apps)('every object of $name', ({ texts, objects }) => {
  testWithShared('is valid against the official schema, closed to unknown keys', (dir) => {
    const errorsOf = closedValidator(dir);
    expect(objects.length).toBeGreaterThan(4);
    expect(objects.flatMap((object) => errorsOf(object))).toEqual([]);
  });

  test('is valid against the schemas in npm packages', () => {
    expect(objects.filter(hasNpmModel).flatMap((object) => npmErrorsOf(object))).toEqual([]);
  });

  testWith(oracle(), 'no .tools/oracle', "passes Argo's lint and the controller's reference checks", () => {
    const linted = lint(texts.map((yaml, index) => ({ name: String(index), yaml })));
    expect(linted.filter(({ ok }) => !ok)).toEqual([]);
    const [judged] = references([{ docs: objects }]);
    expect(judged?.error).toBeUndefined();
    expect(judged?.rollouts.length).toBeGreaterThan(0);
    expect(judged?.rollouts.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
