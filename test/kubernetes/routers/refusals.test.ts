import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusals, type Refusal } from './refusals';
import { relations } from './cases';
import { Shop } from './support';
import { Strategy, type Problem } from '../../../lib';
import { routerRequest } from '../../../lib/kubernetes/rollout/service-wiring';
import { trafficRouters } from '../../../lib/kubernetes/routers';
import { ROOT } from '../../support/tools';

function problemsOf({ router, canary }: Refusal): readonly Problem[] {
  const shop = new Shop();
  const props = canary ? canary(shop) : shop.pair();
  return router(shop).problems(routerRequest('checkout', Strategy.canary(props).canary ?? {}, []));
}

test.each(refusals.map((refusal) => [refusal.rule, refusal.at, refusal] as const))(
  '%s speaks at ...%s',
  (rule, at, refusal) => {
    const problems = problemsOf(refusal);
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    expect(new Set(problems.map((problem) => problem.rule)).size).toBe(1);
    for (const problem of problems) {
      expect(problem.at).toMatch(/^spec\.strategy\.canary\.trafficRouting/);
      expect(problem.at.endsWith(at)).toBe(true);
      expect(problem.what).toMatch(/\.$/);
      expect(problem.why).toMatch(/\.$/);
      expect(problem.fix).toMatch(/\.$/);
    }
  },
);

test('every rule of the room has a case that breaks it', () => {
  const room = join(ROOT, 'lib', 'kubernetes', 'routers');
  const source = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(room, file), 'utf8'))
    .join('\n');
  const rules = [...source.matchAll(/rule: '([\w-]+)'/g)].map(([, rule]) => rule);
  const elsewhere = ['C7', 'gateway-namespace', 'appmesh-namespace'];
  const cases = [...refusals.map(({ rule }) => rule), ...relations.flatMap((relation) => relation.rules), ...elsewhere];
  expect([...new Set(rules)].sort()).toEqual([...new Set(cases)].sort());
});

test('no example of the registry has a problem', () => {
  for (const kind of trafficRouters) {
    for (const router of kind.examples()) {
      const shop = new Shop();
      const canary = router.capabilities.needsServices ? shop.pair() : {};
      const containers = [{ image: 'example.com/checkout:1', portNumber: 8080 }];
      expect([kind.id, router.problems(routerRequest('checkout', canary, containers))]).toEqual([kind.id, []]);
    }
  }
});
