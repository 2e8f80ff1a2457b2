import * as cdk8s from 'cdk8s';
import { App } from '../../lib/app';
import { filesIn, withFolder } from './folder';

/** What an app left behind: its files and its text, or the error. */
export interface Outcome {
  readonly files?: Record<string, string>;
  readonly yaml?: string;
  readonly error?: Error;
}

/** Builds the same tree in a `cdk8s.App` and in ours, and synthesizes both. */
export function both(build: (app: cdk8s.App) => void, props: cdk8s.AppProps = {}): { theirs: Outcome; ours: Outcome } {
  return {
    theirs: outcome((outdir) => new cdk8s.App({ ...props, outdir }), build),
    ours: outcome((outdir) => new App({ ...props, outdir }), build),
  };
}

function outcome(create: (outdir: string) => cdk8s.App, build: (app: cdk8s.App) => void): Outcome {
  return withFolder((outdir) => {
    const app = create(outdir);
    build(app);
    try {
      app.synth();
      return { files: filesIn(outdir), yaml: app.synthYaml() };
    } catch (error) {
      return { error: error as Error };
    }
  });
}

/** Runs with environment variables that are put back afterwards. */
export function withEnv(variables: Readonly<Record<string, string>>, run: () => void): void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  try {
    Object.assign(process.env, variables);
    run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
