import { rules } from '../rules';
import { definePack } from './pack';

/**
 * What every team can meet, and should: each rule at its own level. In production somebody must be able to say what runs, who
 * answers for it, and that it fails; in staging nobody is woken up.
 */
export const recommended = definePack({
  name: 'recommended',
  version: '1.0.0',
  rules,
  environments: {
    staging: {
      'alerts-exist': 'info',
      'alert-route': 'info',
      'runbook-linked': 'info',
      'release-notes': 'off',
      notifications: 'off',
    },
    production: { 'image-digest': 'error', 'owner-named': 'error', 'alerts-exist': 'error' },
  },
});
