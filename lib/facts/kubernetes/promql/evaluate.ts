import { aggregate } from './aggregate';
import type { Operation, Query } from './ast';
import { call } from './calls';
import { labelsOf, labelsOfSelector } from './labels';
import { NotUnderstood } from './not-understood';
import { operate } from './operate';
import { isScalar } from './types';
import { map, scalar, valuesOf, vector, type Outcome, type World } from './world';

/**
 * What a query comes to where each selector finds one series or none.
 * @throws NotUnderstood for functions whose value cannot be told that way
 */
export function outcomeOf(query: Query, world: World): Outcome {
  const { given, guards } = world;
  const known = given?.find(({ part }) => part === query);
  if (known) {
    return isScalar(query) ? scalar(known.value) : seriesOf(query, known.value);
  }
  const guard = guards?.find(({ part }) => part === query);
  if (guard) {
    return guard.holds ? seriesOf(query, 1) : vector([]);
  }
  switch (query.kind) {
    case 'number':
      return scalar(query.value);
    case 'unknown':
      return scalar(world.assumed);
    case 'string':
      throw new NotUnderstood('a text as the answer');
    case 'selector':
      return vector(world.series === 'none' ? [] : [{ value: world.series, labels: labelsOfSelector(query) }]);
    case 'subquery':
      return outcomeOf(query.inner, world);
    case 'negative':
      return map(outcomeOf(query.inner, world), (value) => -value);
    case 'call':
      return call(
        query,
        query.args.filter(({ kind }) => kind !== 'string').map((arg) => outcomeOf(arg, world)),
      );
    case 'aggregation':
      return aggregate(query, valued(outcomeOf(query.inner, world)), parameterOf(query.parameter, world));
    case 'operation':
      return operationOf(query, world);
  }
}

function operationOf(query: Operation, world: World): Outcome {
  const right = outcomeOf(query.right, world);
  // what is calculated with nothing is nothing, whatever the other side is: `time() - last_success`
  const isNothing = valuesOf(right).length === 0 && query.operator !== 'or' && query.operator !== 'unless';
  return isNothing ? vector([]) : operate(query, outcomeOf(query.left, world), right);
}

/** The one series that a query comes to, if its labels ever let it come to one. */
function seriesOf(query: Query, value: number): Outcome {
  const labels = labelsOf(query);
  return vector(labels === undefined ? [] : [{ value, labels }]);
}

function valued(outcome: Outcome) {
  return outcome.kind === 'vector' ? outcome.series : [];
}

function parameterOf(parameter: Query | undefined, world: World): number {
  if (!parameter || parameter.kind === 'string') return Number.NaN;
  return valuesOf(outcomeOf(parameter, world))[0] ?? Number.NaN;
}
