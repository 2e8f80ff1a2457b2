import { grafanaVendor, isUnsupported } from '../../lib/monitoring';
import { sdkFaults, type Claim, type SdkType } from './grafana-sdk';
import { pageOf } from './grafana-json';
import { ofEachConvention, oneOfEachKind } from './objectives';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a mutation makes of a value, where it changes anything. */
type Mutation = (value: Json) => readonly Json[];

const page = JSON.parse(JSON.stringify(pageOf(oneOfEachKind))) as {
  readonly panels: readonly Json[];
  readonly templating: { readonly list: readonly Json[] };
  readonly annotations: { readonly list: readonly Json[] };
  readonly links: readonly Json[];
};

const parts: readonly (readonly [SdkType, readonly Json[]])[] = [
  // the row, the stat and the graphs of a latency objective have all that panels ever have
  ['Panel', page.panels.slice(6, 13)],
  ['Variable', page.templating.list],
  ['Annotation', page.annotations.list.slice(0, 1)],
  ['Link', page.links],
  ['RuleData', ruleData().slice(0, 5)],
];

describe("Grafana's own types", () => {
  test('know every field of the pages and the rules, and each of its values', () => {
    const pages = [pageOf(oneOfEachKind), ...ofEachConvention.map(([, objective]) => pageOf([objective]))];
    const claims: readonly Claim[] = [
      ...pages.map((value, index): Claim => ({ name: `page ${index}`, type: 'Dashboard', value })),
      ...ruleData().map((value, index): Claim => ({ name: `data ${index}`, type: 'RuleData', value })),
    ];
    expect(claims.length).toBeGreaterThan(60);
    expect(sdkFaults(claims)).toEqual(new Map());
  }, 60_000);

  test.each<[string, Mutation, number]>([
    ['a key with another letter in it', renamedKeys, 110],
    ['a text where a number stands', (value) => (typeof value === 'number' ? ['12'] : []), 14],
    ['a text where true or false stands', (value) => (typeof value === 'boolean' ? ['yes'] : []), 14],
    ['a value that is none of its set', (value) => (isOneOfASet(value) ? ['nonsense'] : []), 19],
  ])(
    'refuse %s, wherever it is',
    (_, mutation, least) => {
      const mutants = unique(
        parts.flatMap(([type, values]) =>
          values.flatMap((value) =>
            mutantsOf(value, mutation).map(({ at, mutant }): Claim => ({ name: `${type}${at}`, type, value: mutant })),
          ),
        ),
      );
      expect(mutants.length).toBeGreaterThan(least);
      const refused = sdkFaults(mutants);
      expect(mutants.map(({ name }) => name).filter((name) => !refused.has(name))).toEqual([]);
    },
    60_000,
  );
});

function ruleData(): readonly Json[] {
  return oneOfEachKind.flatMap((objective) => {
    const answer = grafanaVendor.alerts(objective);
    const body = isUnsupported(answer) ? undefined : answer.artefacts[0]?.body;
    const { spec } = JSON.parse(JSON.stringify(body)) as { spec: { rules: { data: Json[] }[] } };
    return spec.rules.flatMap(({ data }) => data);
  });
}

/** The value with one change somewhere in it, for each place. Places in a list count as one. */
function mutantsOf(
  value: Json,
  mutation: Mutation,
  at = '',
): readonly { readonly at: string; readonly mutant: Json }[] {
  const here = mutation(value).map((mutant, index) => ({ at: `${at}#${index}`, mutant }));
  if (isList(value)) {
    const below = value.flatMap((one, index) =>
      mutantsOf(one, mutation, `${at}[]`).map(({ at: place, mutant }) => ({
        at: place,
        mutant: value.map((other, position) => (position === index ? mutant : other)),
      })),
    );
    return [...here, ...below];
  }
  if (typeof value !== 'object' || value === null) {
    return here;
  }
  const below = Object.entries(value).flatMap(([key, one]) =>
    mutantsOf(one, mutation, `${at}.${key}`).map(({ at: place, mutant }) => ({
      at: place,
      mutant: { ...value, [key]: mutant },
    })),
  );
  return [...here, ...below];
}

function renamedKeys(value: Json): readonly Json[] {
  if (typeof value !== 'object' || value === null || isList(value)) {
    return [];
  }
  return Object.keys(value).map((key) =>
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name === key ? `${name}z` : name, one])),
  );
}

/** Words of Grafana's closed sets, as far as they are nobody's free text. */
const WORDS = new Set(
  'absolute palette-classic thresholds fixed line dashed never off list bottom multi desc area value auto standard timeseries stat row query textbox link math'.split(
    ' ',
  ),
);

function isOneOfASet(value: Json): boolean {
  return typeof value === 'string' && WORDS.has(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function unique(claims: readonly Claim[]): readonly Claim[] {
  return [...new Map(claims.map((claim) => [claim.name, claim])).values()];
}
