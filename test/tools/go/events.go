package main

import (
	"github.com/argoproj/argo-rollouts/utils/record"
	"k8s.io/apimachinery/pkg/runtime"
	clientrecord "k8s.io/client-go/tools/record"
)

// noEvents drops what the controller would tell the user. Argo's own fake blocks after 1,000 events.
type noEvents struct{}

func (noEvents) Eventf(runtime.Object, record.EventOptions, string, ...any) {}
func (noEvents) Warnf(runtime.Object, record.EventOptions, string, ...any)  {}
func (noEvents) K8sRecorder() clientrecord.EventRecorder                    { return &clientrecord.FakeRecorder{} }
