import { faultIn, patternFault, placeIn } from '../../promql';
import { isRaw, ObjectiveError, type Matcher, type Objective, type ObjectiveProblem } from '../../slo';

/** Refuses what Prometheus would refuse when it loads the rules, or Argo when it asks: with the place in the author's own text. */
export function checkQueries(objective: Objective): void {
  const problems = partsOf(objective).flatMap(([at, part]) =>
    'promql' in part
      ? queryProblems(at, part)
      : part.where.flatMap((matcher, index) => matcherProblems(`${at}.where[${index}]`, matcher)),
  );
  if (problems.length > 0) {
    throw new ObjectiveError(objective.id, problems);
  }
}

type Part = { readonly promql: string; readonly windowed: boolean } | { readonly where: readonly Matcher[] };

/** What an author wrote: queries of their own, and conditions on labels. */
function partsOf({ spec: { indicator } }: Objective): readonly (readonly [at: string, part: Part])[] {
  const written =
    indicator.kind === 'gauge'
      ? ([['indicator.gauge', indicator.gauge]] as const)
      : ([
          ['indicator.total', indicator.total],
          ['indicator.part.query', indicator.part.query],
        ] as const);
  return written.flatMap(([at, query]): (readonly [string, Part])[] => {
    if (!isRaw(query)) return [[at, query]];
    const { promql } = query.raw;
    return promql === undefined ? [] : [[`${at}.raw.promql`, { promql, windowed: indicator.kind === 'events' }]];
  });
}

/**
 * What stands for the slot: a matcher, and nothing, as where all events are asked for. Every stand-in is as long as what it
 * replaces, so that positions are those of the author's text.
 */
const SLOTS = ['a="b"', '     '];

function queryProblems(
  at: string,
  { promql, windowed }: Extract<Part, { promql: string }>,
): readonly ObjectiveProblem[] {
  const filled = promql
    .replaceAll('$window', '111111m')
    .replace(/\{\{\s*args\.[^}]*\}\}/g, (arg) => '1'.repeat(arg.length));
  for (const slot of SLOTS) {
    const fault = faultIn(filled.replaceAll('$side', slot));
    if (fault !== undefined) {
      const { line, column, found, shown } = placeIn(promql, fault.at);
      return [
        {
          rule: 'slo-promql',
          at,
          value: promql,
          what: `${found === '' ? 'the end' : JSON.stringify(found)} in line ${line}, column ${column}: ${fault.what}${slot.trim() === '' ? ', once `$side` is empty' : ''}.\n${shown.replace(/^/gm, '      ')}`,
          why: 'Prometheus refuses the whole file of rules for it, and with it every other alert in there.',
          fix: 'write it as Prometheus reads it; `$side` stands among the matchers in braces, with a comma before it.',
        },
      ];
    }
  }
  return windowed && !promql.includes('$window')
    ? [
        {
          rule: 'slo-promql-window',
          at,
          value: promql,
          what: 'it has no `$window`.',
          why: 'events are counted over windows of several lengths, and this count is the same for all of them.',
          fix: 'write the range as `[$window]`, as in `sum(increase(jobs_total[$window]))`.',
        },
      ]
    : [];
}

function matcherProblems(at: string, { label, operator, value }: Matcher): readonly ObjectiveProblem[] {
  const wrong = operator === '=~' || operator === '!~' ? patternFault(value) : undefined;
  return [
    ...(wrong === undefined
      ? []
      : [
          {
            rule: 'slo-pattern',
            at: `${at}.value`,
            value,
            what: `it is no regular expression: ${wrong}.`,
            why: 'Prometheus reads patterns as RE2 does, and refuses the whole file of rules for one that it cannot read.',
            fix: 'write what RE2 knows: it neither looks around nor refers back.',
          },
        ]),
    ...(/^[a-zA-Z_]\w*$/.test(label)
      ? []
      : [
          {
            rule: 'slo-label',
            at: `${at}.label`,
            value: label,
            what: 'it is no name of a label.',
            why: 'Prometheus before 3.0 takes letters, digits and _ alone, and stands in for other signs with _.',
            fix: `write ${JSON.stringify(label.replace(/\W/g, '_').replace(/^(?=\d)/, '_'))}.`,
          },
        ]),
  ];
}
