package main

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/newrelic/newrelic-client-go/v2/pkg/nrdb"
)

// typed is a value together with its Go type, because the conditions see Go values: a nil *float64 is not a nil any, and
// a float64 may be NaN, which JSON can't say. Numbers may be written "NaN", "+Inf", "-Inf".
type typed struct {
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value"`
}

// decoders hold, by the name we use in JSON, every Go type a metric provider of v1.9.1 passes to EvaluateResult.
var decoders = map[string]func(json.RawMessage) (any, error){
	// Prometheus scalar, Datadog, Wavefront with one series; also an element of InfluxDB's []any.
	"float64": func(raw json.RawMessage) (any, error) {
		n, err := decode[number](raw)
		return float64(n), err
	},
	// Prometheus vector and matrix, Graphite, Wavefront with several series. Never nil, may be empty.
	"float64[]": func(raw json.RawMessage) (any, error) {
		numbers, err := decode[[]number](raw)
		return floats(numbers), err
	},
	// Datadog without data.
	"*float64": func(json.RawMessage) (any, error) { return (*float64)(nil), nil },
	// Web and InfluxDB elements.
	"nil":   func(json.RawMessage) (any, error) { return nil, nil },
	"int64": func(raw json.RawMessage) (any, error) { return decode[int64](raw) },
	"time":  func(raw json.RawMessage) (any, error) { return decode[time.Time](raw) },
	// New Relic: one row is the map itself, more rows are a slice of maps.
	"nrdb":   func(raw json.RawMessage) (any, error) { return decode[nrdb.NRDBResult](raw) },
	"nrdb[]": func(raw json.RawMessage) (any, error) { return decode[[]nrdb.NRDBResult](raw) },
	// CloudWatch: structs with Go's field names, so result[0].Values[0].
	"cloudwatch": cloudWatchResults,
	// Web and SkyWalking: what encoding/json makes of the answer.
	"json": func(raw json.RawMessage) (any, error) { return decode[any](raw) },
}

func (t typed) decode() (any, error) {
	if t.Type == "any[]" {
		return t.elements()
	}
	decoder, ok := decoders[t.Type]
	if !ok {
		return nil, fmt.Errorf("no such result type: %q", t.Type)
	}
	return decoder(t.Value)
}

// elements is InfluxDB's result, the _value of every record. It is never empty: that is an Error before any condition.
func (t typed) elements() ([]any, error) {
	elements, err := decode[[]typed](t.Value)
	if err != nil {
		return nil, err
	}
	values := make([]any, len(elements))
	for i, element := range elements {
		if values[i], err = element.decode(); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func decode[T any](raw json.RawMessage) (T, error) {
	var value T
	err := json.Unmarshal(raw, &value)
	return value, err
}

type number float64

func (n *number) UnmarshalJSON(raw []byte) error {
	switch string(raw) {
	case `"NaN"`:
		*n = number(math.NaN())
	case `"+Inf"`:
		*n = number(math.Inf(1))
	case `"-Inf"`:
		*n = number(math.Inf(-1))
	default:
		return json.Unmarshal(raw, (*float64)(n))
	}
	return nil
}

func floats(numbers []number) []float64 {
	values := make([]float64, len(numbers))
	for i, n := range numbers {
		values[i] = float64(n)
	}
	return values
}

func cloudWatchResults(raw json.RawMessage) (any, error) {
	entries, err := decode[[]struct {
		ID         *string          `json:"id"`
		Label      *string          `json:"label"`
		StatusCode types.StatusCode `json:"statusCode"`
		Timestamps []time.Time      `json:"timestamps"`
		Values     []number         `json:"values"`
	}](raw)
	if err != nil {
		return nil, err
	}
	results := make([]types.MetricDataResult, len(entries))
	for i, entry := range entries {
		results[i] = types.MetricDataResult{
			Id: entry.ID, Label: entry.Label, StatusCode: entry.StatusCode,
			Timestamps: entry.Timestamps, Values: floats(entry.Values),
		}
	}
	return results, nil
}
