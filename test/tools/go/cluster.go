package main

import (
	"context"
	"fmt"

	"github.com/argoproj/argo-rollouts/controller/metrics"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	argofake "github.com/argoproj/argo-rollouts/pkg/client/clientset/versioned/fake"
	"github.com/argoproj/argo-rollouts/rollout"
	"github.com/argoproj/argo-rollouts/utils/ingress"
	"github.com/argoproj/argo-rollouts/utils/istio"
	"github.com/argoproj/argo-rollouts/utils/tolerantinformer"
	smifake "github.com/servicemeshinterface/smi-sdk-go/pkg/gen/client/split/clientset/versioned/fake"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	fakediscovery "k8s.io/client-go/discovery/fake"
	"k8s.io/client-go/dynamic/dynamicinformer"
	dynamicfake "k8s.io/client-go/dynamic/fake"
	"k8s.io/client-go/informers"
	kubefake "k8s.io/client-go/kubernetes/fake"
	kubescheme "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// cluster is the real controller on clients that only pretend to reach an API server. Nothing runs in the background:
// the controller reads the informers' stores, which fill puts the documents in.
type cluster struct {
	docs       documents
	kube       *kubefake.Clientset
	dynamic    *dynamicfake.FakeDynamicClient
	smi        *smifake.Clientset
	controller *rollout.Controller
	resolver   interface {
		Resolve(*v1alpha1.Rollout) error
		Stop()
	}
	queues           []workqueue.RateLimitingInterface
	kubeInformers    informers.SharedInformerFactory
	dynamicInformers dynamicinformer.DynamicSharedInformerFactory
}

type contextParts struct {
	rollout     *v1alpha1.Rollout
	replicaSets []*appsv1.ReplicaSet
}

var background = context.Background()

// Shared by all clusters of this process, because it registers itself globally.
var metricsServer = metrics.NewMetricsServer(metrics.ServerConfig{K8SRequestProvider: &metrics.K8sRequestsCountProvider{}})

func newCluster(docs documents) (*cluster, error) {
	var kube, smi, argo, dynamic []runtime.Object
	for _, doc := range docs.all {
		dynamic = append(dynamic, doc)
		for _, typed := range []struct {
			scheme  *runtime.Scheme
			objects *[]runtime.Object
		}{{kubescheme.Scheme, &kube}, {smiScheme, &smi}, {rolloutsScheme, &argo}} {
			object, err := typed.scheme.New(doc.GroupVersionKind())
			if err != nil {
				continue
			}
			if err := runtime.DefaultUnstructuredConverter.FromUnstructured(doc.Object, object); err != nil {
				return nil, fmt.Errorf("%s %q: %w", doc.GetKind(), doc.GetName(), err)
			}
			*typed.objects = append(*typed.objects, object)
		}
	}
	c := &cluster{
		docs:    docs,
		kube:    kubefake.NewSimpleClientset(kube...),
		smi:     smifake.NewSimpleClientset(smi...),
		dynamic: dynamicfake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), listKinds(), dynamic...),
	}
	return c, c.start(argofake.NewSimpleClientset(argo...))
}

// listKinds are what an informer may list although no document has that kind.
func listKinds() map[schema.GroupVersionResource]string {
	return map[schema.GroupVersionResource]string{
		istio.GetIstioVirtualServiceGVR():                      "VirtualServiceList",
		istio.GetIstioDestinationRuleGVR():                     "DestinationRuleList",
		appsv1.SchemeGroupVersion.WithResource("deployments"):  "DeploymentList",
		appsv1.SchemeGroupVersion.WithResource("replicasets"):  "ReplicaSetList",
		corev1.SchemeGroupVersion.WithResource("podtemplates"): "PodTemplateList",
	}
}

func (c *cluster) start(argo *argofake.Clientset) error {
	c.kubeInformers = informers.NewSharedInformerFactory(c.kube, 0)
	c.dynamicInformers = dynamicinformer.NewDynamicSharedInformerFactory(c.dynamic, 0)
	ingresses, err := ingress.NewIngressWrapper(ingress.IngressModeNetworking, c.kube, c.kubeInformers)
	if err != nil {
		return err
	}
	rollouts := tolerantinformer.NewTolerantRolloutInformer(c.dynamicInformers)
	c.resolver = rollout.NewInformerBasedWorkloadRefResolver(metav1.NamespaceAll, c.dynamic, workloads(c.kube.Discovery()), argo, rollouts.Informer())
	c.controller = rollout.NewController(rollout.ControllerConfig{
		Namespace:                       metav1.NamespaceAll,
		KubeClientSet:                   c.kube,
		ArgoProjClientset:               argo,
		DynamicClientSet:                c.dynamic,
		RefResolver:                     c.resolver,
		SmiClientSet:                    c.smi,
		ExperimentInformer:              tolerantinformer.NewTolerantExperimentInformer(c.dynamicInformers),
		AnalysisRunInformer:             tolerantinformer.NewTolerantAnalysisRunInformer(c.dynamicInformers),
		AnalysisTemplateInformer:        tolerantinformer.NewTolerantAnalysisTemplateInformer(c.dynamicInformers),
		ClusterAnalysisTemplateInformer: tolerantinformer.NewTolerantClusterAnalysisTemplateInformer(c.dynamicInformers),
		ReplicaSetInformer:              c.kubeInformers.Apps().V1().ReplicaSets(),
		ServicesInformer:                c.kubeInformers.Core().V1().Services(),
		IngressWrapper:                  ingresses,
		RolloutsInformer:                rollouts,
		IstioPrimaryDynamicClient:       c.dynamic,
		IstioVirtualServiceInformer:     c.dynamicInformers.ForResource(istio.GetIstioVirtualServiceGVR()).Informer(),
		IstioDestinationRuleInformer:    c.dynamicInformers.ForResource(istio.GetIstioDestinationRuleGVR()).Informer(),
		RolloutWorkQueue:                c.queue(),
		ServiceWorkQueue:                c.queue(),
		IngressWorkQueue:                c.queue(),
		MetricsServer:                   metricsServer,
		Recorder:                        noEvents{},
	})
	return c.fill()
}

// fill brings the stores up to date with the clients, as watching would.
func (c *cluster) fill() error {
	services, err := c.kube.CoreV1().Services(metav1.NamespaceAll).List(background, metav1.ListOptions{})
	if err != nil {
		return err
	}
	if err := replace(c.kubeInformers.Core().V1().Services().Informer(), services.Items); err != nil {
		return err
	}
	ingresses, err := c.kube.NetworkingV1().Ingresses(metav1.NamespaceAll).List(background, metav1.ListOptions{})
	if err != nil {
		return err
	}
	if err := replace(c.kubeInformers.Networking().V1().Ingresses().Informer(), ingresses.Items); err != nil {
		return err
	}
	for kind, resource := range map[string]schema.GroupVersionResource{
		"Rollout":                 v1alpha1.RolloutGVR,
		"Experiment":              v1alpha1.ExperimentGVR,
		"AnalysisTemplate":        v1alpha1.AnalysisTemplateGVR,
		"ClusterAnalysisTemplate": v1alpha1.ClusterAnalysisTemplateGVR,
	} {
		for _, doc := range c.docs.of(kind) {
			if err := c.dynamicInformers.ForResource(resource).Informer().GetStore().Add(doc); err != nil {
				return err
			}
		}
	}
	return nil
}

func replace[T any](informer cache.SharedIndexInformer, items []T) error {
	objects := make([]any, len(items))
	for i := range items {
		objects[i] = &items[i]
	}
	return informer.GetStore().Replace(objects, "")
}

func (c *cluster) queue() workqueue.RateLimitingInterface {
	queue := workqueue.NewRateLimitingQueue(workqueue.DefaultControllerRateLimiter())
	c.queues = append(c.queues, queue)
	return queue
}

// close ends the goroutines that queues and the workloadRef resolver start on their own.
func (c *cluster) close() {
	c.resolver.Stop()
	for _, queue := range c.queues {
		queue.ShutDown()
	}
	c.controller.IstioController.ShutDownWithDrain()
}

// workloads teaches the discovery client the kinds that workloadRef may name.
func workloads(client discovery.DiscoveryInterface) discovery.DiscoveryInterface {
	client.(*fakediscovery.FakeDiscovery).Resources = []*metav1.APIResourceList{
		{GroupVersion: "v1", APIResources: []metav1.APIResource{{Name: "podtemplates", Kind: "PodTemplate"}}},
		{GroupVersion: "apps/v1", APIResources: []metav1.APIResource{
			{Name: "deployments", Kind: "Deployment"}, {Name: "replicasets", Kind: "ReplicaSet"},
		}},
	}
	return client
}
