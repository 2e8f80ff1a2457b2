import type { Level, RuleOptions } from '../rule';
import { definePack } from './pack';
import { recommended } from './recommended';

/** What was worth a look must be mended, and what was worth knowing is worth a look. */
const RAISED: Readonly<Record<Level, Level>> = { off: 'off', info: 'warning', warning: 'error', error: 'error' };

/** Options that ask for more than usual. */
const TIGHTER: Readonly<Record<string, RuleOptions>> = {
  // what tells nobody is no alert
  'alert-severity': { severities: 'page, ticket, critical, warning' },
};

/** For teams that meet `recommended` already: each level one higher, and tighter options. */
export const strict = definePack({
  name: 'strict',
  version: '1.0.0',
  extends: [recommended],
  rules: recommended.settings.map(({ rule, level }) => [rule, RAISED[level], TIGHTER[rule.id]] as const),
  environments: {
    staging: {
      'alerts-exist': 'warning',
      'alert-route': 'warning',
      'runbook-linked': 'warning',
      'release-notes': 'info',
      notifications: 'info',
    },
  },
});
