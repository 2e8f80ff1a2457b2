import { audit, definePack, PackError, packs, recommended, rules, strict, type Level } from 'stepgate/gates';
import { settingsIn } from '../../policies/packs/pack';

/** What each rule weighs in `recommended`; here in staging and production where that differs. A change is a decision. */
const LEVELS: Readonly<Record<string, readonly [Level, elsewhere?: { staging?: Level; production?: Level }]>> = {
  'image-moving-tag': ['error'],
  'image-digest': ['warning', { production: 'error' }],
  'version-named': ['warning'],
  'never-ends': ['error'],
  'indefinite-pause': ['error'],
  'manual-update': ['warning'],
  slow: ['warning'],
  'stuck-on-crash': ['error'],
  'short-deadline': ['error'],
  'slow-rollback': ['error'],
  'slow-recovery': ['warning'],
  'no-rollback-window': ['warning'],
  'history-kept': ['error'],
  'switch-back': ['warning'],
  'abort-delay': ['warning'],
  'dynamic-stable-scale': ['warning'],
  'service-selector': ['warning'],
  'readiness-probe': ['error'],
  drain: ['warning'],
  'grace-period': ['error'],
  availability: ['error'],
  replicas: ['warning'],
  spread: ['warning'],
  'disruption-budget': ['warning'],
  'budget-blocks': ['warning'],
  'one-selector': ['error'],
  'autoscaler-target': ['error'],
  'one-autoscaler': ['error'],
  'fixed-replicas': ['warning'],
  'autoscaler-requests': ['error'],
  'one-identity': ['error'],
  'argo-refuses': ['error'],
  'argo-validation': ['error'],
  'template-refused': ['error'],
  'provider-refused': ['error'],
  'analysis-errs': ['error'],
  'missing-reference': ['error'],
  'service-pods': ['error'],
  'service-shared': ['error'],
  'missing-route': ['error'],
  'route-services': ['error'],
  'template-cycle': ['error'],
  'one-step-each': ['error'],
  'surge-text': ['warning'],
  'newer-field': ['warning'],
  'not-progressive': ['warning'],
  'no-steps': ['error'],
  'no-analysis': ['error'],
  unrouted: ['error'],
  'first-exposure': ['warning'],
  'weight-jump': ['warning'],
  'idle-weight': ['warning'],
  'unwatched-switch': ['warning'],
  'rounded-weight': ['error'],
  overloaded: ['error'],
  soak: ['warning'],
  'final-soak': ['info'],
  'cannot-fail': ['error'],
  undetected: ['error'],
  blind: ['error'],
  'cold-start': ['error'],
  diluted: ['warning'],
  unguarded: ['warning'],
  'detects-rise': ['warning'],
  chances: ['warning'],
  'detection-time': ['warning'],
  'exposure-budget': ['warning'],
  'no-condition': ['error'],
  'failure-limit': ['error'],
  'condition-errs': ['error'],
  'duplicate-metric': ['error'],
  'dry-run-pattern': ['error'],
  'endless-step': ['error'],
  'missing-template': ['error'],
  'silence-passes': ['warning'],
  'unguarded-index': ['warning'],
  'errs-without-data': ['info'],
  'verdict-gap': ['warning'],
  'inconclusive-limit': ['warning'],
  'error-limit': ['warning'],
  'wrong-quantity': ['warning'],
  'look-back': ['warning'],
  'fast-interval': ['warning'],
  'canary-scope': ['warning'],
  'unknown-name': ['warning'],
  'unknown-argument': ['warning'],
  'job-bounds': ['warning'],
  'web-errors': ['info'],
  'unused-template': ['warning'],
  'owner-named': ['warning', { production: 'error' }],
  'runbook-linked': ['warning', { staging: 'info' }],
  'release-notes': ['info', { staging: 'off' }],
  'alert-runbook': ['warning'],
  'alerts-exist': ['warning', { staging: 'info', production: 'error' }],
  'objective-alerts': ['warning'],
  'alert-parses': ['error'],
  'alert-fires': ['error'],
  'alert-severity': ['warning'],
  'alert-route': ['warning', { staging: 'info' }],
  'alert-namespace': ['warning'],
  'alert-tests': ['info'],
  scraped: ['warning'],
  notifications: ['info', { staging: 'off' }],
};

const levelsOf = (pack: typeof recommended, environment?: string) =>
  Object.fromEntries(settingsIn(pack, environment).map(({ rule, level }) => [rule.id, level]));

const RAISED: Readonly<Record<Level, Level>> = { off: 'off', info: 'warning', warning: 'error', error: 'error' };

describe('recommended', () => {
  test('has every rule, at the level that is written here', () => {
    expect(levelsOf(recommended)).toEqual(
      Object.fromEntries(Object.entries(LEVELS).map(([id, [level]]) => [id, level])),
    );
    expect(recommended.settings.map(({ rule }) => rule)).toEqual(rules);
  });

  test.each(['staging', 'production'] as const)('has in %s the levels that are written here', (environment) => {
    expect(levelsOf(recommended, environment)).toEqual(
      Object.fromEntries(
        Object.entries(LEVELS).map(([id, [level, elsewhere = {}]]) => [id, elsewhere[environment] ?? level]),
      ),
    );
  });

  test('uses the rules’ own options', () => {
    for (const { rule, options } of recommended.settings) expect(options).toEqual(rule.options ?? {});
  });
});

describe('strict', () => {
  test('raises each level by one, in every environment never below recommended', () => {
    const weights: readonly Level[] = ['off', 'info', 'warning', 'error'];
    expect(levelsOf(strict)).toEqual(
      Object.fromEntries(Object.entries(LEVELS).map(([id, [level]]) => [id, RAISED[level]])),
    );
    for (const environment of ['staging', 'production']) {
      const usual = levelsOf(recommended, environment);
      for (const [id, level] of Object.entries(levelsOf(strict, environment))) {
        expect(weights.indexOf(level)).toBeGreaterThanOrEqual(weights.indexOf(usual[id] ?? 'error'));
      }
    }
  });

  test('asks for more by these options alone', () => {
    const differing = strict.settings.filter(
      ({ rule, options }) => JSON.stringify(options) !== JSON.stringify(rule.options ?? {}),
    );
    expect(Object.fromEntries(differing.map(({ rule, options }) => [rule.id, options]))).toEqual({
      'alert-severity': { severities: 'page, ticket, critical, warning' },
    });
  });
});

describe('audit', () => {
  test('tells all that strict finds, and blocks nothing', () => {
    expect(audit.settings).toEqual(strict.settings);
    expect(packs.map(({ name, reportOnly }) => [name, reportOnly])).toEqual([
      ['recommended', false],
      ['strict', false],
      ['audit', true],
    ]);
  });
});

describe('all packs', () => {
  test('have a version', () => {
    expect(packs.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'recommended 1.0.0',
      'strict 1.0.0',
      'audit 1.0.0',
    ]);
  });

  test('refuse what they cannot be', () => {
    const pack = (props: object) => () =>
      definePack({ name: 'acme', version: '1.0.0', extends: [recommended], ...props });
    const [rule] = rules;
    expect(pack({ environments: { production: { 'image-digset': 'error' } } })).toThrow(
      'pack "acme": production sets "image-digset", which it does not know. Did you mean "image-digest"?',
    );
    expect(pack({ rules: [[rule, 'error', { colour: 'red' }]] })).toThrow(PackError);
    expect(pack({ rules: [{ ...rule }] })).toThrow(`there are two rules "${rule?.id}"`);
  });
});
