#!/usr/bin/env node
import { run } from './run';
import { welcomesColors } from './style';

// whoever reads may stop early, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  colors: welcomesColors(process.stdout, process.env),
  errIsTerminal: process.stderr.isTTY === true,
}).then((code) => (process.exitCode = code));
