import { isObeyed, logLines } from '../../../support/workflow-log';
import { asked, withFiles } from './asking';

const ORDER = '::add-mask::x ##[error]x ##vso[task.complete]x';

/** Fields whose text reports repeat, a comment that a difference shows, and a document that cannot be read. */
const HOSTILE = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: "${ORDER}", namespace: "${ORDER}" }
spec:
  # ::above
  ::error::what ##[error]${'\u001b'}[2J is no field
  : 1
  strategy: { canary: { steps: [{ setWeight: "${ORDER}" }, { "${ORDER}": 1 }] } }
  template: { spec: { containers: [{ name: "${ORDER}", image: "${ORDER}" }] } }
---
"${ORDER}": [
`;

const MENDED = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
spec:
  ##[error]in a comment \u001b[31m
  strategy: { canary: { steps: [{ setWeight: 25 }] } }
metadata:
  annotations: { notes: "one
    ::error::two" }
  name: web
`;

test.each([
  ['check'],
  ['check', '--fix', '--dry-run'],
  ['check', '--format', 'markdown'],
  ['check', '--format', 'junit'],
  ['check', '--pack', './::error::x.js'],
  ['check', '--env', ORDER],
  ['plan'],
  ['plan', '--only', ORDER],
  ['plan', '--json'],
  ['plan', '--html', '-'],
])('%s %s %s says nothing that a runner or a terminal obeys', async (...args) => {
  const files = { 'hostile.yaml': HOSTILE, 'mended.yaml': MENDED };
  await withFiles(files, async (paths) => {
    for (const path of [paths['hostile.yaml'], paths['mended.yaml']]) {
      const { out, err } = await asked(...args, path);
      const log = out + err;
      expect(log.length).toBeGreaterThan(40);
      expect(logLines(log).filter(isObeyed)).toEqual([]);
      expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.exec(log)).toBeNull();
    }
  });
});

test('a difference keeps tabs and the line ends of Windows, and shows controls as codes', async () => {
  const text = MENDED.replace('in a comment', '\tin a comment').replaceAll('\n', '\r\n');
  await withFiles({ 'web.yaml': text }, async (paths) => {
    const { err } = await asked('check', '--fix', '--dry-run', paths['web.yaml']);
    expect(err).toContain(' \\u0023#[error]\tin a comment \\u001b[31m\r\n');
  });
});
