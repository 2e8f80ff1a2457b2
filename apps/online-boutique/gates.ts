import type { ReleaseAppProps } from 'stepgate';
import { definePack, recommended, ruleOf } from 'stepgate/gates';

/**
 * What the gates ask of this shop. It is a demonstration: its images are Google's, by tag, and its cart is one redis that may be
 * gone for a while. So some demands are only told.
 */
export const pack = definePack({
  name: 'online-boutique',
  version: '1.0.0',
  extends: [recommended],
  // redis comes as "alpine", whatever that is on the day
  rules: [
    [ruleOf('image-moving-tag'), 'error', { tags: 'latest, main' }],
    [ruleOf('image-digest'), 'warning', { tags: 'latest, main' }],
  ],
  environments: {
    demo: {
      'image-digest': 'info',
      replicas: 'info',
      drain: 'info',
      'not-progressive': 'info',
      scraped: 'info',
    },
  },
});

/** With the requests per second that the load generator makes. */
export const gates: ReleaseAppProps = { pack, environment: 'demo', assumptions: { requestRate: 50 } };
