import type { Field } from '../field';
import { textsIn } from './pods';

/** Whether a label selector (`matchLabels`, `matchExpressions`) selects these labels; an empty one selects everything. */
export function selects(selector: Field, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(textsIn(selector.at('matchLabels')));
  return (
    wanted.every(([key, value]) => own(labels, key) === value) &&
    selector
      .at('matchExpressions')
      .list()
      .every((expression) => meets(expression, labels))
  );
}

function meets(expression: Field, labels: Readonly<Record<string, string>>): boolean {
  const value = own(labels, expression.at('key').text() ?? '');
  const values = expression
    .at('values')
    .list()
    .map((one) => one.text());
  switch (expression.at('operator').text()) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function own(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
