import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUnsupported, prometheusVendor } from '../../lib/monitoring';
import { Objective, signalsKinds } from '../../lib/slo';
import { withFolder } from '../support/folder';
import { testWith } from '../support/tools';

const promtool = spawnSync('promtool', ['--version']).status === 0 ? 'promtool' : undefined;
const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };

describe('the rules of an objective', () => {
  for (const { id, examples, bucketSeconds } of signalsKinds) {
    testWith(promtool, 'no promtool', `of ${id} are rules to promtool, lint included`, (tool) => {
      const signals = examples()[0];
      const made = signals ? [Objective.availability({ ...common, signals, target: 0.999 })] : [];
      if (signals && bucketSeconds.length > 0) {
        made.push(Objective.latency({ ...common, signals, thresholdSeconds: 1, target: 0.99 }));
      }
      expect(made.length).toBeGreaterThan(0);
      for (const objective of made) {
        const answer = prometheusVendor.alerts(objective);
        const body = isUnsupported(answer) ? {} : answer.artefacts[0]?.body;
        withFolder((folder) => {
          writeFileSync(join(folder, 'rules.json'), JSON.stringify((body as { spec: object }).spec));
          const { status, stdout, stderr } = spawnSync(tool, ['check', 'rules', '--lint-fatal', 'rules.json'], {
            cwd: folder,
            encoding: 'utf8',
          });
          expect({ status, out: `${stdout}${stderr}` }).toEqual({ status: 0, out: expect.stringContaining('SUCCESS') });
        });
      }
    });
  }
});
