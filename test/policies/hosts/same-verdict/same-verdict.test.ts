import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { celProgram, NO_CEL } from '../../../support/cel';
import { pulumiModules } from '../../../support/analyzer';
import { withFolderAsync } from '../../../support/folder';
import { ROOT, testWith } from '../../../support/tools';
import { asAdmitted, byAdmission, exported, left, ofObjects } from './admission';
import { inApp } from './app';
import { asCdkSays, inCdk } from './cdk';
import { asCdk8sSays, byCdk8s } from './cdk8s-cli';
import { byCheck } from './check';
import { corpus, each, sample, type JudgedRelease } from './corpus';
import { linesOf } from './lines';
import { inPulumi } from './pulumi';

const MINUTES = 60_000;
const modules = join(ROOT, 'test', 'real', 'node_modules');
const cdk = existsSync(join(modules, 'aws-cdk-lib')) ? modules : undefined;

/** Release by release, so that a difference names the release. */
function expectSame(answers: readonly unknown[], expected: readonly unknown[], of = corpus) {
  expect(answers).toHaveLength(of.length);
  of.forEach(({ title }, index) => expect([title, answers[index]]).toEqual([title, expected[index]]));
}

/** Whether nothing but the refusal is said of an object, `rule kind namespace/name`, as it has no plan. */
function isRefused(release: JudgedRelease | undefined, line: string): boolean {
  const refused = release?.report.findings.filter(({ rule }) => rule === 'argo-refuses') ?? [];
  return refused.some(({ subject: { kind, namespace = '', name } }) => line.endsWith(` ${kind} ${namespace}/${name}`));
}

const direct = corpus.map(({ report }) => linesOf(report));

describe('The same verdict, to the letter, is given', () => {
  test('of more than 60 releases, good and bad, with exemptions of every fate', () => {
    expect(corpus.length).toBeGreaterThan(60);
    expect(new Set(corpus.map(({ title }) => title)).size).toBe(corpus.length);
    const words = new Set(direct.flat().map((line) => line.split(' ')[0]));
    expect([...words].sort()).toEqual(
      ['error', 'expired', 'info', 'not', 'refused', 'suppressed', 'unused', 'warning'].sort(),
    );
  });

  test('in an app of cdk8s', () => expectSame(corpus.map(inApp), direct), MINUTES);

  testWith(
    pulumiModules,
    'test/real is not installed',
    'in a preview of Pulumi, over the analyzer protocol',
    async () => expectSame(await inPulumi(corpus), direct),
    4 * MINUTES,
  );

  testWith(
    cdk,
    'test/real is not installed',
    'in a synth of the CDK',
    (found) => {
      const expected = corpus.map(({ report }) => asCdkSays(report));
      expectSame(inCdk(corpus, found), expected);
    },
    4 * MINUTES,
  );

  test(
    'by stepgate check of files and of standard input, in turns, which names line and column',
    async () => {
      await withFolderAsync(async (folder) => {
        const told = await each(corpus, (release, index) => {
          if (index % 2 === 0) return byCheck(release, '-');
          const path = join(folder, `release-${index}.yaml`);
          writeFileSync(path, release.manifests);
          return byCheck(release, path);
        });
        expectSame(
          told,
          direct.map((lines) => ({ lines, astray: [] })),
        );
      });
    },
    10 * MINUTES,
  );

  test(
    'by cdk8s synth, which names the construct',
    async () => {
      const folder = mkdtempSync(join(ROOT, 'build', 'same-verdict-'));
      try {
        expect(sample.length).toBeGreaterThan(60);
        const told = await each(sample, (release, index) => byCdk8s(release, join(folder, String(index))));
        expectSame(
          told,
          sample.map(({ report }) => ({ lines: asCdk8sSays(report), astray: [] })),
          sample,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    15 * MINUTES,
  );

  testWith(celProgram(), NO_CEL, 'by an API server, of each object, for the rules that it can be told', () => {
    const [said, found] = [byAdmission(corpus), corpus.map(asAdmitted)];
    const byObjects = (lines: readonly string[]) => lines.filter((line) => ofObjects.has(line.split(' ')[0] ?? ''));
    expectSame(said.map(byObjects), found.map(byObjects));
    // a rule that looks around is exported for what one object shows: it may see less there, and more only of what Argo refuses
    const more = said.map((lines, index) =>
      lines.filter((line) => !found[index]?.includes(line) && !isRefused(corpus[index], line)),
    );
    expectSame(
      more,
      corpus.map(() => []),
    );
    expect(left.filter((rule) => exported.has(rule))).toEqual([]);
    // a corpus without a fault that an API server sees would prove nothing
    expect(new Set(corpus.flatMap(asAdmitted).map((line) => line.split(' ')[0])).size).toBeGreaterThan(4);
  });
});
