import { checkApp, formatProblem, GateError, InvalidInputError, ReleaseApp, type Finding } from 'stepgate';
import { ruleOf, rules, type Rule } from 'stepgate/gates';
import { onlineBoutique } from './online-boutique/boutique';
import { breakRule } from './online-boutique/break';
import { gates } from './online-boutique/gates';

/** Breaks a rule in the shop and prints what its author meets; answers with the exit code. Nothing is written. */
export function showBreak(id: string): number {
  const rule = asked(id);
  if (!rule) return 1;
  const app = new ReleaseApp(gates);
  onlineBoutique(app);
  console.log(`${breakRule(rule, app)}\n`);
  try {
    // as synth does, but for the files
    app.synthYaml();
  } catch (error) {
    if (!(error instanceof GateError) && !(error instanceof InvalidInputError)) throw error;
    console.log(`${error.message}\n\nNothing was written. More: npx stepgate explain ${id}`);
    return 2;
  }
  const own = ({ rule: of, severity, place }: Finding) =>
    of === id && severity === 'info' && /^(broken|checkoutservice)\//.test(place.path);
  for (const finding of checkApp(app, gates).findings.filter(own)) {
    console.log(`info: ${formatProblem({ ...finding, at: finding.place.text })}\n`);
  }
  console.log(`Nothing blocks: the shop would be written. More: npx stepgate explain ${id}`);
  return 0;
}

function asked(id: string): Rule | undefined {
  try {
    return ruleOf(id);
  } catch (error) {
    const reason = id === '' ? 'name the rule that is to be broken' : (error as Error).message;
    console.error(`error: ${reason}\n\nRules:\n${rules.map((rule) => `  ${rule.id}: ${rule.title}`).join('\n')}`);
    return undefined;
  }
}
