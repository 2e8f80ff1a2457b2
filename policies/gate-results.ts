import type { Finding, GateResult, GateVerdict, NotKnown } from '../lib/verdict';
import { GATES, type Gate } from './gates';
import type { Rule } from './rule';

/**
 * What each gate says, from what its rules found.
 * @param blocking whether errors block, as they do but in a pack that only reports
 */
export function gateResults(
  asked: readonly Rule[],
  findings: readonly Finding[],
  notKnown: readonly NotKnown[],
  objects: number,
  blocking: boolean,
): readonly GateResult[] {
  return GATES.map((gate) => {
    const own = findings.filter((finding) => finding.gate === gate.id);
    const count = (severity: Finding['severity']) => own.filter((finding) => finding.severity === severity).length;
    const rules = asked.filter((rule) => rule.gate === gate.id).length;
    const errors = count('error');
    return {
      gate: gate.id,
      title: gate.title,
      asks: gate.asks,
      ...(gate.evidence === undefined ? {} : { evidence: gate.evidence }),
      ...verdictOf(gate, rules, { errors, warnings: count('warning'), infos: count('info') }, objects, blocking),
      rules,
      errors,
      warnings: count('warning'),
      infos: count('info'),
      notKnown: notKnown.filter((one) => one.gate === gate.id).length,
    };
  });
}

function verdictOf(
  { evidence }: Gate,
  rules: number,
  { errors, warnings, infos }: { readonly errors: number; readonly warnings: number; readonly infos: number },
  objects: number,
  blocking: boolean,
): { verdict: GateVerdict; why: string } {
  if (errors > 0 && !blocking) return { verdict: 'failed', why: `${many(errors, 'finding')} would block.` };
  if (errors > 0) return { verdict: 'failed', why: `${errors} ${errors === 1 ? 'finding blocks' : 'findings block'}.` };
  if (rules === 0) return { verdict: 'not asked', why: 'the pack has no rule of this gate.' };
  if (objects === 0) return { verdict: 'not judged', why: 'there is nothing to judge.' };
  if (evidence !== undefined) return { verdict: 'not judged', why: `no evidence yet: it needs ${evidence}.` };
  const said = [many(warnings, 'warning'), many(infos, 'note')].filter((text) => text !== '');
  if (said.length > 0) return { verdict: 'passed', why: `nothing blocks; ${said.join(', ')}.` };
  return { verdict: 'passed', why: 'nothing that its rules ask for is missing.' };
}

function many(amount: number, what: string): string {
  return amount === 0 ? '' : `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
