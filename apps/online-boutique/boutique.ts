import type { Construct } from 'constructs';
import { frontend } from './frontend';
import { grpcService } from './grpc-service';
import { loadGenerator } from './load-generator';
import { Platform } from './platform';
import { redis } from './redis';
import { grpcServices } from './services';

/** Google's Online Boutique: eleven services and redis, one chart each. */
export function onlineBoutique(scope: Construct) {
  const platform = new Platform(scope, 'platform', 'online-boutique');
  redis(scope, platform);
  for (const service of grpcServices) {
    grpcService(scope, platform, service);
  }
  frontend(scope, platform);
  loadGenerator(scope, platform);
}
