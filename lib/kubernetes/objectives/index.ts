export {
  canaryAnalysis,
  type CanaryAnalysis,
  type CanaryAnalysisOptions,
  type JudgingMetrics,
} from './canary-analysis';
export { ObjectiveAnalysis, type ObjectiveAnalysisProps } from './objective-analysis';
export { ObjectiveMonitoring, type ObjectiveMonitoringProps } from './objective-monitoring';
