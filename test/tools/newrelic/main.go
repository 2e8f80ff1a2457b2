// Command newrelic reads bodies of NerdGraph's mutations as New Relic's own Go client does. It takes a JSON list of
// {kind, body} from stdin and prints a list of {read, errors}: what the client would send, and what it would not take.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"

	"github.com/newrelic/newrelic-client-go/v2/pkg/alerts"
	"github.com/newrelic/newrelic-client-go/v2/pkg/common"
	"github.com/newrelic/newrelic-client-go/v2/pkg/dashboards"
	"github.com/newrelic/newrelic-client-go/v2/pkg/entities"
	"github.com/newrelic/newrelic-client-go/v2/pkg/servicelevel"
)

type input struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
}

type output struct {
	Read   any      `json:"read,omitempty"`
	Errors []string `json:"errors"`
}

// The variables of each mutation, as the client's own query texts declare them.
var mutations = map[string]func() any{
	"alertsPolicyCreate": func() any {
		return &struct {
			AccountID int                      `json:"accountId"`
			Policy    alerts.AlertsPolicyInput `json:"policy"`
		}{}
	},
	"alertsNrqlConditionStaticCreate": func() any {
		return &struct {
			AccountID int                             `json:"accountId"`
			PolicyID  string                          `json:"policyId"`
			Condition alerts.NrqlConditionCreateInput `json:"condition"`
		}{}
	},
	"alertsCompoundConditionCreate": func() any {
		return &struct {
			AccountID int                                 `json:"accountId"`
			PolicyID  string                              `json:"policyId"`
			Condition alerts.CompoundConditionCreateInput `json:"compoundAlertCondition"`
		}{}
	},
	"serviceLevelCreate": func() any {
		return &struct {
			EntityGUID common.EntityGUID                             `json:"entityGuid"`
			Indicator  servicelevel.ServiceLevelIndicatorCreateInput `json:"indicator"`
		}{}
	},
	"dashboardCreate": func() any {
		return &struct {
			AccountID int                       `json:"accountId"`
			Dashboard dashboards.DashboardInput `json:"dashboard"`
		}{}
	},
}

// Go's enums are plain strings, which take anything: the client lists their values beside them.
var enums = map[reflect.Type][]string{}

func init() {
	for _, list := range []any{
		alerts.AlertsIncidentPreferenceTypes,
		alerts.AlertsFillOptionTypes,
		alerts.AlertsNRQLConditionTermsOperatorTypes,
		alerts.NrqlConditionAggregationMethodTypes,
		alerts.NrqlConditionPriorities,
		alerts.ThresholdOccurrences,
		entities.DashboardPermissionsTypes,
		servicelevel.ServiceLevelEventsQuerySelectFunctionTypes,
		servicelevel.ServiceLevelObjectiveRollingTimeWindowUnitTypes,
	} {
		values := reflect.ValueOf(list)
		for i := 0; i < values.NumField(); i++ {
			field := values.Field(i)
			enums[field.Type()] = append(enums[field.Type()], field.String())
		}
	}
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "version" {
		fmt.Println(version())
		return
	}
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	var inputs []input
	if err := decoder.Decode(&inputs); err != nil {
		fmt.Fprintln(os.Stderr, "newrelic:", err)
		os.Exit(1)
	}
	outputs := make([]output, 0, len(inputs))
	for _, each := range inputs {
		outputs = append(outputs, judge(each))
	}
	if err := json.NewEncoder(os.Stdout).Encode(outputs); err != nil {
		fmt.Fprintln(os.Stderr, "newrelic:", err)
		os.Exit(1)
	}
}

func judge(in input) output {
	make, ok := mutations[in.Kind]
	if !ok {
		return output{Errors: []string{fmt.Sprintf("no mutation is called %q", in.Kind)}}
	}
	target := make()
	decoder := json.NewDecoder(bytes.NewReader(in.Body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return output{Errors: []string{err.Error()}}
	}
	var raw any
	if err := json.Unmarshal(in.Body, &raw); err != nil {
		return output{Errors: []string{err.Error()}}
	}
	faults := []string{}
	walk(reflect.ValueOf(target).Elem(), raw, in.Kind, &faults)
	return output{Read: target, Errors: faults}
}

// walk looks for required fields that the JSON lacks, and for values that no enum has.
func walk(value reflect.Value, raw any, at string, faults *[]string) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			walk(value.Elem(), raw, at, faults)
		}
	case reflect.Slice:
		list, _ := raw.([]any)
		for i := 0; i < value.Len() && i < len(list); i++ {
			walk(value.Index(i), list[i], fmt.Sprintf("%s[%d]", at, i), faults)
		}
	case reflect.Struct:
		object, _ := raw.(map[string]any)
		walkFields(value, object, at, faults)
	case reflect.String:
		known, isEnum := enums[value.Type()]
		if isEnum && !contains(known, value.String()) {
			*faults = append(*faults, fmt.Sprintf("%s: %q is none of %s", at, value.String(), strings.Join(known, ", ")))
		}
	}
}

func walkFields(value reflect.Value, object map[string]any, at string, faults *[]string) {
	for i := 0; i < value.NumField(); i++ {
		field := value.Type().Field(i)
		if field.Anonymous {
			walkFields(value.Field(i), object, at, faults)
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		given, ok := object[name]
		if ok {
			walk(value.Field(i), given, at+"."+name, faults)
		} else if isRequired(field, options) {
			*faults = append(*faults, fmt.Sprintf("%s.%s: it is required", at, name))
		}
	}
}

// isRequired is what the client always sends; it writes null for a pointer or a list that is not set.
func isRequired(field reflect.StructField, options string) bool {
	kind := field.Type.Kind()
	isThreshold := field.Name == "Threshold" && kind == reflect.Pointer
	return isThreshold || (kind != reflect.Pointer && kind != reflect.Slice && !strings.Contains(options, "omitempty"))
}

func contains(list []string, wanted string) bool {
	for _, each := range list {
		if each == wanted {
			return true
		}
	}
	return false
}

// version names the judged release, as linked into this program.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if strings.HasPrefix(dep.Path, "github.com/newrelic/newrelic-client-go") {
				return "newrelic-client-go " + dep.Version
			}
		}
	}
	return "unknown"
}
