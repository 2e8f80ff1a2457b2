package main

import (
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/analysis"
)

type metricsInput struct {
	Metrics              []v1alpha1.Metric               `json:"metrics"`
	Args                 []v1alpha1.Argument             `json:"args"`
	DryRun               []v1alpha1.DryRun               `json:"dryRun"`
	MeasurementRetention []v1alpha1.MeasurementRetention `json:"measurementRetention"`
}

type metricsOutput struct {
	// Errors holds first what the controller would report, then what it would report next, were that mended.
	Errors []string `json:"errors"`
	// DryRun are the names of the metrics that the dryRun patterns silence.
	DryRun []string `json:"dryRun"`
}

// judgeMetrics does what the AnalysisRun controller does before the first measurement: resolve the arguments, validate
// the metrics, match the dryRun and measurementRetention patterns.
func judgeMetrics(input metricsInput) metricsOutput {
	output := metricsOutput{Errors: []string{}, DryRun: []string{}}
	complain := func(err error) {
		if err != nil {
			output.Errors = append(output.Errors, err.Error())
		}
	}
	complain(guard(func() error {
		metrics, err := resolveMetrics(input.Metrics, input.Args)
		if err != nil {
			return fmt.Errorf("unable to resolve metric arguments: %w", err)
		}
		first := analysis.ValidateMetrics(metrics)
		complain(first)
		for i, metric := range metrics {
			if err := analysis.ValidateMetric(metric); err != nil {
				if further := fmt.Errorf("metrics[%d]: %w", i, err); further.Error() != first.Error() {
					complain(further)
				}
			}
		}
		silenced, err := analysis.GetDryRunMetrics(input.DryRun, metrics)
		complain(err)
		for _, metric := range metrics {
			if silenced[metric.Name] {
				output.DryRun = append(output.DryRun, metric.Name)
			}
		}
		_, err = analysis.GetMeasurementRetentionMetrics(input.MeasurementRetention, metrics)
		return err
	}))
	return output
}
