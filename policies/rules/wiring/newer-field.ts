import { Field } from '../../../lib/facts/kubernetes/field';
import { TEMPLATE_KINDS } from '../../../lib/facts/kubernetes/references';
import type { Found, ObjectRule } from '../../rule';
import { rollout, template } from '../example';
import { FIELD_VERSIONS } from './field-versions';

/** Fields that the controller in the cluster does not know yet. */
export const newerField: ObjectRule<{ readonly targetVersion: string }> = {
  id: 'newer-field',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: ['argoproj.io/Rollout', ...TEMPLATE_KINDS],
  title: 'The controller in use knows every field',
  why: 'the API server takes a field away that it does not know, without an error: what it says does not happen.',
  fix: 'update Argo Rollouts first, or do without; the option targetVersion says which version is in use.',
  level: 'warning',
  source: 'Argo Rollouts, history of pkg/apis/rollouts/v1alpha1',
  since: '0.2.0',
  options: { targetVersion: '1.9' },
  check: (object, { targetVersion }) => {
    const spec = Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined).at('spec');
    const key = object.kind === 'Rollout' ? 'rollout' : 'template';
    return FIELD_VERSIONS.filter(({ since }) => isNewer(since, targetVersion)).flatMap(({ since, [key]: paths = [] }) =>
      paths
        .flatMap((path) => fieldsAt(spec, path.split('.')))
        .map((field): Found => {
          const name = String(field.path.at(-1));
          const from = since === 'unreleased' ? 'is in no release yet' : `came with Argo Rollouts ${since}`;
          return { at: field.path, what: `${name} ${from}, and the target is ${targetVersion}.` };
        }),
    );
  },
  examples: {
    good: [
      {
        title: 'a field of 1.9',
        manifests: rollout({
          strategy: `
            canary:
              replicaProgressThreshold: { type: Percent, value: 80 }
              steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]`,
        }),
      },
    ],
    bad: [
      {
        title: 'a field of 1.10',
        manifests: template(`
          successCondition: default(result, 0) < 0.01
          provider: { datadog: { requestTimeout: 5s, query: 'avg:error.rate{service:web}' } }`),
      },
    ],
  },
};

/** What exists at a path. */
function fieldsAt(field: Field, [key, ...rest]: readonly string[]): readonly Field[] {
  if (key === undefined) return field.exists ? [field] : [];
  if (key === '*') return field.list().flatMap((element) => fieldsAt(element, rest));
  return fieldsAt(field.at(key), rest);
}

function isNewer(since: string, target: string): boolean {
  const wanted = /^v?(\d+)\.(\d+)/.exec(target);
  const own = /^(\d+)\.(\d+)/.exec(since);
  // of what is no version nothing is known to be older
  if (!wanted) return false;
  if (!own) return true;
  const [major, minor] = [Number(own[1]) - Number(wanted[1]), Number(own[2]) - Number(wanted[2])];
  return major > 0 || (major === 0 && minor > 0);
}
