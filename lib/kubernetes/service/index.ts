export { ProgressiveService } from './progressive-service';
export type { Autoscale, ProgressiveServiceProps, ServiceMetadata } from './props';
