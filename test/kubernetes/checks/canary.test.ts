import { cases } from './cases';
import { judge } from './judge';

for (const part of [
  'a canary',
  'the routing of a canary',
  'the steps',
  'experiment steps',
  'header and mirror routes',
] as const) {
  describe(`a fault in ${part}`, () => cases[part].forEach(judge));
}
