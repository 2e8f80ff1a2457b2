import type { Check } from '../check';
import { stepCheck } from './step-checks';
import type { CanarySubject, StepParts } from './subject';

const MATCH_KINDS = ['exact', 'prefix', 'regex'] as const;

/** Something a route matches on, and its place. */
interface PlacedMatch {
  readonly at: string;
  readonly kinds: readonly (typeof MATCH_KINDS)[number][];
  readonly value: unknown;
}

/** What header and mirror routes compare requests with. */
export const stepMatchChecks: readonly Check<CanarySubject>[] = [
  stepCheck('C17', function* ({ step, at }, { routers }) {
    const able = routers.filter(({ capabilities }) => capabilities.headerRoute.length > 0);
    for (const match of headerMatches(step, at)) {
      for (const { id, capabilities } of able) {
        const wrong = match.kinds.filter((kind) => !capabilities.headerRoute.includes(kind));
        if (wrong.length > 0) {
          yield {
            at: match.at,
            value: match.value,
            what: `${id} can't compare a header by ${wrong.join(' or ')}.`,
            why: 'Argo refuses the Rollout, or the route would never match.',
            fix: `use ${capabilities.headerRoute.join(' or ')}.`,
          };
        }
      }
    }
  }),
  stepCheck('C18', function* ({ step, at }) {
    for (const match of [...headerMatches(step, at), ...mirrorMatches(step, at)]) {
      if (match.kinds.length > 1) {
        yield {
          at: match.at,
          value: match.value,
          what: `it says ${match.kinds.join(' and ')} at once.`,
          why: 'a text is compared in one way: Argo refuses the Rollout, or takes one of them.',
          fix: 'keep one of exact, prefix and regex; a regex can say both.',
        };
      }
    }
  }),
  stepCheck('C19', function* ({ step, at }) {
    for (const match of [...headerMatches(step, at), ...mirrorMatches(step, at)]) {
      if (match.kinds.length === 0) {
        yield {
          at: match.at,
          value: match.value,
          what: 'it has nothing to compare with.',
          why: 'Argo takes an empty text for none and refuses the Rollout.',
          fix: "pass one of exact, prefix and regex; { regex: '.+' } matches any value.",
        };
      }
    }
  }),
];

function headerMatches({ setHeaderRoute }: StepParts, at: string): readonly PlacedMatch[] {
  return listOf(setHeaderRoute?.match).map(({ headerValue }, index) =>
    placedMatch(`${at}.setHeaderRoute.match[${index}].headerValue`, headerValue),
  );
}

function mirrorMatches({ setMirrorRoute }: StepParts, at: string): readonly PlacedMatch[] {
  return listOf(setMirrorRoute?.match).flatMap(({ method, path, headers = {} }, index) => {
    const place = `${at}.setMirrorRoute.match[${index}]`;
    return [
      ...(method ? [placedMatch(`${place}.method`, method)] : []),
      ...(path ? [placedMatch(`${place}.path`, path)] : []),
      ...Object.entries(headers).map(([name, value]) => placedMatch(`${place}.headers.${name}`, value)),
    ];
  });
}

/** The list, or nothing if JavaScript gave something else: `route-match` reports that. */
function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]) : [];
}

function placedMatch(at: string, value: unknown): PlacedMatch {
  const given = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  return { at, value, kinds: MATCH_KINDS.filter((kind) => given[kind] !== undefined && given[kind] !== '') };
}
