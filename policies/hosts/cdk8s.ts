import { didYouMean } from '../../lib/closest';
import type { Item } from '../../lib/facts/item';
import { fieldOf } from '../../lib/facts/kubernetes/field-path';
import { pathKey } from '../../lib/synth/construct-paths';
import { ASSUMED, type Assumptions } from '../../lib/plan';
import type { Exemption, Finding } from '../../lib/verdict';
import { engine } from '../engine';
import { Sidecars } from '../exemptions/sidecar';
import { notKnownLines } from './said';

/** `properties:` of the plugin in cdk8s.yaml. */
export interface ReleaseGatesProperties {
  /** A pack of stepgate, or a module that exports one, such as `./build/gates.js#shop`. @default 'recommended' */
  readonly pack?: string;
  /** Whose levels hold. @default - the pack's own */
  readonly environment?: string;
  /** Findings that are accepted for a while. @default - none */
  readonly exemptions?: readonly Exemption[];
  /** What no manifest says, such as `requestRate`. @default - the defaults of plans */
  readonly assumptions?: Partial<Assumptions>;
}

const PROPERTIES: readonly (keyof ReleaseGatesProperties)[] = ['pack', 'environment', 'exemptions', 'assumptions'];

/** What of the cdk8s CLI's context this host uses. */
export interface Cdk8sValidationContext {
  /** Files to judge. */
  readonly manifests: readonly string[];
  /** Construct paths by the resource's name; what is added is shown. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Where violations go. */
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly manifestPath: string;
        readonly locations: readonly string[];
      }[];
    }): void;
    submit(status: 'success' | 'failure', metadata: Readonly<Record<string, string>>): void;
  };
}

/** The release gates as a validation of `cdk8s synth`: `class: ReleaseGates` in cdk8s.yaml. */
export class ReleaseGates {
  private readonly properties: ReleaseGatesProperties;

  constructor(properties: ReleaseGatesProperties = {}) {
    const names = ASSUMED.map(({ name }) => name);
    refuseUnknown('properties', properties, PROPERTIES);
    refuseUnknown('properties.assumptions', properties.assumptions ?? {}, names);
    this.properties = properties;
  }

  /** Called by the CLI once all files are written. */
  async validate({ manifests, metadata, report }: Cdk8sValidationContext): Promise<void> {
    const { pack: asked = 'recommended', environment, exemptions = [], assumptions = {} } = this.properties;
    const { evaluate, manifests: facts, packs, words } = engine();
    const pack = await packs.loadPack(asked);
    const note = packs.aboutEnvironment(pack, environment);
    const { items, problems } = facts.readManifests(manifests);
    const sidecars = new Sidecars(manifests);
    const result = evaluate.evaluate(
      items.map((item) => sidecars.withConstruct(item)),
      pack,
      {
        today: new Date().toISOString().slice(0, 10),
        problems,
        assumptions,
        exemptions: [...exemptions.map((one) => ({ ...one, saidAt: 'cdk8s.yaml' })), ...sidecars.exemptions],
        ...(environment === undefined ? {} : { environment }),
      },
    );
    Object.assign(metadata, pathsOf(result.findings, items, metadata));
    // the worst first, and what one rule says of many together: the CLI shows each in red, and knows no severity
    for (const { first, findings } of words().groupFindings(result.findings)) {
      const { rule, severity, why, fix } = first;
      report.addViolation({
        ruleName: rule,
        recommendation: `${severity}: ${why}`,
        fix,
        violatingResources: findings.map(({ subject, field, place, what }) => ({
          resourceName: pathKey(subject),
          manifestPath: place.text,
          locations: [field.length === 0 ? what : `${fieldOf(field)}: ${what}`],
        })),
      });
    }
    const count = (wanted: string) => String(result.findings.filter(({ severity }) => severity === wanted).length);
    report.submit(result.blocks ? 'failure' : 'success', {
      pack: [`${pack.name} ${pack.version}`, ...(note === undefined ? [] : [note])].join('\n'),
      errors: count('error'),
      warnings: count('warning'),
      notes: count('info'),
      'not known': listed(notKnownLines(result.notKnown)),
      exemptions: listed(words().exemptionLines(result)),
    });
  }
}

/**
 * Construct paths by what names an object, as the CLI looks them up. Its own are by `metadata.name` alone, which a Service shares
 * with its Rollout; they are taken where nothing else has that name.
 */
function pathsOf(findings: readonly Finding[], items: readonly Item[], own: Readonly<Record<string, unknown>>) {
  const named = new Map<string, number>();
  for (const { object } of items) {
    const { name = '' } = object.metadata;
    named.set(name, (named.get(name) ?? 0) + 1);
  }
  const paths = findings.flatMap(({ subject, place }): [string, unknown][] => {
    const known = Object.hasOwn(own, subject.name) && named.get(subject.name) === 1 ? own[subject.name] : undefined;
    const path = place.construct === undefined ? known : { path: place.construct };
    return path === undefined ? [] : [[pathKey(subject), path]];
  });
  return Object.fromEntries(paths);
}

/** What nobody reads would be passed over in silence. */
function refuseUnknown(where: string, given: object, known: readonly string[]) {
  const stranger = Object.keys(given).find((key) => !known.includes(key));
  if (stranger === undefined) return;
  throw new Error(`${where} of ReleaseGates in cdk8s.yaml have no "${stranger}": ${didYouMean(stranger, known)}`);
}

/** A cell of the table that the CLI prints. */
function listed(lines: readonly string[]): string {
  return lines.length === 0 ? 'none' : lines.join('\n');
}
