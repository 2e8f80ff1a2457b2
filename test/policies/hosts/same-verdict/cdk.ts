import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { capital } from '../../../../lib/reports/words';
import type { GateReport } from '../../../../lib/verdict';
import { withFolder } from '../../../support/folder';
import { ROOT } from '../../../support/tools';
import type { JudgedRelease } from './corpus';
import { findingLine, idleLine, inOrder, type Lines, linesOf, notKnownLine, suppressedLine } from './lines';
import type { ValidationReport } from '../../../../policies/hosts/cdk/sdk';

/** Each release is a Stage of its own, whose plugin sees that Stage's stack alone. */
const APP = `
  const { App, Stack, Validations, Stage, CfnResource } = require('aws-cdk-lib');
  const { releaseGates } = require('${join(ROOT, 'build/policies/hosts/cdk')}');
  const app = new App({ outdir: process.argv[1] });
  const told = [];
  JSON.parse(require('node:fs').readFileSync(0, 'utf8')).forEach((documents, index) => {
    const stage = new Stage(app, 'S' + index);
    const stack = new Stack(stage, 'Shop');
    documents.forEach((document, at) => new CfnResource(stack, 'o' + at, {
      type: 'Custom::AWSCDK-EKS-KubernetesResource', properties: { Manifest: stack.toJsonString([document]) },
    }));
    const plugin = releaseGates();
    Validations.of(stage).addPlugins({ ...plugin, validate(context) {
      told[index] = plugin.validate(context);
      return { success: true, violations: [] };
    } });
  });
  app.synth();
  process.stdout.write(JSON.stringify(told));
`;

/** What the plugin tells a real synth, release by release. */
export function inCdk(releases: readonly JudgedRelease[], modules: string): readonly Lines[] {
  return withFolder((folder) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', APP, '--', folder], {
      encoding: 'utf8',
      input: JSON.stringify(releases.map(({ documents }) => documents)),
      env: { ...process.env, NODE_PATH: modules, CDK_VALIDATION: 'false' },
      maxBuffer: 1 << 28,
    });
    if (stdout === '') throw new Error(stderr);
    // it was written by the script above
    return (JSON.parse(stdout) as readonly ValidationReport[]).map(linesIn);
  });
}

/** What evaluate says, with sentences as they follow each other in a report of the CDK. */
export function asCdkSays(report: GateReport): Lines {
  return linesOf({ ...report, findings: report.findings.map((one) => ({ ...one, why: capital(one.why) })) });
}

function linesIn({ violations, metadata = {} }: ValidationReport): Lines {
  return inOrder([
    ...violations.map(({ ruleName: rule, description, severity, fix, violatingResources: [resource] }) => {
      const at = resource?.resourceLogicalId ?? '';
      const says = description.replace(/^\S+ [^\s:]*:? /, '');
      if (fix === undefined) return notKnownLine(rule, at, says.replace(/^not known: /, ''));
      return findingLine({ rule, severity: severity === 'fatal' ? 'error' : severity, at, says, fix });
    }),
    ...toldIn(metadata.exempted).map(([rule, rest]) => {
      const [, expires = '', owner = '', reason = ''] = /until (\S+) by ([^:]+): (.*)$/.exec(rest) ?? [];
      return suppressedLine(rule, { expires, owner, reason });
    }),
    ...['expired', 'refused', 'unused'].flatMap((state) =>
      toldIn(metadata[state]).map(([rule, rest]) => {
        const [, saidAt = '', why = ''] = /^(.*?"\])(?:: (.*))?$/.exec(rest) ?? [];
        return idleLine(state, rule, saidAt, why);
      }),
    ),
  ]);
}

/** `rule by where it is said`. */
function toldIn(text = ''): readonly (readonly [rule: string, rest: string])[] {
  return text.split('; ').flatMap((one) => {
    const [, rule, rest] = /^(\S+) by (.*)$/s.exec(one) ?? [];
    return rule === undefined || rest === undefined ? [] : [[rule, rest] as const];
  });
}
