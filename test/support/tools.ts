import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's root folder. */
export const ROOT = resolve(__dirname, '..', '..');

/** CI sets it: a tool that is absent then fails the test instead of skipping it. */
const REQUIRED = process.env.STEPGATE_REQUIRE_TOOLS === '1';

/** Folder of official schemas and other people's manifests, beside the project; absent on a user's machine. */
export function sharedDir(): string | undefined {
  const dir = join(ROOT, '..', 'shared');
  return existsSync(dir) ? dir : undefined;
}

/**
 * A test that needs something npm does not give. Where `found` is undefined it prints "skipped: <why>" and is
 * reported as skipped; with STEPGATE_REQUIRE_TOOLS=1 it fails instead.
 */
export function testWith<T>(found: T | undefined, why: string, name: string, run: (found: T) => unknown, ms = 60_000) {
  if (found !== undefined) {
    test(name, async () => void (await run(found)), ms);
  } else if (REQUIRED) {
    test(name, () => {
      throw new Error(`STEPGATE_REQUIRE_TOOLS=1, but ${why}`);
    });
  } else {
    console.log(`skipped: ${why} (${name})`);
    test.skip(name, () => undefined);
  }
}

/** `testWith` for tests that read ../shared. */
export function testWithShared(name: string, run: (dir: string) => unknown, ms?: number) {
  testWith(sharedDir(), 'no ../shared', name, run, ms);
}
