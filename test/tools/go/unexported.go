package main

import (
	"reflect"
	"unsafe"

	// For resolveMetrics, so that the function is linked at all.
	_ "github.com/argoproj/argo-rollouts/analysis"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"github.com/argoproj/argo-rollouts/rollout"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting"
	log "github.com/sirupsen/logrus"
)

// The controller keeps to itself how it looks up what a Rollout refers to. An oracle that imitated it would only prove
// that two imitations agree, so these names are linked to the controller's own functions.

//go:linkname resolveMetrics github.com/argoproj/argo-rollouts/analysis.getResolvedMetricsWithoutSecrets
func resolveMetrics(metrics []v1alpha1.Metric, args []v1alpha1.Argument) ([]v1alpha1.Metric, error)

//go:linkname referencedResources github.com/argoproj/argo-rollouts/rollout.(*rolloutContext).getRolloutReferencedResources
func referencedResources(context unsafe.Pointer) (*validation.ReferencedResources, error)

//go:linkname startReconcile github.com/argoproj/argo-rollouts/rollout.(*Controller).newRolloutContext
func startReconcile(controller *rollout.Controller, ro *v1alpha1.Rollout) (unsafe.Pointer, error)

// rolloutContext is the controller's unexported type of that name, around one Rollout.
type rolloutContext struct{ value reflect.Value }

// newRolloutContext makes a context even for a Rollout that the controller refuses, so that all its faults are seen.
func newRolloutContext(controller *rollout.Controller, cluster contextParts) rolloutContext {
	value := reflect.New(newReconcilers(controller).Type().In(0).Elem())
	base := reflect.ValueOf(controller).Elem().FieldByName("reconcilerBase")
	setField(value, "reconcilerBase", base)
	setField(value, "rollout", reflect.ValueOf(cluster.rollout))
	setField(value, "allRSs", reflect.ValueOf(cluster.replicaSets))
	setField(value, "log", reflect.ValueOf(log.NewEntry(log.StandardLogger())))
	return rolloutContext{value}
}

func (c rolloutContext) references() (*validation.ReferencedResources, error) {
	return referencedResources(c.value.UnsafePointer())
}

// reconcilers are those the controller builds for the Rollout's trafficRouting.
func (c rolloutContext) reconcilers(controller *rollout.Controller) ([]trafficrouting.TrafficRoutingReconciler, error) {
	results := newReconcilers(controller).Call([]reflect.Value{c.value})
	reconcilers, _ := results[0].Interface().([]trafficrouting.TrafficRoutingReconciler)
	err, _ := results[1].Interface().(error)
	return reconcilers, err
}

func newReconcilers(controller *rollout.Controller) reflect.Value {
	return reflect.ValueOf(controller).MethodByName("NewTrafficRoutingReconciler")
}

// setField writes an unexported field, which reflection refuses on the field itself.
func setField(pointer reflect.Value, name string, to reflect.Value) {
	if to.CanAddr() {
		to = reflect.NewAt(to.Type(), unsafe.Pointer(to.UnsafeAddr())).Elem()
	}
	field := pointer.Elem().FieldByName(name)
	reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Set(to)
}
