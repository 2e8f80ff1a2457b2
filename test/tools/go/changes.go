package main

import (
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kubescheme "k8s.io/client-go/kubernetes/scheme"
	clienttesting "k8s.io/client-go/testing"
)

// changes are what was asked of the API server, with the objects as they are in the end.
type changes struct {
	Created []map[string]any `json:"created"`
	Updated []map[string]any `json:"updated"`
	// Deleted are `resource/name`.
	Deleted []string `json:"deleted"`
}

func noChanges() changes {
	return changes{Created: []map[string]any{}, Updated: []map[string]any{}, Deleted: []string{}}
}

type touched struct {
	resource        schema.GroupVersionResource
	namespace, name string
}

func (c *cluster) changes() (changes, error) {
	found := noChanges()
	for _, client := range []struct {
		actions []clienttesting.Action
		tracker clienttesting.ObjectTracker
		scheme  *runtime.Scheme
	}{
		{c.kube.Actions(), c.kube.Tracker(), kubescheme.Scheme},
		{c.smi.Actions(), c.smi.Tracker(), smiScheme},
		{c.dynamic.Actions(), c.dynamic.Tracker(), nil},
	} {
		created := map[touched]bool{}
		order := []touched{}
		for _, action := range client.actions {
			object, isNew, ok := target(action)
			if !ok {
				continue
			}
			if _, seen := created[object]; !seen {
				created[object] = isNew
				order = append(order, object)
			}
		}
		for _, object := range order {
			result, err := client.tracker.Get(object.resource, object.namespace, object.name)
			switch {
			case errors.IsNotFound(err):
				found.Deleted = append(found.Deleted, object.resource.Resource+"/"+object.name)
				continue
			case err != nil:
				return found, err
			}
			fields, err := plain(result, client.scheme)
			if err != nil {
				return found, err
			}
			if fields = c.docs.restore(fields); created[object] {
				found.Created = append(found.Created, fields)
			} else {
				found.Updated = append(found.Updated, fields)
			}
		}
	}
	return found, nil
}

// target is the object that a writing action is about.
func target(action clienttesting.Action) (object touched, isNew, ok bool) {
	object = touched{resource: action.GetResource(), namespace: action.GetNamespace()}
	switch action := action.(type) {
	case clienttesting.CreateActionImpl:
		object.name, isNew = nameOf(action.GetObject()), true
	case clienttesting.UpdateActionImpl:
		object.name = nameOf(action.GetObject())
	case clienttesting.PatchActionImpl:
		object.name = action.GetName()
	case clienttesting.DeleteActionImpl:
		object.name = action.GetName()
	}
	return object, isNew, object.name != ""
}

// plain has the apiVersion and kind that Go's types leave out.
func plain(object runtime.Object, scheme *runtime.Scheme) (map[string]any, error) {
	if doc, ok := object.(*unstructured.Unstructured); ok {
		return doc.DeepCopy().Object, nil
	}
	fields, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return nil, err
	}
	kinds, _, err := scheme.ObjectKinds(object)
	if err != nil {
		return nil, err
	}
	doc := &unstructured.Unstructured{Object: fields}
	doc.SetGroupVersionKind(kinds[0])
	unstructured.RemoveNestedField(fields, "status")
	return fields, nil
}
