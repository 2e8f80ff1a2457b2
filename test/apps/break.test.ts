import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onlineBoutique } from '../../apps/online-boutique/boutique';
import { breakRule, changes } from '../../apps/online-boutique/break';
import { gates, pack } from '../../apps/online-boutique/gates';
import { checkApp, ReleaseApp } from '../../lib';
import { recommended, type Pack } from '../../policies';
import { filesIn, withFolder } from '../support/folder';
import { ROOT } from '../support/tools';

const changed = new Set(changes.map(({ rule }) => rule));

/** What the gates find in the shop, after somebody changed it; an example stands beside the shop, which can then be left out. */
function found(asked: Pack, change: (app: ReleaseApp) => unknown = () => undefined, shop = true) {
  const app = new ReleaseApp(gates);
  if (shop) onlineBoutique(app);
  change(app);
  return checkApp(app, { ...gates, pack: { ...asked, environments: {} } }).findings;
}

const said = ({ fingerprint, what }: { fingerprint: string; what: string }) => `${fingerprint} ${what}`;
const whole = new Set(found(pack).map(said));

describe('`npm start -- --break`', () => {
  test.each(recommended.settings.map(({ rule }) => [rule.id, rule] as const))(
    'breaks %s, which then finds what it does not find in the shop',
    (_, rule) => {
      const alone = { ...pack, settings: pack.settings.filter((setting) => setting.rule === rule) };
      const after = found(alone, (app) => breakRule(rule, app), changed.has(rule.id)).filter(
        (finding) => !whole.has(said(finding)),
      );
      const there = after.filter(({ place }) => /^(broken|checkoutservice)\//.test(place.path));
      expect(there.map((finding) => finding.rule)).toContain(rule.id);
    },
    60_000,
  );

  test('changes the shop itself for rules of all five gates, each once', () => {
    const rules = new Map(recommended.settings.map(({ rule }) => [rule.id, rule]));
    const ids = changes.map(({ rule }) => rule);
    expect(ids.filter((id) => !rules.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(20);
    expect(new Set(ids.map((id) => rules.get(id)?.gate)).size).toBe(5);
  });

  test.each([
    [
      ['no-analysis'],
      2,
      /checkoutservice: nothing judges[^]*checkoutservice\/Rollout\/Resource[^]*\[no-analysis\]\n +why:.*\n +do:/,
    ],
    [['soak'], 0, /warning: checkoutservice\/[^]*\[soak\][^]*Nothing blocks/],
    [['final-soak'], 0, /info: checkoutservice\/[^]*\[final-soak\]/],
    [['one-identity'], 2, /rendered 2 times: by "broken\//],
    [['no-analysi'], 1, /did you mean "no-analysis"\?[^]*image-digest: /],
    [[], 1, /error: name the rule that is to be broken[^]*image-digest: /],
  ])(
    '%j ends with %d, and leaves what was written before as it is',
    (rule, code, text) => {
      withFolder((outdir) => {
        writeFileSync(join(outdir, 'old.k8s.yaml'), 'kind: Old\n');
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          [join(ROOT, 'build', 'apps', 'start.js'), '--break', ...rule],
          { cwd: ROOT, env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8' },
        );
        expect({ status, text: stderr + stdout }).toEqual({ status: code, text: expect.stringMatching(text) });
        expect(filesIn(outdir)).toEqual({ 'old.k8s.yaml': 'kind: Old\n' });
      });
    },
    60_000,
  );
});
