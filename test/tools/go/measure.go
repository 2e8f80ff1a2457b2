package main

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/argoproj/argo-rollouts/metricproviders"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	log "github.com/sirupsen/logrus"
	corev1 "k8s.io/api/core/v1"
	kubefake "k8s.io/client-go/kubernetes/fake"
)

type measureInput struct {
	// Metric is asked of a vendor that answers with Response, wherever its address points.
	Metric   v1alpha1.Metric `json:"metric"`
	Response response        `json:"response"`
}

type response struct {
	// Status is 200 if not given.
	Status      int    `json:"status"`
	ContentType string `json:"contentType"`
	Body        string `json:"body"`
}

type measureOutput struct {
	Phase    v1alpha1.AnalysisPhase `json:"phase"`
	Value    string                 `json:"value"`
	Message  string                 `json:"message"`
	Requests []request              `json:"requests"`
}

type request struct {
	Method string `json:"method"`
	// URL is path and query.
	URL  string `json:"url"`
	Body string `json:"body"`
}

// vendor stands for every monitoring system: it gives the one answer it was told.
type vendor struct {
	plain, secure *httptest.Server
	answer        response
	requests      []request
}

func (v *vendor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	v.requests = append(v.requests, request{r.Method, r.URL.RequestURI(), string(body)})
	w.Header().Set("Content-Type", or(v.answer.ContentType, "application/json"))
	if v.answer.Status != 0 {
		w.WriteHeader(v.answer.Status)
	}
	_, _ = io.WriteString(w, v.answer.Body)
}

// measureAll takes one measurement of each metric with the controller's own provider.
func measureAll(in *json.Decoder) (any, error) {
	vendor := &vendor{}
	vendor.plain = httptest.NewServer(vendor)
	defer vendor.plain.Close()
	vendor.secure = httptest.NewTLSServer(vendor)
	defer vendor.secure.Close()

	dir, err := os.MkdirTemp("", "oracle-measure-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := vendor.trust(filepath.Join(dir, "ca.pem")); err != nil {
		return nil, err
	}
	return each(vendor.measure)(in)
}

// trust makes Go's clients accept the secure server: Wavefront's client speaks https only.
func (v *vendor) trust(file string) error {
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: v.secure.Certificate().Raw})
	if err := os.WriteFile(file, certificate, 0o600); err != nil {
		return err
	}
	return os.Setenv("SSL_CERT_FILE", file)
}

func (v *vendor) measure(input measureInput) measureOutput {
	v.answer, v.requests = input.Response, []request{}
	var output measureOutput
	err := guard(func() error {
		secrets, err := v.redirect(&input.Metric)
		if err != nil {
			return err
		}
		factory := metricproviders.ProviderFactory{KubeClient: kubefake.NewSimpleClientset(secrets...)}
		provider, err := factory.NewProvider(*log.NewEntry(log.StandardLogger()), corev1.NamespaceDefault, input.Metric)
		if err != nil {
			return err
		}
		measurement := provider.Run(&v1alpha1.AnalysisRun{}, input.Metric)
		output.Phase, output.Value, output.Message = measurement.Phase, measurement.Value, measurement.Message
		return nil
	})
	if err != nil {
		// As the AnalysisRun controller does when it can't make a provider.
		output.Phase, output.Message = v1alpha1.AnalysisPhaseError, err.Error()
	}
	output.Requests = v.requests
	return output
}
