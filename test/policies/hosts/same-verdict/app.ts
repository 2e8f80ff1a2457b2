import { ApiObject, App, Chart } from 'cdk8s';
import { checkApp } from '../../../../policies/hosts/app';
import type { JudgedRelease } from './corpus';
import { type Lines, linesOf } from './lines';

/** What the gates say of an app with one construct for each document. */
export function inApp({ documents }: JudgedRelease): Lines {
  const app = new App();
  const chart = new Chart(app, 'release');
  documents.forEach((document, index) => new ApiObject(chart, `o${index}`, document));
  return linesOf(checkApp(app));
}
