#!/bin/sh
# Builds the oracles of the tests into .tools: the code of the real Argo Rollouts, see test/tools/go.
# Needs Go >= 1.24.9 and its module proxy. The first build takes minutes, later ones seconds.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .tools
out="$PWD/.tools/oracle"
cd test/tools/go
# No cgo: the same result with and without a C compiler. -s -w: no debug information, half the size.
CGO_ENABLED=0 GOFLAGS= go build -mod=readonly -trimpath -buildvcs=false -ldflags='-s -w' -o "$out" .
"$out" version </dev/null
