#!/usr/bin/env node
import { run } from './run';
import { welcomesColors } from './style';
import { expectShortLife } from './tuning';

expectShortLife();

let done = false;

// whoever reads may stop early, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (!done) process.exitCode = 0;
  done = true;
  process.exit();
});

// a module of a team that waits for ever ends the process, and what was not judged has not passed
process.exitCode = 1;
process.on('exit', () => {
  if (!done) process.stderr.write('error: nothing was judged: what the pack waits for never comes.\n');
});

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  colors: welcomesColors(process.stdout, process.env),
  errIsTerminal: process.stderr.isTTY === true,
}).then((code) => {
  done = true;
  process.exitCode = code;
});
