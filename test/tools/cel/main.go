// Command cel judges objects as an API server does: by the admission plugin ValidatingAdmissionPolicy of Kubernetes itself, over
// policies and bindings as they would be applied. It takes {policies, requests} as JSON from stdin and prints {problems, answers}: what is wrong
// with the policies, and what became of each request.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"k8s.io/klog/v2"
)

// set is one cluster: policies with their bindings, and requests that meet them.
type set struct {
	Policies []json.RawMessage `json:"policies"`
	Requests []request         `json:"requests"`
}

// request creates an object; with an old one it updates that.
type request struct {
	Object map[string]any `json:"object"`
	Old    map[string]any `json:"old"`
}

// verdict is what an API server makes of the policies, and of each request.
type verdict struct {
	Problems []string `json:"problems"`
	Answers  []answer `json:"answers"`
}

// answer is empty where a request passes without a word.
type answer struct {
	Denied   string   `json:"denied,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Audited  []string `json:"audited,omitempty"`
}

func main() {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	if len(os.Args) > 1 && os.Args[1] == "version" {
		fmt.Println("k8s.io/apiserver", version("k8s.io/apiserver"))
		return
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "cel:", err)
		os.Exit(1)
	}
}

func run() error {
	var given set
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		return err
	}
	judged, err := judge(given)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(judged)
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path != module {
			continue
		}
		if dependency.Replace != nil {
			return dependency.Replace.Version
		}
		return dependency.Version
	}
	return "unknown"
}
