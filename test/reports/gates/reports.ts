import type { PlanReport } from '../../../lib/plan';
import type { ShownWith } from '../../../lib/reports/gates';
import type { Exemption, Finding, GateReport, NotKnown, SaidExemption, UnitResult } from '../../../lib/verdict';
import { GATES } from '../../../policies/gates';

/** A finding whose every text says which field it is, or is somebody's text. */
export const finding = (given: Partial<Finding> = {}, text = (field: string) => field): Finding => ({
  rule: text('the-rule'),
  gate: 'deployment-safety',
  severity: 'error',
  subject: { apiVersion: 'v1', kind: text('Kind'), name: text('subject-name'), namespace: text('subject-space') },
  place: {
    text: text('place/text.yaml:3:4'),
    path: text('place/text.yaml'),
    line: 3,
    column: 4,
    source: text('source.ts:7:9'),
    template: text('chart/template.yaml'),
  },
  field: ['spec', text('key'), 2],
  value: text('offending value'),
  what: text('what is wrong.'),
  why: text('why it matters.'),
  fix: text('what to do.'),
  fingerprint: text('fingerprint'),
  ...given,
});

const exemption = (name: string, text: (field: string) => string, given: Partial<Exemption> = {}): SaidExemption => ({
  rule: text('the-rule'),
  target: { kind: text('Kind'), namespace: text(`${name}-space`), name: text(`${name}-target`) },
  reason: text(`${name} reason`),
  owner: text(`${name}-owner`),
  expires: text(`${name}-day`),
  saidAt: text(`${name}.yaml:1`),
  ...given,
});

/** A report that has something of everything. */
export function everything(plan?: PlanReport, text = (field: string) => field): GateReport {
  const own = finding({}, text);
  const shared = finding({ severity: 'warning', what: text('what is shared.') }, text);
  const unit: UnitResult = {
    subject: { apiVersion: 'v1', kind: 'Rollout', name: text('unit-name'), namespace: text('unit-space') },
    place: { text: text('unit.yaml:1:1'), path: text('unit.yaml') },
    findings: [own],
    ...(plan ? { plan } : {}),
  };
  const unknown: NotKnown = {
    rule: text('the-rule'),
    gate: 'deployment-safety',
    subject: { apiVersion: 'v1', kind: 'Kind', name: text('unknown-name') },
    place: { text: text('unknown.yaml:5'), path: 'unknown.yaml' },
    what: text('whether anybody knows'),
  };
  return {
    pack: { name: text('pack-name'), version: text('pack-version') },
    environment: text('production-like'),
    world: 'open',
    today: '2026-11-25',
    objects: 1234,
    gates: GATES.map(({ id, title, asks, evidence }) => ({
      gate: id,
      title: text(title),
      asks: text(asks),
      ...(evidence === undefined ? {} : { evidence: text(evidence) }),
      ...verdictOf(id),
      rules: 31,
      warnings: 1,
      infos: 2,
      notKnown: 3,
    })),
    findings: [own, shared],
    notKnown: [unknown],
    exemptions: {
      suppressed: [
        {
          finding: finding({ what: text('what is suppressed.') }, text),
          exemption: exemption('suppressed', text),
        },
      ],
      expired: [{ exemption: exemption('expired', text), why: text('it ended.') }],
      refused: [{ exemption: exemption('refused', text, { reason: '' }), why: text('it has no reason.') }],
      unused: [exemption('unused', text)],
    },
    units: [unit],
    blocks: true,
  };
}

function verdictOf(id: string) {
  if (id === 'deployment-safety') return { verdict: 'failed', why: '1 finding blocks.', errors: 1 } as const;
  if (id === 'progressive-rollout') return { verdict: 'passed', why: 'nothing is missing.', errors: 0 } as const;
  if (id === 'release-documentation') return { verdict: 'not asked', why: 'no rule of it.', errors: 0 } as const;
  return { verdict: 'not judged', why: 'no evidence yet.', errors: 0 } as const;
}

/** What stands beside it. */
export const shownWith = (text = (field: string) => field): ShownWith => ({
  version: text('9.8.7'),
  rules: [
    {
      id: text('the-rule'),
      gate: 'deployment-safety',
      title: text('Title of the rule'),
      why: text('why there is a rule.'),
      fix: text('how to keep it.'),
      level: 'error',
      source: text('where it comes from'),
      exemptible: true,
    },
  ],
});
