// Command cel evaluates expressions over Kubernetes objects with Google's own cel-go, which the API server links. It takes
// a JSON list of {expression, object} from stdin and prints a list of {value} or {error}: what a ValidatingAdmissionPolicy
// would make of the object.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/google/cel-go/cel"
)

type input struct {
	Expression string `json:"expression"`
	Object     any    `json:"object"`
}

type output struct {
	Value *bool  `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "version" {
		fmt.Println("cel-go", version("github.com/google/cel-go"))
		return
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "cel:", err)
		os.Exit(1)
	}
}

func run() error {
	var inputs []input
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&inputs); err != nil {
		return err
	}
	env, err := cel.NewEnv(cel.Variable("object", cel.DynType))
	if err != nil {
		return err
	}
	programs := map[string]cel.Program{}
	outputs := make([]output, 0, len(inputs))
	for _, in := range inputs {
		program, found := programs[in.Expression]
		if !found {
			program, err = compile(env, in.Expression)
			if err != nil {
				return fmt.Errorf("%q: %w", in.Expression, err)
			}
			programs[in.Expression] = program
		}
		outputs = append(outputs, evaluate(program, numbers(in.Object)))
	}
	var text bytes.Buffer
	if err := json.NewEncoder(&text).Encode(outputs); err != nil {
		return err
	}
	_, err = os.Stdout.Write(text.Bytes())
	return err
}

// compile refuses what the API server would refuse when a policy is created: an expression that is not boolean.
func compile(env *cel.Env, expression string) (cel.Program, error) {
	ast, issues := env.Compile(expression)
	if issues != nil && issues.Err() != nil {
		return nil, issues.Err()
	}
	if kind := ast.OutputType(); kind != cel.BoolType && kind != cel.DynType {
		return nil, fmt.Errorf("it is %s and not bool", kind)
	}
	return env.Program(ast)
}

func evaluate(program cel.Program, object any) output {
	result, _, err := program.Eval(map[string]any{"object": object})
	if err != nil {
		return output{Error: err.Error()}
	}
	value, ok := result.Value().(bool)
	if !ok {
		return output{Error: fmt.Sprintf("it is %v and not bool", result.Type())}
	}
	return output{Value: &value}
}

// numbers makes whole numbers of JSON int64, as the API server's decoder does.
func numbers(value any) any {
	switch typed := value.(type) {
	case json.Number:
		if whole, err := typed.Int64(); err == nil {
			return whole
		}
		float, _ := typed.Float64()
		return float
	case []any:
		for index, element := range typed {
			typed[index] = numbers(element)
		}
	case map[string]any:
		for key, element := range typed {
			typed[key] = numbers(element)
		}
	}
	return value
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}
