package main

import (
	"fmt"
	"strings"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

// refuseCycles keeps this process alive: where AnalysisTemplates include each other in a circle, the controller's lookup
// recurses until Go ends the program with a stack overflow, which nothing can recover from.
func refuseCycles(docs documents) error {
	includes := map[string][]v1alpha1.AnalysisTemplateRef{}
	for _, kind := range []string{"AnalysisTemplate", "ClusterAnalysisTemplate"} {
		for _, doc := range docs.of(kind) {
			template := &v1alpha1.AnalysisTemplate{}
			if err := convert(doc, template); err != nil {
				return err
			}
			includes[kind+" "+doc.GetName()] = template.Spec.Templates
		}
	}
	for name := range includes {
		if path := circle(includes, []string{name}); path != nil {
			return fmt.Errorf("templates in a circle overflow the controller's stack: %s", strings.Join(path, ", "))
		}
	}
	return nil
}

// circle follows the last of the path until a name comes twice.
func circle(includes map[string][]v1alpha1.AnalysisTemplateRef, path []string) []string {
	for _, ref := range includes[path[len(path)-1]] {
		next := "AnalysisTemplate " + ref.TemplateName
		if ref.IsClusterScope() {
			next = "Cluster" + next
		}
		further := append(path[:len(path):len(path)], next)
		for _, seen := range path {
			if seen == next {
				return further
			}
		}
		if found := circle(includes, further); found != nil {
			return found
		}
	}
	return nil
}
