import { breakable, markup, name, type Content, type Html } from '../../page/markup';
import { outcome } from '../../html/overview';
import { simulationOf } from '../../sentences/scenarios';
import { table, type Cell } from '../../page/table';
import { count } from '../../page/words';
import type { Ids } from './ids';
import { many, type Sections, type UnitSection } from './sections';

/** A line for each release, with the way to it. Nothing where there is only one. */
export function overview({ units, others }: Sections, ids: Ids): Html | undefined {
  if (units.length < 2) return undefined;
  const rest = others.flatMap(({ findings }) => findings);
  const elsewhere = rest.length === 0 ? [] : [lineOf(markup`<a href="#others">Everything else</a>`, rest, '–', '–')];
  return markup`<nav class="overview" aria-label="What is released">
    ${table({
      caption: `${count(units.length, 'release')}, those with the worst findings first`,
      sortable: true,
      mostRows: Infinity,
      columns: [
        { title: 'Release' },
        { title: 'Errors', isNumber: true },
        { title: 'Warnings', isNumber: true },
        { title: 'Infos', isNumber: true },
        { title: 'A bad version' },
        { title: 'A good version' },
      ],
      rows: [...units.map((section) => rowOf(section, ids)), ...elsewhere],
    })}
  </nav>`;
}

function rowOf(section: UnitSection, { units }: Ids) {
  const { subject, plan, place, servesTraffic } = section.unit;
  return lineOf(
    markup`<a href="#${units.get(section)}">${name(subject.name === '' ? '(without a name)' : subject.name, 120)}</a>
      <small>${subject.kind} · ${breakable(place.text, 200)}</small>`,
    section.findings,
    servesTraffic === false
      ? { shows: 'no requests', sortsBy: 9 }
      : outcome(simulationOf(plan?.simulations, 'badFromStart')),
    outcome(simulationOf(plan?.simulations, 'healthy')),
  );
}

function lineOf(title: Content, findings: UnitSection['findings'], bad: Content | Cell, good: Content | Cell) {
  return [
    title,
    ...(['error', 'warning', 'info'] as const).map((one) => numberOf(many(findings, one), one)),
    bad,
    good,
  ];
}

function numberOf(value: number, severity: string): Cell {
  return { shows: value === 0 ? '–' : markup`<b class="${severity}s">${value}</b>`, sortsBy: value };
}
