package main

import (
	"encoding/json"
	"fmt"
	"sort"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting"
	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type routeInput struct {
	Docs []json.RawMessage `json:"docs"`
	// Weight is the canary's share that the routers are told, of 100 or of maxTrafficWeight.
	Weight int32 `json:"weight"`
	// Destinations are further receivers, as an experiment step with weights has them.
	Destinations []v1alpha1.WeightDestination `json:"destinations"`
	// RemoveManagedRoutes ends the rollout: header and mirror routes are taken away again.
	RemoveManagedRoutes bool  `json:"removeManagedRoutes"`
	Flags               flags `json:"flags"`
}

type routeOutput struct {
	Rollouts []routed `json:"rollouts"`
	Error    string   `json:"error,omitempty"`
}

type routed struct {
	Rollout string `json:"rollout"`
	// Routers are the controller's reconcilers that were run.
	Routers []string `json:"routers"`
	// Unsupported are routers that live in a plugin's own process, which isn't here.
	Unsupported []string `json:"unsupported"`
	Errors      []string `json:"errors"`
	changes
}

// The pod hashes that the routers are told.
const (
	canaryHash = "canary-hash"
	stableHash = "stable-hash"
)

func route(input routeInput) routeOutput {
	input.Flags.set()
	output := routeOutput{Rollouts: []routed{}}
	err := guard(func() error {
		docs, err := newDocuments(input.Docs)
		if err != nil {
			return err
		}
		for _, doc := range docs.of("Rollout") {
			ro := &v1alpha1.Rollout{}
			if err := convert(doc, ro); err != nil {
				return err
			}
			// A cluster of its own, so that what changes is what this Rollout's routers change.
			cluster, err := newCluster(docs)
			if err != nil {
				return err
			}
			defer cluster.close()
			output.Rollouts = append(output.Rollouts, cluster.route(ro, input))
		}
		return nil
	})
	if err != nil {
		output.Error = err.Error()
	}
	return output
}

func (c *cluster) route(ro *v1alpha1.Rollout, input routeInput) routed {
	result := routed{Rollout: ro.Name, Routers: []string{}, Unsupported: []string{}, Errors: []string{}}
	result.changes = noChanges()
	if ro.Spec.Strategy.Canary == nil || ro.Spec.Strategy.Canary.TrafficRouting == nil {
		return result
	}
	for name := range ro.Spec.Strategy.Canary.TrafficRouting.Plugins {
		result.Unsupported = append(result.Unsupported, name)
	}
	sort.Strings(result.Unsupported)
	ro.Spec.Strategy.Canary.TrafficRouting.Plugins = nil

	context := newRolloutContext(c.controller, contextParts{ro, []*appsv1.ReplicaSet{available(ro, stableHash), available(ro, canaryHash)}})
	var reconcilers []trafficrouting.TrafficRoutingReconciler
	err := guard(func() (err error) {
		reconcilers, err = context.reconcilers(c.controller)
		return err
	})
	if err != nil {
		result.Errors = append(result.Errors, err.Error())
	}
	for _, reconciler := range reconcilers {
		result.Routers = append(result.Routers, reconciler.Type())
		if err := c.reconcile(ro, reconciler, input); err != nil {
			result.Errors = append(result.Errors, fmt.Sprintf("%s: %v", reconciler.Type(), err))
		}
	}
	if result.changes, err = c.changes(); err != nil {
		result.Errors = append(result.Errors, err.Error())
	}
	return result
}

// reconcile calls one router in the controller's order: for the first version, which is stable from the start, then for
// the second one with the steps' routes before the weight.
func (c *cluster) reconcile(ro *v1alpha1.Rollout, router trafficrouting.TrafficRoutingReconciler, input routeInput) error {
	calls := []func() error{
		func() error { return router.UpdateHash(stableHash, stableHash) },
		func() error { return router.SetWeight(0) },
	}
	for _, step := range ro.Spec.Strategy.Canary.Steps {
		if step.SetHeaderRoute != nil {
			calls = append(calls, func() error { return router.SetHeaderRoute(step.SetHeaderRoute) })
		}
		if step.SetMirrorRoute != nil {
			calls = append(calls, func() error { return router.SetMirrorRoute(step.SetMirrorRoute) })
		}
	}
	calls = append(calls,
		func() error { return router.UpdateHash(canaryHash, stableHash, input.Destinations...) },
		func() error { return router.SetWeight(input.Weight, input.Destinations...) })
	if input.RemoveManagedRoutes {
		calls = append(calls, router.RemoveManagedRoutes)
	}
	for _, call := range calls {
		if err := guard(call); err != nil {
			return err
		}
		if err := c.fill(); err != nil {
			return err
		}
	}
	return nil
}

// available is a ReplicaSet whose pods all run; Istio's subsets are left alone until they do.
func available(ro *v1alpha1.Rollout, hash string) *appsv1.ReplicaSet {
	replicas := int32(1)
	return &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{
			Name:      ro.Name + "-" + hash,
			Namespace: ro.Namespace,
			Labels:    map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: hash},
		},
		Spec:   appsv1.ReplicaSetSpec{Replicas: &replicas},
		Status: appsv1.ReplicaSetStatus{Replicas: replicas, AvailableReplicas: replicas, ReadyReplicas: replicas},
	}
}
