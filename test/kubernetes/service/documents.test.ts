import { DOCUMENT_KEYS } from '../../../lib/facts/conventions';
import { Objective } from '../../../lib/monitoring';
import { only } from '../../support/synth';
import { availability, OWN, released, signals } from '../objectives/services';
import type { ProgressiveServiceProps } from '../../../lib';

const [OWNER, RUNBOOK, NOTES] = [DOCUMENT_KEYS.owner[0], DOCUMENT_KEYS.runbook[0], DOCUMENT_KEYS.notes[0]];

const said = (props: Partial<ProgressiveServiceProps>) =>
  (only(released(props).chart, 'Rollout').metadata as { annotations?: Record<string, string> }).annotations;

const section = (target: number, place: Partial<typeof OWN>) =>
  Objective.availability({ ...OWN, signals, target, name: `of-${target * 1000}`, ...place });

describe('a Rollout says who answers for it, and where it is written what to do', () => {
  test('as its objectives do', () => {
    expect(said({ objectives: [availability] })).toEqual({ [OWNER]: OWN.owner, [RUNBOOK]: OWN.runbook });
  });

  test('which link sections of one page', () => {
    const objectives = ['#errors', '#slow'].map((at, index) =>
      section(0.99 + index / 1000, { runbook: `https://wiki/checkout${at}` }),
    );
    expect(said({ objectives })?.[RUNBOOK]).toBe('https://wiki/checkout');
  });

  test('and says nothing where they differ', () => {
    const objectives = [section(0.99, { owner: 'team-a' }), section(0.995, { owner: 'team-b', runbook: 'https://b' })];
    expect(said({ objectives }) ?? {}).toEqual({});
  });

  test('unless its author says it, with what changes', () => {
    const props = { owner: 'Team Shop', runbook: 'https://runbooks/shop', releaseNotes: 'carts are kept for a week' };
    const own = { annotations: { [OWNER]: 'team-web' } };
    expect(said({ ...props, objectives: [availability] })).toEqual({
      [OWNER]: 'Team Shop',
      [RUNBOOK]: 'https://runbooks/shop',
      [NOTES]: 'carts are kept for a week',
    });
    expect(said({ ...props, metadata: own })?.[OWNER]).toBe('team-web');
  });
});
