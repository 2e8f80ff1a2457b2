import { expectShortLife } from '../../policies/hosts/cli/tuning';

// jest runs this before each file of tests. They take as long as many commands, yet each loads all its code anew.
expectShortLife();
