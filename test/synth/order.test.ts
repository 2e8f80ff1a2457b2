import { App as Cdk8sApp, type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { App } from '../../lib/app';
import { type Vertex, inOrder } from '../../lib/synth/order';
import { thing } from '../support/trees';

/** Ids of the objects, in the order in which they would be written. */
function order(app: App): string[] {
  return app.items().map(({ origin }) => origin.path.split('/').at(-1) ?? '');
}

function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

describe('order is found in time that grows with objects and declared dependencies', () => {
  test('for layers that wait for each other, which have 2^200 paths through them', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    let above: ApiObject[] = [];
    for (let layer = 0; layer < 200; layer++) {
      const objects = ['a', 'b'].map((id) => thing(chart, `${layer}${id}`));
      for (const object of above) object.addDependency(...objects);
      above = objects;
    }
    expect(order(app).slice(0, 4)).toEqual(['199a', '199b', '198a', '198b']);
  });

  test('for 2,000 objects of a chart that waits for a chart of 2,000 objects, which are 4,000,000 pairs', () => {
    const app = new App();
    const [late, early] = [new Chart(app, 'late'), new Chart(app, 'early')];
    for (let i = 0; i < 2000; i++) [late, early].forEach((chart) => thing(chart, `${chart.node.id}${i}`));
    late.addDependency(early);

    const ids = order(app);
    expect([ids[0], ids[1999], ids[2000], ids[3999]]).toEqual(['early0', 'early1999', 'late0', 'late1999']);
  });
});

test('a chain too long for recursion is ordered', () => {
  const construct = new Construct(undefined as never, 'root');
  const chain: (Vertex & { readonly construct: Construct })[] = [];
  for (let position = 0; position < 100_000; position++) {
    chain.push({ construct, position, waitsFor: chain.slice(-1) });
  }
  const ordered = inOrder(chain.toReversed(), { position: 0, end: chain.length });
  expect(ordered.map(({ position }) => position)).toEqual([...chain.keys()]);
});

test('what lies outside of a scope is not walked, or each chart would walk all that it waits for', () => {
  const forbidden = (construct?: Construct) => ({
    construct,
    position: 9,
    get waitsFor(): Vertex[] {
      throw new Error('walked outside');
    },
  });
  const inside = new Construct(undefined as never, 'inside');
  const vertex = { construct: inside, position: 0, waitsFor: [forbidden(inside), forbidden()] };

  expect(inOrder([vertex], { position: 0, end: 1 })).toEqual([vertex]);
});

describe('constructs that wait for each other are refused, as by cdk8s', () => {
  const cycles: Record<string, [(app: Cdk8sApp) => void, string]> = {
    'two objects': [
      (app) => {
        const chart = new Chart(app, 'chart');
        const [a, b] = [thing(chart, 'a'), thing(chart, 'b')];
        a.addDependency(b);
        b.addDependency(a);
      },
      'chart/a => chart/b => chart/a',
    ],
    'two charts through their objects': [
      (app) => {
        const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
        thing(first, 'a').addDependency(thing(second, 'b'));
        thing(second, 'c').addDependency(thing(first, 'd'));
      },
      'first => second => first',
    ],
    'a construct and one of two objects in it': [
      (app) => {
        const chart = new Chart(app, 'chart');
        const group = new Construct(chart, 'group');
        thing(group, 'a');
        const b = thing(chart, 'b');
        b.addDependency(group);
        thing(group, 'c').addDependency(b);
      },
      'chart/group/c => chart/b => chart/group/c',
    ],
    'objects of a construct that waits for the chart around it': [
      (app) => {
        const chart = new Chart(app, 'chart');
        const group = new Construct(chart, 'group');
        ['a', 'b'].forEach((id) => thing(group, id));
        group.node.addDependency(chart);
      },
      'chart/group/a => chart/group/b => chart/group/a',
    ],
  };

  test.each(Object.entries(cycles))('%s', (_, [make, path]) => {
    const [app, theirs] = [new App(), new Cdk8sApp()];
    make(app);
    make(theirs);

    expect(message(() => theirs.synthYaml())).toContain('Dependency cycle detected: ');
    expect(message(() => app.synthYaml())).toContain(`Dependency cycle detected: ${path}.`);
  });

  test('a chart that waits for itself, which cdk8s would leave out', () => {
    const make = (app: Cdk8sApp) => {
      const chart = new Chart(app, 'chart');
      thing(chart, 'a');
      chart.addDependency(chart);
      return app;
    };
    expect(make(new Cdk8sApp()).synthYaml()).toBe('');
    expect(message(() => make(new App()).synthYaml())).toContain('Dependency cycle detected: chart => chart.');
  });
});

test('a dependency that leaves the charts is refused with both ends', () => {
  const app = new App();
  const outside = new Construct(app, 'outside');
  thing(new Chart(app, 'chart'), 'a').addDependency(outside);

  expect(message(() => app.items())).toMatch(/"chart\/a".*"outside": .*lies in no chart/s);
});
