package main

import (
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/ambassador"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/traefik"
	"github.com/argoproj/argo-rollouts/utils/apisix"
	"github.com/argoproj/argo-rollouts/utils/appmesh"
	"github.com/argoproj/argo-rollouts/utils/istio"
	smifake "github.com/servicemeshinterface/smi-sdk-go/pkg/gen/client/split/clientset/versioned/fake"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	kubejson "k8s.io/apimachinery/pkg/util/json"
	kubescheme "k8s.io/client-go/kubernetes/scheme"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	gatewayv1alpha2 "sigs.k8s.io/gateway-api/apis/v1alpha2"
)

const rolloutsGroup = "argoproj.io"

// documents are manifests as an API server would have stored them.
type documents struct {
	all []*unstructured.Unstructured
	// written remembers the apiVersion of the manifest where the controller reads another version of the same group.
	written map[schema.GroupKind]string
	// placed says that documents without a namespace were put in the default one.
	placed bool
}

func newDocuments(objects []json.RawMessage) (documents, error) {
	docs := documents{written: map[schema.GroupKind]string{}}
	for i, object := range objects {
		doc := &unstructured.Unstructured{}
		// Kubernetes' own decoder: it makes int64 of whole numbers, and the controller takes no float64 for a weight.
		if err := kubejson.Unmarshal(object, &doc.Object); err != nil {
			return docs, fmt.Errorf("docs[%d]: %w", i, err)
		}
		if doc.GetKind() == "" || doc.GetAPIVersion() == "" || doc.GetName() == "" {
			return docs, fmt.Errorf("docs[%d]: apiVersion, kind or metadata.name is missing", i)
		}
		if err := checkFields(doc); err != nil {
			return docs, fmt.Errorf("docs[%d]: %s %q: %w", i, doc.GetKind(), doc.GetName(), err)
		}
		if doc.GetNamespace() == "" && doc.GetKind() != "ClusterAnalysisTemplate" {
			doc.SetNamespace(corev1.NamespaceDefault)
			docs.placed = true
		}
		if doc.GetUID() == "" {
			doc.SetUID(types.UID("uid-of-" + doc.GetName()))
		}
		docs.serve(doc)
		docs.all = append(docs.all, doc)
	}
	return docs, nil
}

// checkFields refuses unknown fields of the kinds we have Go types for, as `kubectl apply` does.
func checkFields(doc *unstructured.Unstructured) error {
	typed, err := strictScheme.New(doc.GroupVersionKind())
	if runtime.IsNotRegisteredError(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(doc.Object, typed, true)
}

var (
	rolloutsScheme = newScheme(v1alpha1.AddToScheme)
	smiScheme      = newScheme(smifake.AddToScheme)
	strictScheme   = newScheme(kubescheme.AddToScheme, v1alpha1.AddToScheme, gatewayv1.Install, gatewayv1alpha2.Install)
)

func newScheme(add ...func(*runtime.Scheme) error) *runtime.Scheme {
	scheme := runtime.NewScheme()
	for _, addTo := range add {
		if err := addTo(scheme); err != nil {
			panic(err)
		}
	}
	return scheme
}

// serve converts to the version the controller asks for, as the API server does between the served versions of a CRD.
// Only the version is changed: the fields the controller reads are the same in all of them.
func (d documents) serve(doc *unstructured.Unstructured) {
	kind := doc.GroupVersionKind().GroupKind()
	for _, read := range readVersions() {
		if read.Group == kind.Group && doc.GetAPIVersion() != read.String() {
			d.written[kind] = doc.GetAPIVersion()
			doc.SetAPIVersion(read.String())
		}
	}
}

func readVersions() []schema.GroupVersion {
	return []schema.GroupVersion{
		ambassador.GetMappingGVR().GroupVersion(),
		apisix.GetMappingGVR().GroupVersion(),
		appmesh.GetAppMeshVirtualServiceGVR().GroupVersion(),
		istio.GetIstioVirtualServiceGVR().GroupVersion(),
		traefik.GetMappingGVR().GroupVersion(),
	}
}

// restore undoes what newDocuments did, so that results compare with the manifests.
func (d documents) restore(object map[string]any) map[string]any {
	doc := &unstructured.Unstructured{Object: object}
	if version, ok := d.written[doc.GroupVersionKind().GroupKind()]; ok {
		doc.SetAPIVersion(version)
	}
	unstructured.RemoveNestedField(object, "metadata", "uid")
	unstructured.RemoveNestedField(object, "metadata", "creationTimestamp")
	if d.placed && doc.GetNamespace() == corev1.NamespaceDefault {
		unstructured.RemoveNestedField(object, "metadata", "namespace")
	}
	return object
}

func (d documents) of(kind string) []*unstructured.Unstructured {
	found := []*unstructured.Unstructured{}
	for _, doc := range d.all {
		if doc.GetKind() == kind && doc.GroupVersionKind().Group == rolloutsGroup {
			found = append(found, doc)
		}
	}
	return found
}

func convert(doc *unstructured.Unstructured, into any) error {
	return runtime.DefaultUnstructuredConverter.FromUnstructured(doc.Object, into)
}

func nameOf(object runtime.Object) string {
	named, err := meta.Accessor(object)
	if err != nil {
		return ""
	}
	return named.GetName()
}
