import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { checkApp, checkConstructs, exempt, GateError, ReleaseApp } from '../../../policies/hosts/app';
import { filesIn, withFolder } from '../../support/folder';

/** A canary that nothing judges. */
function unwatched(app: App): ApiObject {
  return new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'web', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      strategy: { canary: { canaryService: 'web-canary', steps: [{ setWeight: 20 }, { pause: { duration: '5m' } }] } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
    },
  });
}

const exemption = {
  rule: 'no-analysis',
  reason: 'an experiment of one week',
  owner: 'team-shop',
  expires: '2026-12-31',
};
const today = '2026-11-25';

describe('a release app', () => {
  test('writes nothing where something blocks, and says all of it', () => {
    withFolder((outdir) => {
      const app = new ReleaseApp({ outdir, today });
      unwatched(app);
      expect(() => app.synth()).toThrow(GateError);
      expect(() => app.synth()).toThrow(/shop\/web Rollout web spec\.strategy.*\[no-analysis\]/);
      expect(filesIn(outdir)).toEqual({});
    });
  });

  test('says of each finding how its author exempts it, or that nobody can', () => {
    const refusal = (make: (app: App) => unknown) => {
      const app = new ReleaseApp({ today, report: () => undefined });
      make(app);
      try {
        app.synthYaml();
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal(unwatched)).toMatch(
      /\[no-analysis\]\n.*\n.*\n {4}exempt with: exempt\(construct, { rule: 'no-analysis', /,
    );
    const refused = refusal((app) => unwatched(app).addJsonPatch(JsonPatch.add('/spec/strategy/canary/steps/-', {})));
    expect(refused).toMatch(/\[argo-refuses\]\n.*\n.*\n {4}it can't be exempted\./);
  });

  test('hands its report on, also when it blocks', () => {
    withFolder((outdir) => {
      const seen: boolean[] = [];
      const app = new ReleaseApp({ outdir, today, report: ({ blocks }) => void seen.push(blocks) });
      unwatched(app);
      expect(() => app.synth()).toThrow(GateError);
      expect(seen).toEqual([true]);
    });
  });
});

describe('a check of a plain app', () => {
  const rules = (app: App) => checkApp(app, { today }).findings.map(({ rule }) => rule);

  test('finds what a release app finds, and refuses nothing', () => {
    const app = new App();
    unwatched(app);
    expect(rules(app)).toContain('no-analysis');
  });

  test('heeds exemptions of a construct and of everything above it, while they last', () => {
    for (const above of ['itself', 'its chart', 'the app']) {
      const app = new App();
      const rollout = unwatched(app);
      exempt({ itself: rollout, 'its chart': rollout.chart, 'the app': app }[above] ?? app, exemption);
      expect(rules(app)).not.toContain('no-analysis');
    }
    const app = new App();
    exempt(unwatched(app), { ...exemption, expires: '2026-11-24' });
    expect(rules(app)).toContain('no-analysis');
  });

  test('knows a slip of the pen', () => {
    const app = new App();
    exempt(unwatched(app), { ...exemption, rule: 'no-analisis' });
    expect(() => checkApp(app, { today })).toThrow('Did you mean "no-analysis"?');
  });

  test('of a chart takes the world to be open', () => {
    const app = new App();
    const { chart } = unwatched(app);
    expect([checkConstructs(chart, { today }).world, checkApp(app, { today }).world]).toEqual(['open', 'closed']);
  });
});
