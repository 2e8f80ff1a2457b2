#!/usr/bin/env node
import { run } from './run';
import { welcomesColors } from './style';
import { expectShortLife } from './tuning';

expectShortLife();

let done = false;

// whoever reads may stop early, as `head` does: what was judged stays as it is
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  done = true;
  process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
  process.exit(1);
});

// a module of a team that waits for ever ends the process, and what was not judged has not passed
process.on('exit', () => {
  if (done) return;
  process.stderr.write('error: nothing was judged: what the pack waits for never comes.\n');
  process.exitCode = 1;
});

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  colors: welcomesColors(process.stdout, process.env),
  errIsTerminal: process.stderr.isTTY === true,
}).then((code) => {
  done = true;
  // a rule may have left a timer behind: once all is said nobody waits for it, and what could not be said is an error first
  process.stdout.write('', () => setImmediate(() => process.exit(code)));
});
