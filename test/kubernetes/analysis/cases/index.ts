import type { Case } from '../case';
import { argumentsCases } from './arguments';
import { judgementCases } from './judgement';
import { limitsCases } from './limits';
import { rulesCases } from './rules';
import { shapeCases } from './shape';
import type { TemplateSubject } from '../../../../lib/kubernetes/checks/template/subject';

export const templateCases: readonly Case<TemplateSubject>[] = [
  ...shapeCases,
  ...limitsCases,
  ...judgementCases,
  ...argumentsCases,
  ...rulesCases,
];
