import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssumptions } from '../../lib/planner';
import { blocksIn } from '../house/markdown';
import { ROOT } from '../support/tools';

test('the assumptions file that is shown in docs/cli.md is read as it says', () => {
  const page = readFileSync(join(ROOT, 'docs/cli.md'), 'utf8');
  const shown = blocksIn(page).find(({ text }) => /^defaults:/m.test(text));
  const { problems, assumptions, rollouts } = readAssumptions(shown?.text ?? '', 'assumptions.yaml');
  expect(problems).toEqual([]);
  expect(assumptions).toEqual({ podStartSeconds: 20, requestRate: 50 });
  expect(rollouts).toEqual({ 'shop/checkout': { requestRate: 400, baselineErrorRate: 0.0005 } });
});
