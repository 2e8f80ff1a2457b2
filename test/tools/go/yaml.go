package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// yamlDocument is one document of a text, as kubectl reads it before it sends it to the API server.
type yamlDocument struct {
	// Value is nil where it cannot be read, and for a document that says null.
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
	// StrictError is there where only a reader that refuses duplicate keys refuses it.
	StrictError string `json:"strictError,omitempty"`
}

// readYAML cuts a text into documents as kubectl does and turns each into JSON.
func readYAML(text string) []yamlDocument {
	documents := []yamlDocument{}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		chunk, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents
		}
		if err != nil {
			return append(documents, yamlDocument{Error: err.Error()})
		}
		documents = append(documents, readYAMLDocument(chunk))
	}
}

func readYAMLDocument(chunk []byte) (document yamlDocument) {
	err := guard(func() error {
		value, err := yaml.YAMLToJSON(chunk)
		document.Value = value
		return err
	})
	if err != nil {
		return yamlDocument{Error: err.Error()}
	}
	if _, err := yaml.YAMLToJSONStrict(chunk); err != nil {
		document.StrictError = err.Error()
	}
	return document
}
