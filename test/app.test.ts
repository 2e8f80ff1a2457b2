import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import { type ApiObject, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { App } from '../lib/app';
import { filesIn, withFolder } from './support/folder';
import { both, withEnv } from './support/outcome';
import { build, thing, trees } from './support/trees';

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

function documents(yaml = ''): string[] {
  return yaml.split('---\n');
}

describe('the files are those of cdk8s.App', () => {
  const apps: Record<string, (app: cdk8s.App) => void> = {
    'of an app without charts': () => undefined,
    'of an empty chart': (app) => void new Chart(app, 'empty'),
    'of charts in charts, directly and through a construct': (app) => {
      const outer = new Chart(app, 'outer');
      thing(outer, 'a');
      thing(new Chart(new Construct(outer, 'between'), 'inner'), 'b');
      thing(new Chart(outer, 'direct'), 'c');
    },
    'of charts that wait for each other through objects, constructs and charts': (app) => {
      const [first, second, third] = ['first', 'second', 'third'].map((id) => new Chart(app, id)) as [
        Chart,
        Chart,
        Chart,
      ];
      const group = new Construct(second, 'group');
      thing(group, 'x');
      thing(first, 'a').addDependency(group);
      thing(second, 'b');
      second.addDependency(third);
      thing(third, 'c');
    },
    'of objects that wait for each other in one chart': (app) => {
      const chart = new Chart(app, 'chart');
      const objects = ['a', 'b', 'c', 'd', 'e'].map((id) => thing(chart, id)) as [ApiObject, ApiObject, ApiObject];
      objects[0].addDependency(objects[2]);
      objects[2].addDependency(objects[1]);
    },
    'of a construct that waits for one of its own objects': (app) => {
      const chart = new Chart(app, 'chart');
      thing(chart, 'later');
      const first = thing(chart, 'first');
      chart.node.addDependency(first);
      first.addDependency(thing(new Chart(app, 'base'), 'base'));
    },
    'of objects that wait because of two constructs around them': (app) => {
      const chart = new Chart(app, 'chart');
      const outer = new Construct(chart, 'outer');
      const inner = new Construct(outer, 'inner');
      const a = thing(inner, 'a');
      inner.node.addDependency(thing(chart, 'b'));
      outer.node.addDependency(thing(chart, 'c'), thing(chart, 'd'));
      // The object is reached before the constructs around it.
      thing(chart, 'x').addDependency(a);
      thing(chart, 'y').addDependency(inner, outer);
    },
    'of a dependency on a construct that was replaced': (app) => {
      const chart = new Chart(app, 'chart');
      thing(chart, 'first').addDependency(thing(chart, 'second'));
      chart.node.tryRemoveChild('second');
      thing(chart, 'second');
    },
    'of charts whose ids are numbers': (app) => {
      for (const id of ['b', '10', '2', 'a']) {
        const chart = new Chart(app, id);
        thing(new Chart(new Construct(chart, '7'), '1'), '3');
        thing(chart, '5');
      }
    },
    'of Lazies, patches and texts that YAML must quote': (app) => {
      const object = thing(new Chart(app, 'chart'), 'a', {
        late: Lazy.any({ produce: () => ['0755', 'yes', '', 'a\nb', undefined] }),
        text: `${'long '.repeat(60)}: #`,
      });
      object.addJsonPatch(JsonPatch.add('/spec/patched', { on: true }), JsonPatch.remove('/metadata/name'));
      object.addJsonPatch(JsonPatch.add('/metadata/name', 'other'));
    },
    'of cdk8s-plus': (app) => {
      const chart = new Chart(app, 'plus', { namespace: 'shop', labels: { team: 'checkout' } });
      const config = new kplus.ConfigMap(chart, 'config', { data: { key: 'value' } });
      const web = new kplus.Deployment(chart, 'web', {
        containers: [{ image: 'web', portNumber: 8080 }],
        isolate: true,
      });
      web.containers[0]?.mount('/config', kplus.Volume.fromConfigMap(chart, 'volume', config));
      web.exposeViaIngress('/');
      new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target: web, maxReplicas: 5 });
      new kplus.StatefulSet(new Chart(app, 'state'), 'db', {
        service: new kplus.Service(chart, 'db', { ports: [{ port: 1 }] }),
        containers: [{ image: 'db', portNumber: 5432 }],
      });
    },
  };

  const cases = Object.entries(apps).flatMap(([name, make]) => TYPES.map((type) => [name, type, make] as const));
  test.each(cases)('%s (output type %i)', (_, yamlOutputType, make) => {
    const { theirs, ours } = both(make, { yamlOutputType, recordConstructMetadata: true });

    expect(theirs.error).toBeUndefined();
    expect(ours).toEqual(theirs);
  });

  test('for any tree, or else both refuse it, or cdk8s would have lost an object', () => {
    fc.assert(
      fc.property(trees, fc.constantFrom(...TYPES), fc.boolean(), (tree, yamlOutputType, recordConstructMetadata) => {
        const props = { yamlOutputType, recordConstructMetadata, outputFileExtension: '.yml' };
        const { theirs, ours } = both((app) => build(app, tree), props);
        if (theirs.files && ours.error) {
          expect(ours.error.message).toContain('The same file would be written by');
          const left = Object.entries(theirs.files).filter(([path, text]) => path.endsWith('.yml') && text);
          expect(left.flatMap(([, text]) => documents(text)).length).toBeLessThan(documents(theirs.yaml).length);
        } else {
          expect({ ...ours, error: !!ours.error }).toEqual({ ...theirs, error: !!theirs.error });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('with custom resolvers', () => {
    const upper: cdk8s.IResolver = {
      resolve: (context) => context.value === 'loud' && context.replaceValue('LOUD'),
    };
    const { theirs, ours } = both((app) => void thing(new Chart(app, 'chart'), 'a', { say: 'loud' }), {
      resolvers: [upper],
    });

    expect(ours.yaml).toContain('say: LOUD');
    expect(ours).toEqual(theirs);
  });

  test.each([
    ['CDK8S_DISABLE_SORT', '1'],
    ['CDK8S_RECORD_CONSTRUCT_METADATA', 'true'],
    ['CDK8S_LEGACY_HASH', '1'],
  ])('with %s=%s in the environment', (variable, value) => {
    const make = (app: cdk8s.App) => void thing(new Chart(app, 'chart'), 'a', { z: 1, a: { y: 2, b: 3 } });
    const plain = both(make);
    withEnv({ [variable]: value }, () => {
      const { theirs, ours } = both(make);
      expect(ours).toEqual(theirs);
      expect(ours).not.toEqual(plain.ours);
    });
  });

  test('in the folder that CDK8S_OUTDIR names', () => {
    withFolder((folder) =>
      withEnv({ CDK8S_OUTDIR: join(folder, 'deep', 'out') }, () => {
        const app = new App();
        thing(new Chart(app, 'chart'), 'a');
        app.synth();
        expect(Object.keys(filesIn(folder))).toEqual(['deep/out/chart.k8s.yaml']);
      }),
    );
  });

  test('each time synth is called, and the tree stays as it was', () => {
    withFolder((outdir) => {
      const app = new App({ outdir });
      const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
      thing(first, 'a').addDependency(thing(second, 'b'));
      app.synth();
      const once = filesIn(outdir);
      expect(first.node.dependencies).toEqual([]);

      app.synth();
      expect(filesIn(outdir)).toEqual(once);

      expect(first.toJson()).toHaveLength(1);
      expect(cdk8s.Testing.synth(second)).toHaveLength(1);
      app.synth();
      expect(filesIn(outdir)).toEqual(once);
    });
  });
});

test('items are the objects in the order of the files, with the paths of their constructs', () => {
  const app = new App();
  const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
  thing(first, 'a').addDependency(thing(second, 'b'));

  expect(app.items().map(({ object, origin }) => [object.kind, object.metadata.name, origin])).toEqual([
    ['Thing', expect.stringMatching(/^second-b-/), { kind: 'construct', path: 'second/b' }],
    ['Thing', expect.stringMatching(/^first-a-/), { kind: 'construct', path: 'first/a' }],
  ]);
});

test('charts come in the order of their files, which cdk8s.App knows only after its synth', () => {
  const make = (app: cdk8s.App) => {
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    thing(first, 'a').addDependency(thing(second, 'b'));
    return app;
  };
  const [theirs, ours] = [make(new cdk8s.App()), make(new App())];
  theirs.synthYaml();

  expect(ours.charts.map(({ node }) => node.id)).toEqual(['second', 'first']);
  expect(theirs.charts.map(({ node }) => node.id)).toEqual(['second', 'first']);
});
