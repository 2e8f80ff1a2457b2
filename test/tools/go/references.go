package main

import (
	"encoding/json"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

type referencesInput struct {
	Docs  []json.RawMessage `json:"docs"`
	Flags flags             `json:"flags"`
}

type referencesOutput struct {
	// Rollouts has an entry for each Rollout, in the order of the documents.
	Rollouts []verdict `json:"rollouts"`
	// Error says that the documents can't be judged at all, an unknown field for example.
	Error string `json:"error,omitempty"`
}

type verdict struct {
	Rollout string `json:"rollout"`
	// Errors are all that are wrong in the spec, the first reference that can't be found, or else all that is wrong in
	// what is referred to.
	Errors []string `json:"errors"`
	// InvalidSpec is what the running controller would put in the Rollout's status: its first error.
	InvalidSpec string `json:"invalidSpec,omitempty"`
}

func judgeReferences(input referencesInput) referencesOutput {
	input.Flags.set()
	output := referencesOutput{Rollouts: []verdict{}}
	err := guard(func() error {
		docs, err := newDocuments(input.Docs)
		if err != nil {
			return err
		}
		if err := refuseCycles(docs); err != nil {
			return err
		}
		cluster, err := newCluster(docs)
		if err != nil {
			return err
		}
		defer cluster.close()
		for _, doc := range docs.of("Rollout") {
			judged := verdict{Rollout: doc.GetName(), Errors: []string{}}
			ro := &v1alpha1.Rollout{}
			if err := convert(doc, ro); err != nil {
				return err
			}
			judged.Errors = append(judged.Errors, cluster.faults(ro.DeepCopy())...)
			judged.InvalidSpec = cluster.invalidSpec(ro)
			output.Rollouts = append(output.Rollouts, judged)
		}
		return nil
	})
	if err != nil {
		output.Error = err.Error()
	}
	return output
}

// faults goes through the controller's checks in its order, without stopping at the first of a kind.
func (c *cluster) faults(ro *v1alpha1.Rollout) []string {
	faults := []string{}
	complain := func(errors ...error) {
		for _, err := range errors {
			if err != nil {
				faults = append(faults, err.Error())
			}
		}
	}
	complain(guard(func() error {
		if err := c.resolver.Resolve(ro); err != nil {
			return validation.InvalidWorkloadRef(ro, err)
		}
		complain(flat(validation.ValidateRollout(ro))...)
		references, err := newRolloutContext(c.controller, contextParts{rollout: ro}).references()
		if err != nil {
			return err
		}
		complain(flat(validation.ValidateRolloutReferencedResources(ro, *references))...)
		return nil
	}))
	return faults
}

// invalidSpec lets the controller begin a reconcile, which ends here for a Rollout that it refuses.
func (c *cluster) invalidSpec(ro *v1alpha1.Rollout) string {
	err := guard(func() error {
		_, err := startReconcile(c.controller, ro)
		return err
	})
	if err == nil {
		return ""
	}
	return err.Error()
}

func flat(list field.ErrorList) []error {
	errors := make([]error, len(list))
	for i, err := range list {
		errors[i] = err
	}
	return errors
}
