import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { App, type AppProps } from '../lib/app';
import { InvalidInputError } from '../lib/errors';
import { withFolder } from './support/folder';
import { thing } from './support/trees';

describe('an app visits each construct once', () => {
  test('rendering each object, validating each construct and walking the tree, however many charts there are', () => {
    withFolder((outdir) => {
      const app = new App({ outdir });
      let [rendered, validated] = [0, 0];
      for (let i = 0; i < 50; i++) {
        thing(new Chart(app, `chart${i}`), 'a', Lazy.any({ produce: () => ({ count: rendered++ }) }));
      }
      for (const { node } of app.node.findAll()) node.addValidation({ validate: () => (validated++, []) });
      const walks = jest.spyOn(app.node, 'findAll');
      app.synth();

      expect([rendered, validated]).toEqual([50, 101]);
      expect(walks.mock.calls.length).toBeLessThanOrEqual(2);
    });
  });

  test('and refuses constructs that appear on the way, which could be left out', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    thing(chart, 'a', { late: Lazy.any({ produce: () => thing(chart, 'latecomer').name }) });

    expect(() => app.items()).toThrow(/"chart\/latecomer".*Constructs were added/s);
  });
});

describe('nothing is written', () => {
  function refused(make: (app: App) => void, props: AppProps = {}): Error {
    return withFolder((folder) => {
      const outdir = join(folder, 'out');
      const app = new App({ ...props, outdir });
      thing(new Chart(app, 'good'), 'a');
      make(app);
      const error = (() => {
        try {
          app.synth();
        } catch (caught) {
          return caught as Error;
        }
      })();
      expect(existsSync(outdir)).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
      return error ?? new Error('nothing was refused');
    });
  }

  test('if validations fail: all their messages come in one error, with the paths', () => {
    const error = refused((app) => {
      const chart = new Chart(app, 'chart');
      chart.node.addValidation({ validate: () => ['one', 'two'] });
      thing(new Chart(app, 'other'), 'b').node.addValidation({ validate: () => ['three'] });
    });
    expect(error.message).toBe(
      'Validation failed with the following errors:\n  [chart] one\n  [chart] two\n  [other/b] three',
    );
  });

  test('if an object cannot be rendered', () => {
    const error = refused((app) => void thing(new Chart(app, 'chart'), 'a', { bad: new Map() }));
    expect(error.message).toContain("Failed serializing construct at path 'chart/a'");
  });

  test('if something is no Kubernetes object', () => {
    const error = refused((app) => {
      thing(new Chart(app, 'chart'), 'a').addJsonPatch(JsonPatch.remove('/metadata'));
    });
    expect(error.message).toMatch(/"chart\/a".*needs apiVersion, kind and metadata/s);
  });

  test('if two objects would share a file', () => {
    const error = refused(
      (app) => {
        for (const namespace of ['shop', 'pay']) {
          new ApiObject(new Chart(app, namespace), 'web', {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'web', namespace },
          });
        }
      },
      { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE },
    );
    expect(error.message).toMatch(/"Pod.web.k8s.yaml": The same file would be written by "shop\/web" and "pay\/web"/);
  });

  test('if inspectors find problems: all their findings come in one error', () => {
    const finding = { at: 'somewhere', what: 'Wrong.', why: 'Because.', fix: 'Do.' };
    const error = refused(() => undefined, {
      inspectors: [
        { id: 'first', inspect: (items) => items.map(() => ({ ...finding, rule: 'R1' })) },
        { id: 'silent', inspect: () => [] },
        {
          id: 'broken',
          inspect: () => {
            throw new Error('no such field');
          },
        },
        { id: 'last', inspect: () => [{ ...finding, rule: 'R2' }] },
      ],
    });
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).problems.map(({ rule }) => rule)).toEqual(['R1', 'broken', 'R2']);
    expect(error.message).toContain('inspector "broken": It failed: no such field');
  });

  test('by synthYaml either: what is refused as files is refused as text', () => {
    const app = new App({ inspectors: [{ id: 'no', inspect: () => Promise.resolve([]) as never }] });
    thing(new Chart(app, 'chart'), 'a');
    expect(() => app.synthYaml()).toThrow('inspector "no": It failed');
  });
});
