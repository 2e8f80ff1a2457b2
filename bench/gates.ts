import { type Bench, type Comparison, compare, figuresOf } from './measure';
import { conftest, kyverno, stepgate, type Judged } from './gates/yaml';

/** What `gates/app.js` prints: milliseconds, and a number. */
interface AppFigures {
  readonly build: number;
  readonly synth: number;
  readonly gates: number;
  readonly objects: number;
}

/** 800 services with objectives are 8,000 objects. To build them takes a minute, so it is done once. */
let inApp: AppFigures | undefined;

function app(): AppFigures {
  inApp ??= figuresOf('gates/app.js', '800') as AppFigures;
  if (inApp.objects !== 8000) throw new Error(`800 services are ${inApp.objects} objects, not 8,000.`);
  return inApp;
}

const ratio = (ours: number, theirs: number): Comparison => ({ ours, theirs, ratio: ours / theirs });

function judging(services: number, objects: number): number {
  const figures = figuresOf('gates/growth.js', String(services)) as { milliseconds: number; objects: number };
  if (figures.objects !== objects) throw new Error(`${services} services are ${figures.objects} objects.`);
  return figures.milliseconds;
}

/** Both must find the same, or the times would say nothing. */
function against(
  other: (megabytes: number) => Judged | undefined,
  rules: 'all' | 'same',
  megabytes: number,
): Comparison | string {
  const theirs = other(megabytes);
  if (theirs === undefined) return `skipped: ${other.name} is not here (scripts/bench-tools.sh)`;
  const ours = stepgate(rules, megabytes);
  if (ours.found !== theirs.found) throw new Error(`stepgate found ${ours.found}, and ${other.name} ${theirs.found}.`);
  return ratio(ours.milliseconds, theirs.milliseconds);
}

/** The cost of the gates. */
export const gates: readonly Bench[] = [
  {
    measured: 'gates: 8,000 objects in an app',
    against: 'synthesis of the same app without them',
    limit: 1,
    run: () => ratio(app().gates, app().synth),
  },
  {
    measured: 'gates: 8,000 objects in an app',
    against: 'the same app without them, from its first construct on',
    limit: 0.15,
    run: () => ratio(app().gates, app().build + app().synth),
  },
  {
    measured: 'gates: 49,980 objects',
    against: '1,008 objects',
    limit: 60,
    run: () =>
      compare(
        3,
        () => judging(5950, 49_980),
        () => judging(120, 1008),
      ),
  },
  {
    measured: 'gates: 20 MB of YAML to SARIF, all rules',
    against: 'conftest, three rules',
    limit: 1,
    run: () => against(conftest, 'all', 20),
  },
  {
    measured: 'gates: 20 MB of YAML to SARIF, three rules',
    against: 'conftest, the same three',
    limit: 0.5,
    run: () => against(conftest, 'same', 20),
  },
  {
    measured: 'gates: 2 MB of YAML, three rules',
    against: 'kyverno, the same three',
    limit: 0.2,
    // with 20 MB Kyverno takes minutes
    run: () => against(kyverno, 'same', 2),
  },
];
