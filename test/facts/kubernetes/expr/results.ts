import {
  CLOUDWATCH_RESULT,
  ExprArray,
  ExprStruct,
  fromJson,
  type Value,
} from '../../../../lib/facts/kubernetes/expr/values';
import type { CloudWatchResult, MetricResult, Num } from '../../../support/argo';

const numberOf = (value: Num): number => (typeof value === 'number' ? value : Number(value.replace('Inf', 'Infinity')));

function cloudWatch({ id, label, statusCode, values }: CloudWatchResult): Value {
  return new ExprStruct(
    {
      Id: id ?? null,
      Label: label ?? null,
      StatusCode: statusCode ?? null,
      Timestamps: null,
      Messages: null,
      Values: new ExprArray(values.map(numberOf), 'float'),
    },
    CLOUDWATCH_RESULT,
  );
}

/** What Argo's evaluator is handed, as ours is handed it. */
export function valueOf(result: MetricResult): Value {
  switch (result.type) {
    case 'float64':
      return numberOf(result.value);
    case 'float64[]':
      return new ExprArray(result.value.map(numberOf), 'float');
    case '*float64':
    case 'nil':
      return null;
    case 'any[]':
      return new ExprArray(result.value.map(valueOf));
    case 'nrdb':
      return fromJson(result.value);
    case 'nrdb[]':
      return new ExprArray(result.value.map(fromJson), 'map');
    case 'cloudwatch':
      return new ExprArray(result.value.map(cloudWatch), { struct: CLOUDWATCH_RESULT });
    case 'json':
      return fromJson(result.value);
    case 'int64':
      return BigInt(result.value);
    case 'time':
      throw new Error('conditions about times are not interpreted');
  }
}
