import type { Problem } from '../../errors';
import type { PlanReport, Remark } from '../../plan';
import { clip, markup, type Html } from '../page/markup';
import { signOf, type SIGNS } from '../page/signs';
import { sentence } from '../page/words';

/** A problem that may say how bad it is. */
export interface ShownProblem extends Problem {
  /** @default 'error' */
  readonly severity?: 'error' | 'warning';
}

/** What the author of a plan may not have meant. */
export function remarks({ remarks: found, plan: { strategy } }: PlanReport): Html {
  if (found.length === 0) return markup`<p class="none">Nothing stands out.</p>`;
  const steps = strategy.kind === 'canary' ? strategy.steps.length : 0;
  return markup`<ul class="findings">
    ${found.map((remark) => finding(remark, whereIs(remark, steps)))}
  </ul>`;
}

/** What could not be read or planned, errors first. */
export function problems(found: readonly ShownProblem[]): Html | undefined {
  if (found.length === 0) return undefined;
  const ranked = [...found].sort((one, another) => rank(one) - rank(another)).slice(0, 500);
  const shown = ranked.map(({ severity = 'error', rule, at, what, why, fix }) =>
    finding({ severity: severity === 'error' ? 'error' : 'warning', id: rule, what, why, fix }, at),
  );
  return markup`<section class="problems" aria-labelledby="problems">
    <h2 id="problems">What could not be read or planned</h2>
    <ul class="findings">
      ${shown}
    </ul>
    ${found.length > 500 && markup`<p class="quiet">… and ${found.length - 500} more.</p>`}
  </section>`;
}

interface Finding extends Pick<Remark, 'id' | 'what' | 'why' | 'fix'> {
  readonly severity: keyof typeof SIGNS;
}

function finding({ severity, id, what, why, fix }: Finding, where: string): Html {
  return markup`<li>
    ${signOf(severity)}
    <div>
      <p><b>${sentence(what)}</b></p>
      <p>${sentence(why)} ${sentence(fix)}</p>
      <p class="quiet">${clip(where, 300)}${where !== '' && ' · '}<code>${id}</code></p>
    </div>
  </li>`;
}

function whereIs({ stepIndex }: Remark, steps: number): string {
  if (stepIndex === undefined) return '';
  return stepIndex < steps ? `step ${stepIndex + 1}` : 'the final jump to 100 %';
}

function rank({ severity = 'error' }: ShownProblem): number {
  return severity === 'error' ? 0 : 1;
}
