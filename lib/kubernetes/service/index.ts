export { ProgressiveService } from './progressive-service';
export type { Autoscale, ProgressiveServiceProps } from './props';
