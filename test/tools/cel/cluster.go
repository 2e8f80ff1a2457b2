package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/policy/generic"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	audit "k8s.io/apiserver/pkg/apis/audit"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/warning"
	dynamicfake "k8s.io/client-go/dynamic/fake"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/kubernetes/scheme"
)

// judge lets a new admission plugin read the policies of a set, and asks it about each request.
func judge(one set) (verdict, error) {
	stored := []runtime.Object{}
	problems := []string{}
	namespaces := map[string]bool{}
	for _, raw := range one.Policies {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode(raw, nil, nil)
		if err != nil {
			return verdict{}, err
		}
		problems = append(problems, problemsOf(object)...)
		stored = append(stored, object)
	}
	for _, asked := range one.Requests {
		name := (&unstructured.Unstructured{Object: asked.Object}).GetNamespace()
		if name != "" && !namespaces[name] {
			namespaces[name] = true
			labels := map[string]string{core.LabelMetadataName: name}
			stored = append(stored, &core.Namespace{ObjectMeta: v1.ObjectMeta{Name: name, Labels: labels}})
		}
	}
	if len(problems) > 0 {
		return verdict{Problems: problems, Answers: []answer{}}, nil
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	plugin, err := start(ctx, stored)
	if err != nil {
		return verdict{}, err
	}
	answers := make([]answer, 0, len(one.Requests))
	for _, asked := range one.Requests {
		got, err := ask(ctx, plugin, asked)
		if err != nil {
			return verdict{}, err
		}
		answers = append(answers, got)
	}
	return verdict{Problems: problems, Answers: answers}, nil
}

// start gives the plugin all that it waits for in an API server, from memory.
func start(ctx context.Context, stored []runtime.Object) (*validating.Plugin, error) {
	client := fake.NewSimpleClientset(stored...)
	factory := informers.NewSharedInformerFactory(client, 0)
	plugin := validating.NewPlugin(nil)
	plugin.SetExternalKubeClientSet(client)
	plugin.SetExternalKubeInformerFactory(factory)
	plugin.SetRESTMapper(meta.NewDefaultRESTMapper(nil))
	plugin.SetDynamicClient(dynamicfake.NewSimpleDynamicClient(runtime.NewScheme()))
	plugin.SetDrainedNotification(ctx.Done())
	plugin.SetAuthorizer(authorizerfactory.NewAlwaysDenyAuthorizer())
	generic.SetPolicyRefreshIntervalForTests(time.Millisecond)
	if err := plugin.ValidateInitialization(); err != nil {
		return nil, err
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	if !plugin.WaitForReady() {
		return nil, errors.New("the policies were not read in time")
	}
	return plugin, nil
}

func ask(ctx context.Context, plugin *validating.Plugin, asked request) (answer, error) {
	object, err := typed(asked.Object)
	if err != nil {
		return answer{}, err
	}
	operation := admission.Create
	var options runtime.Object = &v1.CreateOptions{}
	var old runtime.Object
	if asked.Old != nil {
		if old, err = typed(asked.Old); err != nil {
			return answer{}, err
		}
		operation, options = admission.Update, &v1.UpdateOptions{}
	}
	body := unstructured.Unstructured{Object: asked.Object}
	kind := body.GroupVersionKind()
	resource, _ := meta.UnsafeGuessKindToResource(kind)
	attributes := admission.NewAttributesRecord(
		object, old, kind, body.GetNamespace(), body.GetName(), resource, "", operation, options, false, nil)
	heard := &recorder{}
	ctx = warning.WithWarningRecorder(ctx, heard)
	notes := &annotations{Attributes: attributes}
	denied := plugin.Validate(ctx, notes, admission.NewObjectInterfacesFromScheme(scheme.Scheme))
	got := answer{Warnings: heard.texts, Audited: notes.texts}
	if denied != nil {
		got.Denied = denied.Error()
	}
	return got, nil
}

// typed is what the API server holds: Go's types of what it knows itself, and maps of custom resources.
func typed(body map[string]any) (runtime.Object, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	kind := (&unstructured.Unstructured{Object: body}).GroupVersionKind()
	if !scheme.Scheme.Recognizes(kind) {
		custom := &unstructured.Unstructured{}
		return custom, custom.UnmarshalJSON(text)
	}
	object, _, err := scheme.Codecs.UniversalDeserializer().Decode(text, &kind, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	return object, nil
}

type recorder struct{ texts []string }

func (r *recorder) AddWarning(_, text string) { r.texts = append(r.texts, text) }

// annotations keeps what would be written into the audit log.
type annotations struct {
	admission.Attributes
	texts []string
}

func (a *annotations) AddAnnotation(_, value string) error {
	a.texts = append(a.texts, value)
	return nil
}

func (a *annotations) AddAnnotationWithLevel(key, value string, _ audit.Level) error {
	return a.AddAnnotation(key, value)
}
