package main

import (
	"fmt"

	registration "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/runtime"
	versions "k8s.io/apimachinery/pkg/util/version"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/kubernetes/pkg/apis/admissionregistration"
	defaults "k8s.io/kubernetes/pkg/apis/admissionregistration/v1"
	"k8s.io/kubernetes/pkg/apis/admissionregistration/validation"
)

// oldest is the first Kubernetes whose policies are stable: its functions are all that an expression may use.
var oldest = versions.MajorMinor(1, 30)

// problemsOf is why an API server would not take an object.
func problemsOf(object runtime.Object) []string {
	switch typed := object.(type) {
	case *registration.ValidatingAdmissionPolicy:
		defaults.SetObjectDefaults_ValidatingAdmissionPolicy(typed)
		var internal admissionregistration.ValidatingAdmissionPolicy
		if err := defaults.Convert_v1_ValidatingAdmissionPolicy_To_admissionregistration_ValidatingAdmissionPolicy(typed, &internal, nil); err != nil {
			return []string{err.Error()}
		}
		problems := []string{}
		for _, err := range validation.ValidateValidatingAdmissionPolicy(&internal) {
			problems = append(problems, fmt.Sprintf("%s: %s", typed.Name, err))
		}
		return append(problems, compiled(typed)...)
	case *registration.ValidatingAdmissionPolicyBinding:
		defaults.SetObjectDefaults_ValidatingAdmissionPolicyBinding(typed)
		var internal admissionregistration.ValidatingAdmissionPolicyBinding
		if err := defaults.Convert_v1_ValidatingAdmissionPolicyBinding_To_admissionregistration_ValidatingAdmissionPolicyBinding(typed, &internal, nil); err != nil {
			return []string{err.Error()}
		}
		problems := []string{}
		for _, err := range validation.ValidateValidatingAdmissionPolicyBinding(&internal) {
			problems = append(problems, fmt.Sprintf("%s: %s", typed.Name, err))
		}
		return problems
	default:
		return []string{fmt.Sprintf("%T is neither a policy nor a binding", object)}
	}
}

// compiled is what the oldest Kubernetes would not understand.
func compiled(policy *registration.ValidatingAdmissionPolicy) []string {
	compiler := plugincel.NewCompiler(environment.MustBaseEnvSet(oldest, true))
	expressions := []plugincel.ExpressionAccessor{}
	for _, one := range policy.Spec.Validations {
		expressions = append(expressions, &validating.ValidationCondition{Expression: one.Expression})
	}
	for _, one := range policy.Spec.MatchConditions {
		expressions = append(expressions, (*matchconditions.MatchCondition)(&one))
	}
	problems := []string{}
	for _, expression := range expressions {
		options := plugincel.OptionalVariableDeclarations{StrictCost: true}
		result := compiler.CompileCELExpression(expression, options, environment.NewExpressions)
		if result.Error != nil {
			problems = append(problems, fmt.Sprintf("%s: not in Kubernetes %s: %s", policy.Name, oldest, result.Error.Detail))
		}
	}
	return problems
}
