import type { GateReport, Severity } from '../../../verdict';
import { breakable, markup, type Html } from '../../page/markup';
import { prose } from '../../page/prose';
import { count } from '../../page/words';
import type { RuleText, ShownWith } from '../rule-text';
import { line } from './finding';
import type { Ids } from './ids';

/** Every rule that was asked, gate by gate: where the findings lead to. */
export function rules({ gates, findings }: GateReport, shown: ShownWith, ids: Ids): Html {
  const found = new Map<string, number>();
  for (const { rule } of findings) found.set(rule, (found.get(rule) ?? 0) + 1);
  const groups = gates.flatMap(({ gate, title }) => {
    const own = shown.rules.filter((rule) => rule.gate === gate);
    return own.length === 0
      ? []
      : [
          markup`<details class="rules">
            <summary><h3>${title}</h3> <span class="quiet">${count(own.length, 'rule')}</span></summary>
            <ul>${own.map((rule) => ruleText(rule, found.get(rule.id) ?? 0, ids))}</ul>
          </details>`,
        ];
  });
  return markup`<section aria-labelledby="rules">
    <h2 id="rules">What was asked</h2>
    ${groups}
  </section>`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'bad', warning: 'wait', info: 'plain' };

function ruleText({ id, title, why, fix, source, level, exemptible }: RuleText, found: number, ids: Ids): Html {
  return markup`<li id="${ids.rules.get(id)}" tabindex="-1">
    <h4>${title}</h4>
    <p class="at">
      <code>${breakable(id, 200)}</code> <span class="${LEVELS[level]}">${level}</span>
      <span class="quiet">${found === 0 ? 'finds nothing here' : count(found, 'finding')}${!exemptible && '; can’t be exempted'}</span>
    </p>
    <dl>${line('Why', prose(why))} ${line('Do', prose(fix))} ${line('Source', breakable(source))}</dl>
  </li>`;
}

/** What the words on the page mean. */
export function legend(): Html {
  return markup`<footer>
    <h2>How to read this</h2>
    <p>
      An <b>error</b> blocks: nothing may be released until it is mended, or somebody answers for it with an exemption.
      <b>Not judged</b>: the rules find nothing that blocks, but the gate needs more than rules can read, so it has not
      passed. <b>Share of traffic</b> is what a new version really serves, after weights were rounded to whole pods;
      <b>weight-minutes</b> are exposure by time: 10 minutes at 50&nbsp;% are 5.
    </p>
  </footer>`;
}
