package main

import (
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/argoproj/argo-rollouts/metricproviders"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/defaults"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// redirect points the metric at our vendor. Where the provider takes the address from a Secret, it returns that Secret.
func (v *vendor) redirect(metric *v1alpha1.Metric) ([]runtime.Object, error) {
	provider := &metric.Provider
	switch {
	case provider.Prometheus != nil:
		provider.Prometheus.Address = v.plain.URL
	case provider.Graphite != nil:
		provider.Graphite.Address = v.plain.URL
	case provider.SkyWalking != nil:
		provider.SkyWalking.Address = v.plain.URL
	case provider.Web != nil:
		written, err := url.Parse(provider.Web.URL)
		if err != nil {
			return nil, err
		}
		provider.Web.URL = v.plain.URL + written.RequestURI()
	case provider.Wavefront != nil:
		provider.Wavefront.Address = strings.TrimPrefix(v.secure.URL, "https://")
		return secret("wavefront-api-tokens", map[string]string{provider.Wavefront.Address: "token"}), nil
	case provider.Datadog != nil:
		// The only defaults that the CRD, not the provider, supplies.
		provider.Datadog.Interval = v1alpha1.DurationString(or(string(provider.Datadog.Interval), "5m"))
		provider.Datadog.ApiVersion = or(provider.Datadog.ApiVersion, "v1")
		return secret(or(provider.Datadog.SecretRef.Name, "datadog"), map[string]string{
			"address": v.plain.URL, "api-key": "key", "app-key": "key",
		}), nil
	case provider.NewRelic != nil:
		return secret(or(provider.NewRelic.Profile, "newrelic"), map[string]string{
			"personal-api-key": "key", "account-id": "1",
			"base-url-rest": v.plain.URL, "base-url-nerdgraph": v.plain.URL,
		}), nil
	case provider.Influxdb != nil:
		return secret(or(provider.Influxdb.Profile, "influxdb"), map[string]string{
			"address": v.plain.URL, "authToken": "token", "org": "org",
		}), nil
	case provider.CloudWatch != nil:
		for name, value := range map[string]string{
			"AWS_ENDPOINT_URL": v.plain.URL, "AWS_REGION": "eu-west-1",
			"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "key", "AWS_EC2_METADATA_DISABLED": "true",
		} {
			if err := os.Setenv(name, value); err != nil {
				return nil, err
			}
		}
	default:
		return nil, fmt.Errorf("measure doesn't know where provider %q gets its address from", metricproviders.Type(*metric))
	}
	return nil, nil
}

// secret lies both where the controller and where a namespaced secretRef looks for it.
func secret(name string, data map[string]string) []runtime.Object {
	objects := []runtime.Object{}
	for _, namespace := range []string{defaults.Namespace(), corev1.NamespaceDefault} {
		object := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace}, Data: map[string][]byte{}}
		for key, value := range data {
			object.Data[key] = []byte(value)
		}
		objects = append(objects, object)
	}
	return objects
}
