import { exemptionText } from '../../../policies/exemptions/annotation';
import { goodReleases } from './good';
import type { GoodRelease } from './release';

const reason = 'the image is scanned elsewhere';
const owner = 'team-shop';

/** A worker without a digest, whose author accepts that in some words. */
const withText = (title: string, rule: string, text: string): GoodRelease => ({
  title: `an exemption that ${title}`,
  manifests: (goodReleases.find((one) => one.title.includes('serves nobody'))?.manifests ?? '')
    .replace(/@sha256:\w+/, '')
    .replace('stepgate.dev/owner', `exempt.stepgate.dev/${rule}: "${text}"\n    stepgate.dev/owner`),
});

/** Releases with exemptions in annotations: what holds, and each way in which one does not. */
export const exemptedReleases: readonly GoodRelease[] = [
  withText('holds', 'image-digest', exemptionText({ expires: '2999-12-31', owner, reason })),
  withText('is over', 'image-digest', exemptionText({ expires: '2020-12-31', owner, reason })),
  withText('ends on no day', 'image-digest', exemptionText({ expires: '2999-02-30', owner, reason })),
  withText('cannot be read', 'image-digest', 'as long as it takes'),
  withText('gives no reason', 'image-digest', exemptionText({ expires: '2999-12-31', owner, reason: 'so' })),
  withText('suppresses nothing', 'no-analysis', exemptionText({ expires: '2999-12-31', owner, reason })),
  withText('nobody may have', 'argo-validation', exemptionText({ expires: '2999-12-31', owner, reason })),
];
