package main

import (
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/evaluate"
	log "github.com/sirupsen/logrus"
)

type conditionInput struct {
	SuccessCondition string `json:"successCondition"`
	FailureCondition string `json:"failureCondition"`
	// Result is what the provider hands over, see value.go.
	Result typed `json:"result"`
}

type conditionOutput struct {
	Phase v1alpha1.AnalysisPhase `json:"phase"`
	Error string                 `json:"error,omitempty"`
}

// judgeCondition answers with the phase a measurement of this result gets.
func judgeCondition(input conditionInput) conditionOutput {
	var output conditionOutput
	err := guard(func() error {
		result, err := input.Result.decode()
		if err != nil {
			return err
		}
		metric := v1alpha1.Metric{SuccessCondition: input.SuccessCondition, FailureCondition: input.FailureCondition}
		output.Phase, err = evaluate.EvaluateResult(result, metric, *log.NewEntry(log.StandardLogger()))
		return err
	})
	if err != nil {
		output.Error = err.Error()
	}
	return output
}
