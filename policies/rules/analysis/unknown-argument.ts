import { Field } from '../../../lib/facts/kubernetes/field';
import { closest } from '../../../lib/closest';
import type { Found, RelationRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { usesIn } from './uses';

/** An argument that is handed over to nobody. One that is missing is an Error: `analysis-errs`. */
export const unknownArgument: RelationRule = {
  id: 'unknown-argument',
  gate: 'progressive-rollout',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout', 'argoproj.io/Experiment'],
  title: 'An argument is one that a template declares',
  why: 'Argo drops it without a word, and the template goes on with its default.',
  fix: 'spell it as the template does, or take it out.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, utils/analysis/helpers.go MergeArgs; issues 872, 4504 and 3864',
  since: '0.2.0',
  check: (item, { inventory }) =>
    usesIn(item, inventory).flatMap(({ field, templates, missing }): Found[] => {
      // a template that is not there may declare it
      if (missing.length > 0 || templates.length === 0) return [];
      const args = templates.flatMap((one) =>
        Field.of(one, () => undefined)
          .at('spec', 'args')
          .list(),
      );
      const declared = args.flatMap((arg) => arg.at('name').text() ?? []);
      const passed = field
        .at('args')
        .list()
        .map((arg) => arg.at('name').text());
      // a value that is missing ends the analysis, whatever else is passed
      const isOpen = (arg: Field) => !arg.at('value').exists && !arg.at('valueFrom').exists;
      if (args.some((arg) => isOpen(arg) && !passed.includes(arg.at('name').text()))) return [];
      return field
        .at('args')
        .list()
        .map((arg) => arg.at('name'))
        .filter((name) => !declared.includes(name.text() ?? ''))
        .map((name) => {
          const near = closest(name.text() ?? '', declared);
          const what = `no template declares the argument "${name.text() ?? ''}".`;
          return {
            at: name.path,
            value: name.value,
            what,
            ...(near === undefined ? {} : { fix: `did you mean "${near}"?` }),
          };
        });
    }),
  examples: {
    good: [{ title: 'as it is declared', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'a slip, so that the default holds',
        manifests: all(
          rollout({ strategy: STRATEGY.replace('name: service', 'name: servise') }),
          template(METRIC).replace('{ name: service }', '{ name: service, value: web }'),
        ),
      },
    ],
  },
};
