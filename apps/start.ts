import { Command } from 'commander';
import { showBreak } from './show-break';
import { showShop } from './show-shop';

// What `npm start` runs: Online Boutique, what its releases will do, and what the gates say.
new Command('npm start --')
  .description('Synthesizes Online Boutique into dist, and tells what its releases will do.')
  .option('--break [rule]', 'breaks a rule instead, shows what the author meets, and writes nothing')
  .action((flags: { readonly break?: string | true }) => {
    if (flags.break === undefined) showShop();
    else process.exitCode = showBreak(flags.break === true ? '' : flags.break);
  })
  .parse();
