// Command oracle lets the code of the real Argo Rollouts judge what stepgate generates. Every subcommand reads JSON
// from stdin and prints JSON to stdout, so that one process can judge thousands of inputs.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sort"
	"strings"

	log "github.com/sirupsen/logrus"
	"k8s.io/klog/v2"
)

// judgement reads its input from the decoder and returns what is printed.
type judgement func(*json.Decoder) (any, error)

var subcommands = map[string]judgement{
	"conditions": each(judgeCondition),
	"lint":       each(lint),
	"measure":    measureAll,
	"metrics":    each(judgeMetrics),
	"references": each(judgeReferences),
	"route":      each(route),
	"version":    version,
	"yaml":       each(readYAML),
}

func main() {
	// The judged code logs to, and lint prints on, what would be our answer.
	answer := os.Stdout
	os.Stdout = os.Stderr
	log.SetOutput(io.Discard)
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)

	if err := run(os.Args[1:], os.Stdin, answer); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	if len(args) != 1 || subcommands[args[0]] == nil {
		return fmt.Errorf("want one of %s, got %q", strings.Join(names(), ", "), args)
	}
	result, err := subcommands[args[0]](json.NewDecoder(in))
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return json.NewEncoder(out).Encode(result)
}

func names() []string {
	found := make([]string, 0, len(subcommands))
	for name := range subcommands {
		found = append(found, name)
	}
	sort.Strings(found)
	return found
}

// one decodes one input strictly: a misspelt key of ours must not turn a question into an easier one.
func one[In, Out any](judge func(In) Out) judgement {
	return func(in *json.Decoder) (any, error) {
		in.DisallowUnknownFields()
		var input In
		if err := in.Decode(&input); err != nil {
			return nil, err
		}
		return judge(input), nil
	}
}

func each[In, Out any](judge func(In) Out) judgement {
	return one(func(inputs []In) []Out {
		outputs := make([]Out, 0, len(inputs))
		for _, input := range inputs {
			outputs = append(outputs, judge(input))
		}
		return outputs
	})
}

// version names the judged release, as linked into this program.
func version(*json.Decoder) (any, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, fmt.Errorf("this program carries no build information")
	}
	for _, dep := range info.Deps {
		if dep.Path == "github.com/argoproj/argo-rollouts" {
			return map[string]string{"argoRollouts": dep.Version, "go": info.GoVersion}, nil
		}
	}
	return nil, fmt.Errorf("argo-rollouts is not among the %d linked modules", len(info.Deps))
}

// guard turns a panic of the judged code into an error: the real controller would crash or drop the reconcile there.
func guard(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do()
}
