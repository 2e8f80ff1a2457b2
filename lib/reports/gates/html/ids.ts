import { anchors } from '../../page/ids';
import { markup, breakable, type Html } from '../../page/markup';
import type { ShownWith } from '../rule-text';
import type { Sections, UnitSection } from './sections';

/** Where things stand on the page. */
export interface Ids {
  readonly units: ReadonlyMap<UnitSection, string>;
  readonly rules: ReadonlyMap<string, string>;
}

/** An anchor for each release and each rule. */
export function idsOf({ units }: Sections, shown: ShownWith): Ids {
  const names = units.map(({ unit: { subject } }) => `${subject.namespace ?? ''}-${subject.name}`);
  const unitIds = anchors('unit', names);
  const ruleIds = anchors(
    'rule',
    shown.rules.map(({ id }) => id),
  );
  return {
    units: new Map(units.map((unit, index) => [unit, unitIds[index] ?? ''])),
    rules: new Map(shown.rules.map(({ id }, index) => [id, ruleIds[index] ?? ''])),
  };
}

/** The id of a rule, leading to its text where the page has one. */
export function ruleLink(id: string, { rules }: Ids): Html {
  const anchor = rules.get(id);
  const code = markup`<code>${breakable(id, 200)}</code>`;
  return anchor === undefined ? code : markup`<a class="rule" href="#${anchor}">${code}</a>`;
}
