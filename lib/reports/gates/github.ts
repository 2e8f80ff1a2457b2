import type { GateReport, Place, Severity } from '../../verdict';
import { harmless } from '../harmless';
import { clean } from '../text';
import { exemptLine } from './exempt-with';
import { exemptionLines } from './exemption-lines';
import { aboutText, planSentences, subjectText, verdictText } from './words';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub: annotations on the lines of a pull request. */
export function gatesGithub(report: GateReport): string {
  const { findings, notKnown, gates, units } = report;
  const lines = [
    ...findings.map((finding) => {
      const { severity, rule, place, what, why, fix } = finding;
      const from = place.template === undefined ? [] : [`rendered from ${place.template}`];
      const text = [`${aboutText(finding)}: ${what}`, `why: ${why}`, `do: ${fix}`, ...from, exemptLine(finding)].join(
        '\n',
      );
      return command(COMMANDS[severity], rule, text, place);
    }),
    ...notKnown.map(({ rule, subject, what, place }) =>
      command('notice', `${rule}: not known`, `${subjectText(subject)}: ${what}`, place),
    ),
    ...exemptionLines(report).map((line) =>
      command(/^(expired|refused)/.test(line) ? 'warning' : 'notice', 'exemption', line),
    ),
    ...units.map((unit) => command('notice', subjectText(unit.subject), planSentences(unit).join('\n'), unit.place)),
    ...gates.map(({ title, verdict, why }) =>
      command(verdict === 'failed' ? 'error' : 'notice', title, `${verdict}: ${why}`),
    ),
    command(report.blocks ? 'error' : 'notice', 'stepgate check', verdictText(report)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Standard input has no line that GitHub could show; then the place is in the text. */
function command(name: string, title: string, text: string, place?: Place): string {
  const isFile = place?.line !== undefined && place.path !== '-';
  const properties = isFile
    ? [
        `file=${property(place.path)}`,
        `line=${place.line}`,
        `col=${place.column ?? 1}`,
        `title=${property(clean(title))}`,
      ]
    : [`title=${property(clean(title))}`];
  const message = place === undefined || isFile ? text : `${place.text}: ${text}`;
  return `::${name} ${properties.join(',')}::${data(harmless(message, '\n'))}`;
}

/** Escapes as the runner undoes them (actions/toolkit, command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
