import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../../policies/hosts/cli/run';
import { withFolderAsync } from '../../../support/folder';

/** A canary that waits for a person at its end. */
export const rollout = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name} }
spec:
  replicas: 10
  strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: 5m } }, { setWeight: 60 }, { pause: {} }] } }
`;

/** Runs the command line without a terminal. */
export function asked(...args: string[]) {
  return askedWith(false, ...args);
}

/** Runs the command line on a terminal that welcomes colours, or not. */
export async function askedWith(colors: boolean, ...args: string[]) {
  let [out, err] = ['', ''];
  const code = await run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    colors,
    errIsTerminal: false,
  });
  return { code, out, err };
}

/** Runs with a file of each name and text, and their paths. */
export function withFiles<Name extends string, T>(
  files: Readonly<Record<Name, string>>,
  use: (paths: Readonly<Record<Name, string>>, folder: string) => Promise<T>,
): Promise<T> {
  return withFolderAsync(async (folder) => {
    const paths = Object.fromEntries(
      Object.entries<string>(files).map(([name, text]) => {
        const path = join(folder, name);
        writeFileSync(path, text);
        return [name, path];
      }),
    );
    // the keys are those of the files
    return await use(paths as Record<Name, string>, folder);
  });
}
