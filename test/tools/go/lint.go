package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	lintcmd "github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/cmd/lint"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/options"
	"k8s.io/cli-runtime/pkg/genericclioptions"
)

type lintInput struct {
	Name string `json:"name"`
	// YAML is the whole file: `kubectl argo rollouts lint` only sees references within one file.
	YAML string `json:"yaml"`
}

type lintOutput struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Stderr is what the command prints; it ends with the first error only.
	Stderr string `json:"stderr"`
	// Errors are all of them: lint prints each on stdout before it fails with the first.
	Errors []string `json:"errors"`
}

// lint runs `kubectl argo rollouts lint -f <file>` as its main program would.
func lint(input lintInput) lintOutput {
	output := lintOutput{Name: input.Name, Errors: []string{}}
	err := guard(func() error {
		dir, err := os.MkdirTemp("", "oracle-lint-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		file := filepath.Join(dir, "input.yaml")
		if err := os.WriteFile(file, []byte(input.YAML), 0o600); err != nil {
			return err
		}
		var stderr bytes.Buffer
		stdout, err := capture(filepath.Join(dir, "stdout"), func() error { return runLint(file, &stderr) })
		output.Stderr = stderr.String()
		if stdout != "" {
			output.Errors = strings.Split(strings.TrimRight(stdout, "\n"), "\n")
		}
		return err
	})
	output.OK = err == nil
	if err != nil && len(output.Errors) == 0 {
		output.Errors = []string{err.Error()}
	}
	return output
}

func runLint(file string, stderr io.Writer) error {
	command := lintcmd.NewCmdLint(options.NewArgoRolloutsOptions(genericclioptions.IOStreams{
		In: os.Stdin, Out: stderr, ErrOut: stderr,
	}))
	command.SetOut(stderr)
	command.SetErr(stderr)
	command.SetArgs([]string{"-f", file})
	return command.Execute()
}

// capture returns what do prints with fmt.Print, which lint uses instead of its command's streams.
func capture(file string, do func() error) (string, error) {
	sink, err := os.Create(file)
	if err != nil {
		return "", err
	}
	previous := os.Stdout
	os.Stdout = sink
	defer func() { os.Stdout = previous }()
	failed := do()
	if err := sink.Close(); err != nil {
		return "", err
	}
	printed, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	return string(printed), failed
}
