const { relative } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * What takes longest, in this order. Where jest has not run before, as in CI, it goes by size, and the slow files are not the
 * large ones: one worker would be left alone with a file of minutes.
 */
const SLOWEST = [
  'test/policies/hosts/same-verdict/same-verdict.test.ts',
  'test/monitoring/alert-tests.test.ts',
  'test/apps/break.test.ts',
  'test/package.test.ts',
  'test/policies/hosts/cli/hostile-check.test.ts',
  'test/docs.test.ts',
  'test/monitoring/sloth/sloth.test.ts',
  'test/policies/mutants.test.ts',
  'test/policies/admission.test.ts',
  'test/policies/hosts/cli/alerts.test.ts',
  'test/monitoring/grafana-values.test.ts',
  'test/policies/hosts/cdk8s.test.ts',
  'test/policies/hosts/pulumi/preview.test.ts',
  'test/policies/hosts/cdk/cdk.test.ts',
  'test/apps/alerts.test.ts',
  'test/generated.test.ts',
  'test/monitoring/monte-carlo.test.ts',
  'test/reports/axe.test.ts',
  'test/apps/pulumi.test.ts',
  'test/facts/hostile.test.ts',
];

/** The slowest files first, then the others in jest's own order. */
class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const at = SLOWEST.indexOf(relative(context.config.rootDir, path).replaceAll('\\', '/'));
      return at === -1 ? SLOWEST.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}

module.exports = SlowestFirst;
module.exports.SLOWEST = SLOWEST;
