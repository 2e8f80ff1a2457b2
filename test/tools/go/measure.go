package main

import "encoding/json"

func measureAll(*json.Decoder) (any, error) { return nil, nil }
