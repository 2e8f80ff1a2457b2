import type { GateReport } from '../../verdict';
import { PLAIN, type Style } from '../text';
import { gatesGithub } from './github';
import { gatesHtml } from './html';
import { gatesJson } from './json';
import { gatesJunit } from './junit';
import { gatesMarkdown } from './markdown';
import type { ShownWith } from './rule-text';
import { gatesSarif } from './sarif';
import { gatesText } from './text';

export type { RuleText, ShownWith } from './rule-text';
export { gatesGithub, gatesHtml, gatesJson, gatesJunit, gatesMarkdown, gatesSarif, gatesText };

/** A way to show a report of the gates. */
export interface GateFormat {
  readonly id: string;
  /** What it is for, in a few words. */
  readonly title: string;
  render(report: GateReport, shown: ShownWith, style: Style): string;
}

/** All of them, in the order in which they are offered. */
export const GATE_FORMATS: readonly GateFormat[] = [
  { id: 'text', title: 'for people', render: (report, shown, style = PLAIN) => gatesText(report, shown, style) },
  { id: 'json', title: 'all of it', render: gatesJson },
  { id: 'sarif', title: 'SARIF 2.1.0, for code scanning', render: gatesSarif },
  { id: 'junit', title: 'XML, for CI systems', render: gatesJunit },
  { id: 'github', title: 'annotations of a workflow', render: gatesGithub },
  { id: 'markdown', title: 'for a pull request', render: gatesMarkdown },
  { id: 'html', title: 'one page, for people', render: gatesHtml },
];
