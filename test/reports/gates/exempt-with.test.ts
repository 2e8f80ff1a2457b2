import {
  gatesGithub,
  gatesHtml,
  gatesJunit,
  gatesMarkdown,
  gatesSarif,
  gatesText,
  type ShownWith,
} from '../../../lib/reports/gates';
import { exemptWith } from '../../../lib/reports/gates/exempt-with';
import { readText } from '../../../lib/facts/kubernetes/read';
import { evaluate } from '../../../policies/evaluate';
import { ruleTexts } from '../../../policies/hosts/cli/rule-texts';
import { definePack } from '../../../policies/packs/pack';
import { ownerNamed } from '../../../policies/rules/release-documentation/owner-named';

const pack = definePack({ name: 'one', version: '1.0.0', rules: [ownerNamed] });
const shown: ShownWith = { rules: ruleTexts(pack, undefined), version: '0.2.0' };
const NOBODYS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } } } }`;

function report(manifests: string) {
  const { items, problems } = readText(manifests, 'shop.yaml');
  return evaluate(items, pack, { today: '2026-11-25', problems });
}

/** Without what markup makes of it. */
const plain = (text: string) => text.replace(/<wbr ?\/?>/g, '').replace(/&(?:apos|#39|#x27);/g, "'");

describe.each([
  ['text', gatesText],
  ['Markdown', gatesMarkdown],
  ['HTML', gatesHtml],
  ['annotations of GitHub', gatesGithub],
  ['JUnit', gatesJunit],
])('as %s', (_, render) => {
  const says = (judged: ReturnType<typeof report>, wanted: string) =>
    plain(render(judged, shown)).toLowerCase().includes(wanted);

  test('a finding ends with the annotation that exempts it', () => {
    expect(says(report(NOBODYS), 'exempt.stepgate.dev/owner-named: ')).toBe(true);
    expect(says(report(NOBODYS), "it can't be exempted.")).toBe(false);
  });

  test('or says that nobody can', () => {
    const torn = report('a: [');
    expect(torn.findings).toMatchObject([{ rule: 'readable', exemptible: false }]);
    expect(says(torn, 'exempt.stepgate.dev')).toBe(false);
    expect(says(torn, "it can't be exempted.")).toBe(true);
  });
});

test('an object that says so is exempted', () => {
  const said = exemptWith({ rule: 'owner-named' })
    ?.replace('<day>', '2026-12-31')
    .replace('<owner>', 'team-shop')
    .replace('<reason>', 'it is not decided yet');
  const { findings, exemptions } = report(NOBODYS.replace('name: web }', `name: web, annotations: { ${said} } }`));
  expect(findings).toEqual([]);
  expect(exemptions.suppressed).toMatchObject([{ exemption: { owner: 'team-shop', reason: 'it is not decided yet' } }]);
});

test('the text of a rule in SARIF ends with it', () => {
  const log = JSON.parse(gatesSarif(report(NOBODYS), shown)) as {
    runs: [{ tool: { driver: { rules: { id: string; help: { text: string } }[] } } }];
  };
  const help = new Map(log.runs[0].tool.driver.rules.map(({ id, help: { text } }) => [id, text]));
  expect(help.get('owner-named')).toContain('Exempt with: exempt.stepgate.dev/owner-named: "until');
  expect(help.get('readable')).toContain("It can't be exempted.");
});
