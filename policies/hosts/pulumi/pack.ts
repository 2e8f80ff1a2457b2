import { createRequire } from 'node:module';
import { pulumiPolicies } from './index';

// the user's own: it is there where Pulumi is used. It serves from when it is made, so it is made here alone
const { PolicyPack } = createRequire(__filename)('@pulumi/policy') as {
  readonly PolicyPack: new (name: string, args: { policies: unknown[]; description?: string }) => object;
};

new PolicyPack('stepgate', { policies: pulumiPolicies(), description: 'The five release gates' });
