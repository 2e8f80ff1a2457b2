import { join } from 'node:path';
import { Analyzer, type Diagnostic, type SentResource } from '../../../support/analyzer';
import { ROOT } from '../../../support/tools';
import type { JudgedRelease } from './corpus';
import { findingLine, idleLine, inOrder, type Lines, notKnownLine, suppressedLine } from './lines';

const SEVERITY = [undefined, 'info', 'warning', 'error'] as const;

/** What a preview shows, release by release: of each resource, then of the stack. */
export async function inPulumi(releases: readonly JudgedRelease[]): Promise<readonly Lines[]> {
  const analyzer = await Analyzer.start(join(ROOT, 'policies', 'hosts', 'pulumi'));
  try {
    const all: Lines[] = [];
    for (const release of releases) {
      const resources = resourcesOf(release);
      const said: Diagnostic[] = [];
      for (const resource of resources) said.push(...(await analyzer.analyze(resource)));
      said.push(...(await analyzer.analyzeStack(resources)));
      all.push(inOrder(said.map(lineOf)));
    }
    return all;
  } finally {
    analyzer.stop();
  }
}

function resourcesOf({ documents }: JudgedRelease): SentResource[] {
  return documents.map((props, index) => {
    const type = `kubernetes:${props.apiVersion.includes('/') ? props.apiVersion : `core/${props.apiVersion}`}:${props.kind}`;
    return { type, urn: `urn:pulumi:dev::shop::${type}::o${index}`, props };
  });
}

function lineOf({ policyname: rule, message, urn, severity, enforcementlevel }: Diagnostic): string {
  const at = urn;
  const notKnown = /^not known: (.*)$/s.exec(message);
  if (notKnown) return notKnownLine(rule, at, notKnown[1] ?? '');
  const [, expires = '', owner = '', reason = ''] = /^exempted until (\S+) by ([^:]+): (.*)$/m.exec(message) ?? [];
  if (expires !== '') return suppressedLine(rule, { expires, owner, reason });
  const [, saidAt = '', state = '', why = ''] =
    /^the exemption in (.+?) (is over:|does not hold:|suppresses nothing)(.*)/s.exec(message) ?? [];
  if (saidAt !== '') {
    const called = { 'is over:': 'expired', 'does not hold:': 'refused' }[state];
    return called === undefined ? idleLine('unused', rule, saidAt) : idleLine(called, rule, saidAt, why);
  }
  const [says = '', fix = ''] = message.split('\nTo do: ');
  const shown = SEVERITY[severity] ?? 'info';
  // what blocks is mandatory, and nothing else
  return `${findingLine({ rule, severity: shown, at, says, fix })}${(enforcementlevel === 1) === (shown === 'error') ? '' : ' (at another level)'}`;
}
