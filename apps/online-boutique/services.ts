import { addresses } from './addresses';
import { resources } from './container';
import type { BoutiqueService } from './grpc-service';

const quiet = { DISABLE_PROFILER: '1' };
const slow = { initialDelay: 20, period: 15, livenessPeriod: 15 };
const often = { period: 5, livenessPeriod: 5 };

/** The services that speak gRPC; the frontend, which does not, is in frontend.ts. */
export const grpcServices: readonly BoutiqueService[] = [
  {
    name: 'adservice',
    port: 9555,
    grace: 5,
    env: { PORT: '9555' },
    probe: slow,
    resources: resources([200, 300], [180, 300]),
  },
  {
    name: 'cartservice',
    port: 7070,
    grace: 5,
    env: { REDIS_ADDR: 'redis-cart:6379' },
    probe: { initialDelay: 15, livenessPeriod: 10 },
    resources: resources([200, 300], [64, 128]),
  },
  {
    name: 'checkoutservice',
    port: 5050,
    env: { PORT: '5050', ...addresses('PRODUCT_CATALOG', 'SHIPPING', 'PAYMENT', 'EMAIL', 'CURRENCY', 'CART') },
  },
  {
    name: 'currencyservice',
    port: 7000,
    portName: 'grpc',
    grace: 5,
    env: { PORT: '7000', ...quiet },
  },
  {
    name: 'emailservice',
    port: 5000,
    targetPort: 8080,
    grace: 5,
    env: { PORT: '8080', ...quiet },
    probe: often,
  },
  { name: 'paymentservice', port: 50051, grace: 5, env: { PORT: '50051', ...quiet } },
  { name: 'productcatalogservice', port: 3550, grace: 5, env: { PORT: '3550', ...quiet } },
  {
    name: 'recommendationservice',
    port: 8080,
    grace: 5,
    env: { PORT: '8080', ...addresses('PRODUCT_CATALOG'), ...quiet },
    probe: often,
    resources: resources([100, 200], [220, 450]),
  },
  { name: 'shippingservice', port: 50051, env: { PORT: '50051', ...quiet }, probe: { period: 5 } },
];
