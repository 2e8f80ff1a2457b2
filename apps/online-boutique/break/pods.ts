import { add, changesOf, remove, replace } from './change';

const POD = '/spec/template/spec';
const SERVER = `${POD}/containers/0`;
const IMAGE = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice';
const DIGEST = 'sha256:6b1f9c0f9dd1b0b5b9f5a3f3c1d1a6c1f0f0f4c9f2a3e4d5c6b7a8990a1b2c3d';

/** What runs, how often, and how it stops. */
export const pods = changesOf(
  'Rollout',
  ['image-moving-tag', 'its image is whatever "latest" is today', replace(`${SERVER}/image`, `${IMAGE}:latest`)],
  ['version-named', 'its image is a digest alone', replace(`${SERVER}/image`, `${IMAGE}@${DIGEST}`)],
  [
    'readiness-probe',
    'nobody asks whether a pod is ready',
    remove(`${SERVER}/readinessProbe`),
    remove(`${SERVER}/startupProbe`),
  ],
  ['drain', 'its pods stop at once', remove(`${SERVER}/lifecycle`)],
  [
    'grace-period',
    'its pods drain for 10 s and are killed after 10 s',
    replace(`${POD}/terminationGracePeriodSeconds`, 10),
  ],
  ['spread', 'its pods stand wherever there is room', remove(`${POD}/affinity`)],
  ['replicas', 'it runs one pod', replace('/spec/replicas', 1)],
  ['history-kept', 'one old version is kept, of three to go back to', replace('/spec/revisionHistoryLimit', 1)],
  ['no-rollback-window', 'the way back takes all steps', remove('/spec/rollbackWindow')],
  ['stuck-on-crash', 'the deadline only tells', remove('/spec/progressDeadlineAbort')],
  ['short-deadline', 'a pod must be ready within 10 s', replace('/spec/progressDeadlineSeconds', 10)],
  [
    'availability',
    'all its pods may be gone at once',
    add('/spec/strategy/canary/maxUnavailable', '100%'),
    remove('/spec/strategy/canary/trafficRouting'),
  ],
  ['owner-named', 'no team answers for it', remove('/metadata/annotations/stepgate.dev~1owner')],
  [
    'runbook-linked',
    'its runbook lies in some repository',
    replace('/metadata/annotations/stepgate.dev~1runbook', 'docs/runbook.md'),
  ],
);
