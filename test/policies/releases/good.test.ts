import { readText } from '../../../lib/facts/kubernetes/read';
import { fieldOf } from '../../../lib/facts/kubernetes/problem';
import { evaluate } from '../../../policies/evaluate';
import { recommended } from '../../../policies/packs';
import { goodReleases } from './good';

/** Rules that may not know: where Alertmanager's own configuration routes, and what a vendor's query measures. */
const NOT_KNOWN = ['alert-route', 'scraped', 'detects-rise'];

/** What the pack says of a release, with a request rate at which a small rise can be seen. */
function judge(manifests: string) {
  const { items, problems } = readText(manifests, 'release.yaml');
  expect(problems).toEqual([]);
  return evaluate(items, recommended, { today: '2026-11-25', assumptions: { requestRate: 50 } });
}

describe('Good releases', () => {
  it.each(goodReleases.map(({ title, manifests }) => [title, manifests] as const))(
    'have no finding of the recommended pack: %s',
    (_title, manifests) => {
      const { findings, notKnown } = judge(manifests);
      const told = findings.map(
        ({ rule, subject, field, what }) => `${rule} ${subject.name} ${fieldOf(field)}: ${what}`,
      );
      expect(told).toEqual([]);
      expect(notKnown.filter(({ rule }) => !NOT_KNOWN.includes(rule))).toEqual([]);
    },
  );
});
