import { App, Chart, Testing } from 'cdk8s';
import { serviceIn } from './cases/case';
import { blueGreen, make } from './cases/relation';
import { podRelations } from './cases/relation-pods';
import { serviceRelations } from './cases/relation-services';
import { ExistingService, Strategy } from '../../../lib';
import { checkRelations, relationChecks } from '../../../lib/kubernetes/checks/relations/relations';

const relations = [...podRelations, ...serviceRelations];
const emptyChart = () => new Chart(new App(), 'shop');

describe.each(relations)('$id: $when', ({ id, at, broken, fine }) => {
  test('is reported at synth, and nothing else is', () => {
    const rollout = broken(emptyChart());
    expect(checkRelations(rollout)).toEqual([expect.stringMatching(new RegExp(`^${escaped(at)}: .*\\[${id}\\]\n`))]);
    expect(rollout.node.validate()).toEqual(checkRelations(rollout));
    expect(() => Testing.synth(rollout.node.scope as Chart)).toThrow(`[${id}]`);
  });

  test('says why, and what to do', () => {
    const [text] = checkRelations(broken(emptyChart()));
    expect(text).toMatch(/\n {4}why: \S.{8,}\.\n {4}do: {2}\S.{8,}\.$/);
  });

  test('is not reported without the check', () => {
    const others = relationChecks.filter((check) => check.id !== id);
    expect(checkRelations(broken(emptyChart()), others)).toEqual([]);
  });

  test('has a neighbour that is fine', () => {
    const rollout = fine(emptyChart());
    expect(checkRelations(rollout)).toEqual([]);
    expect(Testing.synth(rollout.node.scope as Chart)).toContainEqual(expect.objectContaining({ kind: 'Rollout' }));
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('the relations of a Rollout', () => {
  test.each(relationChecks.map(({ id }) => id))('%s has a case that it finds', (id) => {
    expect(relations.filter((relation) => relation.id === id)).not.toEqual([]);
  });

  test('are reported all together', () => {
    const chart = emptyChart();
    const service = serviceIn(chart, 'live', { ports: [{ port: 9090 }] });
    service.selectLabel('app', 'cart');
    const rollout = make(chart, { strategy: blueGreen(service) });
    rollout.addContainer({ image: 'shop/side:1.0.0' });
    const rules = checkRelations(rollout).map((text) => /\[([\w-]+)\]$/m.exec(text)?.[1]);
    expect(rules).toEqual(['S5-names', 'R1', 'service-port']);
  });

  test('leave a Service outside this app alone: it is taken on trust', () => {
    const chart = emptyChart();
    const activeService = ExistingService.of({ name: 'live', port: 9090 });
    const rollout = make(chart, { metadata: { namespace: 'shop' }, strategy: Strategy.blueGreen({ activeService }) });
    expect(checkRelations(rollout)).toEqual([]);
  });

  test('say nothing of ports where no container names one', () => {
    const chart = emptyChart();
    const rollout = make(chart, {
      containers: [{ image: 'shop/checkout:1.0.0' }],
      strategy: blueGreen(serviceIn(chart, 'live')),
    });
    expect(checkRelations(rollout)).toEqual([]);
  });
});
