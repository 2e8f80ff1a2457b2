import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudWatchVendor, isUnsupported, type Artefact } from '../../lib/monitoring';
import { albSignals, Objective, WORKBOOK_WINDOWS } from '../../lib/slo';
import { ROOT, testWith } from '../support/tools';

const objective = Objective.availability({
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  signals: albSignals({ loadBalancer: 'app/shop/50dc6c495c0c9188' }),
  target: 0.999,
  burnWindows: WORKBOOK_WINDOWS,
});

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;
}

/** What `alerts` and `dashboard` give, as a template. */
function template(): Template {
  const alerts = cloudWatchVendor.alerts(objective);
  const dashboard = cloudWatchVendor.dashboard({ service: 'checkout', namespace: 'shop', objectives: [objective] });
  if (isUnsupported(alerts) || isUnsupported(dashboard)) throw new Error('it is supported');
  return { Resources: Object.fromEntries([...alerts.artefacts, ...dashboard].map(resource)) };
}

function resource({ kind, name, body }: Artefact) {
  return [`${kind}${name}`.replace(/[^A-Za-z0-9]/g, ''), { Type: kind, Properties: body }] as const;
}

/** A file with the template, for a reader that wants one. */
function withFile<T>(content: Template, read: (file: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'stepgate-cfn-'));
  try {
    const file = join(dir, 'template.json');
    writeFileSync(file, JSON.stringify(content));
    return read(file);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('cfn-lint, which knows the schemas of CloudFormation and some limits', () => {
  const program = join(ROOT, '.tools', 'python', 'bin', 'cfn-lint');
  const found = existsSync(program) ? program : undefined;
  const why = 'no .tools/python: scripts/build-tools.sh makes it where Python is at hand';
  const lint = (content: Template) =>
    withFile(content, (file) => {
      const { stdout, error } = spawnSync(found ?? '', ['--format', 'json', file], { encoding: 'utf8' });
      if (error) throw error;
      // the format is its own; only these two fields are read
      return (JSON.parse(stdout || '[]') as { Rule: { Id: string }; Message: string }[]).map(
        ({ Rule, Message }) => `${Rule.Id} ${Message}`,
      );
    });

  testWith(found, why, 'finds nothing', () => {
    expect(lint(template())).toEqual([]);
  });

  testWith(found, why, 'finds a mistake in each kind of resource', () => {
    const mistakes: Readonly<Record<string, object>> = {
      'AWS::CloudWatch::Alarm': { ComparisonOperator: 'GreaterThan' },
      'AWS::CloudWatch::CompositeAlarm': { AlarmRule: undefined },
      'AWS::ApplicationSignals::ServiceLevelObjective': { BurnRateConfigurations: [{ LookBackWindowMinutes: 10_081 }] },
      'AWS::CloudWatch::Dashboard': { Body: '{}' },
    };
    const broken = Object.entries(template().Resources).map(([id, { Type, Properties }]) => {
      return [id, { Type, Properties: { ...Properties, ...mistakes[Type] } }] as const;
    });
    const found = [...new Set(lint({ Resources: Object.fromEntries(broken) }))].sort().map((line) => line.slice(0, 45));
    expect(found).toEqual([
      'E3002 Additional properties are not allowed (',
      "E3003 'AlarmRule' is a required property",
      "E3030 'GreaterThan' is not one of ['GreaterTh",
      'E3034 10081 is greater than the maximum of 10',
    ]);
  });
});

/** What the CDK has of what is used here: it is no dependency of the root, so its types aren't either. */
interface Cdk {
  readonly core: { readonly App: new () => object; readonly Stack: new (app: object, id: string) => object };
  readonly include: { readonly CfnInclude: new (stack: object, id: string, props: object) => Included };
  readonly assertions: { readonly Template: { fromStack(stack: object): { toJSON(): Template } } };
}

interface Included {
  getResource(id: string): object;
}

describe('the CDK', () => {
  const load = createRequire(join(ROOT, 'test', 'real', 'package.json'));
  const installed = existsSync(join(ROOT, 'test', 'real', 'node_modules', 'aws-cdk-lib'));
  const cdk = (): Cdk =>
    // require has no types; the interface above says what is used, and the tests use all of it
    ({
      core: load('aws-cdk-lib') as Cdk['core'],
      include: load('aws-cdk-lib/cloudformation-include') as Cdk['include'],
      assertions: load('aws-cdk-lib/assertions') as Cdk['assertions'],
    });
  const found = installed ? cdk : undefined;
  const why = 'no aws-cdk-lib in test/real: npm ci --prefix test/real';

  /** Reads a template into constructs, and what the constructs make of it. */
  function through({ core, include, assertions }: Cdk, content: Template) {
    return withFile(content, (templateFile) => {
      const stack = new core.Stack(new core.App(), 'slo');
      const included = new include.CfnInclude(stack, 'template', { templateFile });
      const constructs = Object.keys(content.Resources).map((id) => included.getResource(id).constructor.name);
      return { constructs, synthesized: assertions.Template.fromStack(stack).toJSON() };
    });
  }

  testWith(found, why, 'has a construct for each resource, which keeps every property', (load) => {
    const { constructs, synthesized } = through(load(), template());
    expect(synthesized.Resources).toEqual(template().Resources);
    expect([...new Set(constructs)].sort()).toEqual([
      'CfnAlarm',
      'CfnCompositeAlarm',
      'CfnDashboard',
      'CfnServiceLevelObjective',
    ]);
  });

  testWith(found, why, 'would refuse a property of a wrong type', (load) => {
    const { Resources } = template();
    const entries = Object.entries(Resources).map(([id, { Type, Properties }]) => [
      id,
      { Type, Properties: { ...Properties, ...('Threshold' in Properties ? { Threshold: 'high' } : {}) } },
    ]);
    expect(() => through(load(), { Resources: Object.fromEntries(entries) as Template['Resources'] })).toThrow(
      /threshold/i,
    );
  });
});

describe('the body of the dashboard', () => {
  test('is JSON once the region is filled in, with a graph of the ratio and one of the events for each objective', () => {
    const [dashboard] = Object.values(template().Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard');
    const { DashboardBody } = dashboard!.Properties as { DashboardBody: { 'Fn::Sub': string } };
    const text = DashboardBody['Fn::Sub'].replaceAll('${AWS::Region}', 'eu-central-1');
    expect(text).not.toContain('${');
    const { widgets } = JSON.parse(text) as { widgets: { properties: Record<string, unknown> }[] };
    expect(widgets.map(({ properties }) => properties.region)).toEqual(['eu-central-1', 'eu-central-1']);
    expect(widgets[0]?.properties).toMatchObject({
      metrics: [
        [{ expression: '100 * bad / total' }],
        ['AWS/ApplicationELB', 'RequestCount', 'LoadBalancer', 'app/shop/50dc6c495c0c9188', { id: 'total' }],
        ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'LoadBalancer', 'app/shop/50dc6c495c0c9188', { id: 'bad' }],
      ],
    });
  });
});
