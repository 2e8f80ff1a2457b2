import { isConstant, type Operation, type Query } from './ast';
import { constantOf } from './count';
import { ratioOf, type Ratio } from './ratio';
import { sidesIn, type SideOf } from './side-of';
import type { Guard } from './world';

/** One error rate minus another. */
export interface Rise {
  readonly measures: 'errorRateRise';
  /** Its value is this many times the difference of fractions: 100 where it is in percent. */
  readonly scale: number;
  /** What the requests must be above. */
  readonly guards: readonly Guard[];
}

/** Error rate of the canary minus that of stable, or good rate of stable minus that of the canary. */
export function riseOf({ operator, left, right }: Operation, sideOf: SideOf): Rise | undefined {
  const [one, other] = [left, right].map(bareRatioOf);
  if (operator !== '-' || !one || one.measures !== other?.measures || one.scale !== other.scale) {
    return undefined;
  }
  const [first, second] = one.measures === 'errorRate' ? [left, right] : [right, left];
  const rises = sidesIn(first, sideOf) === 'canary' && ['stable', 'service'].includes(sidesIn(second, sideOf) ?? '');
  const guards = [...one.guards, ...other.guards];
  return rises ? { measures: 'errorRateRise', scale: one.scale, guards } : undefined;
}

/** Half of a difference: a ratio with nothing around it but a factor and the value that stands in for no data. */
function bareRatioOf(query: Query): Ratio | undefined {
  if (query.kind !== 'operation') return undefined;
  const { operator, left, right } = query;
  if (operator === 'or' && isConstant(right)) return bareRatioOf(left);
  const factor = operator === '*' && (isConstant(left) ? constantOf(left) : isConstant(right) && constantOf(right));
  const inner = factor ? bareRatioOf(isConstant(left) ? right : left) : undefined;
  return factor && inner ? { ...inner, scale: inner.scale * factor } : ratioOf(query);
}
