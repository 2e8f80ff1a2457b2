import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { readText, type Rule } from 'stepgate/gates';
import { around } from './around';
import { make, type Change } from './change';
import { pods } from './pods';
import { steps } from './steps';

/** Ways to break the shop itself. Whatever other rule is to find something has its own bad example added. */
export const changes: readonly Change[] = [...pods, ...steps, ...around];

/** Breaks a rule, as somebody might, and says how. */
export function breakRule({ id, examples }: Rule, app: Construct): string {
  const change = changes.find(({ rule }) => rule === id);
  if (change) {
    make(change, app);
    return `checkoutservice: ${change.says}.`;
  }
  const [bad] = examples.bad;
  if (!bad) throw new Error(`the rule "${id}" has no bad example`);
  const chart = new Chart(app, 'broken');
  readText(bad.manifests, id).items.forEach(({ object }, at) => new ApiObject(chart, `${object.kind}-${at}`, object));
  return `a chart "broken" is added, with the bad example of the rule itself: ${bad.title}.`;
}
