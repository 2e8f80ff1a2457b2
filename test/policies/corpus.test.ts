import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFindings, corpusReports, judge } from '../../scripts/corpus';
import { groupBy } from '../../lib/group-by';
import { readManifests } from '../../lib/facts/kubernetes';
import { filesIn } from '../support/folder';
import { ROOT, testWithShared } from '../support/tools';

const HINT = 'if the difference is meant: npm run golden';
const FOLDER = join(ROOT, 'test', 'policies', 'corpus');

/** Rules that say what Argo itself refuses. */
const REFUSALS = ['readable', 'argo-refuses', 'argo-validation', 'template-refused', 'service-pods'];

/**
 * Findings in Argo's examples, each by itself, and in Online Boutique, by rule. Each was read beside its manifest on
 * 2026-11-25 and is true; what was not is mended in the rule. A new number is a finding that somebody has to read.
 */
const CHECKED: Readonly<Record<string, number>> = {
  'alerts-exist': 11,
  drain: 22,
  'endless-step': 6,
  'failure-limit': 2,
  'final-soak': 8,
  'first-exposure': 6,
  'image-digest': 30,
  'image-moving-tag': 3,
  'indefinite-pause': 10,
  'job-bounds': 4,
  'no-analysis': 16,
  'no-rollback-window': 11,
  'no-steps': 1,
  'not-progressive': 11,
  'one-step-each': 1,
  overloaded: 3,
  'owner-named': 33,
  readable: 1,
  'readiness-probe': 11,
  'release-notes': 33,
  replicas: 12,
  'rounded-weight': 1,
  'runbook-linked': 33,
  scraped: 11,
  soak: 10,
  spread: 6,
  'stuck-on-crash': 20,
  'switch-back': 1,
  'unguarded-index': 1,
  'weight-jump': 13,
};

testWithShared(`what is said of other people's manifests is what is pinned (${HINT})`, (dir) => {
  const { 'README.md': _, ...pinned } = filesIn(FOLDER);
  expect(corpusReports(join(dir, 'corpus'))).toEqual(pinned);
});

testWithShared('each finding was read beside its manifest', (dir) => {
  const counts = [...groupBy(corpusFindings(join(dir, 'corpus')), ({ rule }) => rule)].map(
    ([rule, all]) => [rule, all.length] as const,
  );
  expect(Object.fromEntries(counts)).toEqual(CHECKED);
});

describe("what Argo's own lint says of its examples, the gates say too", () => {
  const expectations = (dir: string) =>
    JSON.parse(readFileSync(join(dir, 'corpus', 'argo-lint', 'expectations.json'), 'utf8')) as {
      readonly valid: readonly { readonly file: string }[];
      readonly invalid: readonly { readonly file: string }[];
    };
  const refusals = (dir: string, file: string) =>
    judge(readManifests([join(dir, 'corpus', 'argo-lint', file)]), 'open').findings.filter(({ rule }) =>
      REFUSALS.includes(rule),
    );

  testWithShared('nothing is refused that is valid', (dir) => {
    const { valid } = expectations(dir);
    expect(valid.length).toBeGreaterThan(10);
    expect(valid.flatMap(({ file }) => refusals(dir, file))).toEqual([]);
  });

  testWithShared('all is refused that is not', (dir) => {
    const { invalid } = expectations(dir);
    const missed = invalid.filter(({ file }) => refusals(dir, file).length === 0);
    expect([invalid.length, missed]).toEqual([9, []]);
  });
});

test('what is pinned are words of ours and names, and no manifest', () => {
  for (const [name, text] of Object.entries(filesIn(FOLDER)).filter(([file]) => file.endsWith('.txt'))) {
    const odd = text.split('\n').filter((line) => !/^($|# |nothing$|\w+\/|  (error|warning|info|unknown) )/.test(line));
    expect([name, odd]).toEqual([name, []]);
  }
  expect(readdirSync(FOLDER)).toContain('README.md');
});
