import * as cdk8s from 'cdk8s';
import * as fc from 'fast-check';
import { App } from '../lib/app';
import { InvalidInputError } from '../lib/errors';
import { filesIn, withFolder } from './support/folder';
import { type Tree, build, trees } from './support/trees';

type Props = cdk8s.AppProps;
const types = [0, 1, 2, 3];
const stats: Record<string, number> = {};

function outcome(make: (props: Props) => cdk8s.App, tree: Tree, props: Props) {
  return withFolder((outdir) => {
    const app = make({ ...props, outdir });
    build(app, tree);
    try {
      app.synth();
      return { files: filesIn(outdir), yaml: app.synthYaml() };
    } catch (error) {
      return { error };
    }
  });
}

test('x', () => {
  fc.assert(
    fc.property(trees, fc.constantFrom(...types), fc.boolean(), (tree, yamlOutputType, recordConstructMetadata) => {
      const props = { yamlOutputType, recordConstructMetadata, outputFileExtension: '.yml' };
      const theirs = outcome((p) => new cdk8s.App(p), tree, props);
      const ours = outcome((p) => new App(p), tree, props);
      const bump = (k: string) => (stats[k] = (stats[k] ?? 0) + 1);
      if (ours.error && !theirs.error) {
        const rules = ours.error instanceof InvalidInputError ? ours.error.problems.map((p) => p.rule) : [String((ours.error as Error).stack)];
        bump(rules.join());
        expect([...new Set(rules)]).toEqual(['one-file-one-source']);
        return;
      }
      bump(theirs.error ? (theirs.error as Error).message.slice(0, 25) : 'same');
      if (theirs.error) { expect(ours.error).toBeDefined(); return; }
      expect(ours).toEqual(theirs);
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  );
}, 600000);
afterAll(() => console.log(stats));
