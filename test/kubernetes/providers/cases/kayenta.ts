import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { kayenta, type KayentaProps } from '../../../../lib';

const minute = Duration.minutes(1);
const address = 'http://vendor.monitoring:1234';

const side = { scope: 'app=checkout', region: 'eu', step: minute };
const compared: KayentaProps = {
  address,
  application: 'checkout',
  canaryConfigName: 'web',
  metricsAccountName: 'prometheus',
  configurationAccountName: 'store',
  storageAccountName: 'store',
  threshold: { pass: 90, marginal: 75 },
  lookback: true,
  scopes: [{ name: 'default', controlScope: side, experimentScope: side }],
};
const scope = compared.scopes[0];
export const kayentaCases: readonly ProviderCase[] = [
  {
    id: 'kayenta-address',
    when: 'it is a host alone',
    at: 'address',
    broken: () => kayenta({ ...compared, address: 'kayenta' }),
    fine: () => kayenta(compared),
  },
  {
    id: 'kayenta-text',
    when: 'an account has no name',
    at: 'metricsAccountName',
    broken: () => kayenta({ ...compared, metricsAccountName: '' }),
    fine: () => kayenta(compared),
  },
  {
    id: 'kayenta-text',
    when: 'one side has a start and the other has none',
    at: 'scopes[0].start.experiment',
    broken: () => kayenta({ ...compared, scopes: [{ ...scope, start: js({ control: '{{args.start}}' }) }] }),
    fine: () =>
      kayenta({
        ...compared,
        scopes: [{ ...scope, start: { control: '{{args.start}}', experiment: '{{args.start}}' } }],
      }),
  },
  {
    id: 'kayenta-step',
    when: 'it is a number',
    at: 'scopes[0].controlScope.step',
    broken: () => kayenta({ ...compared, scopes: [{ ...scope, controlScope: { ...side, step: js(60) } }] }),
    fine: () => kayenta(compared),
  },
  {
    id: 'kayenta-scopes',
    when: 'two have one name',
    at: 'scopes',
    broken: () => kayenta({ ...compared, scopes: [scope, scope] }),
    fine: () => kayenta({ ...compared, scopes: [scope, { ...scope, name: 'other' }] }),
  },
  {
    id: 'kayenta-scopes',
    when: 'there is none',
    at: 'scopes',
    broken: () => kayenta({ ...compared, scopes: js([]) }),
    fine: () => kayenta(compared),
  },
  {
    id: 'kayenta-threshold',
    when: 'marginal is above pass',
    at: 'threshold',
    broken: () => kayenta({ ...compared, threshold: { pass: 70, marginal: 75 } }),
    fine: () => kayenta({ ...compared, threshold: { pass: 75, marginal: 75 } }),
  },
  {
    id: 'kayenta-interval',
    when: 'nothing says when it starts',
    at: 'lookback',
    broken: () => kayenta({ ...compared, lookback: false }),
    fine: () => kayenta(compared),
  },
];
