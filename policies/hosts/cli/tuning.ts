import { setFlagsFromString } from 'node:v8';

/**
 * A function is compiled anew, on another thread, once it has run so many bytes of bytecode: fifteen times what V8 waits for.
 * It takes that for what will run for hours, and a command is over in seconds: of 20 MB of manifests, a third of the CPU time went
 * into code that hardly ran.
 */
const PATIENCE = 1_000_000;

/** Versions of V8 that are known to have the flag: others would complain. */
const KNOWS = /^1[1-3]\./;

/** Tells V8 that this process is a short one. What it computes is the same. */
export function expectShortLife() {
  if (KNOWS.test(process.versions.v8)) setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
