#!/bin/sh
# Builds the oracles of the tests into .tools: the code of the real Argo Rollouts (test/tools/go), and New Relic's own client
# (test/tools/newrelic). Needs Go >= 1.24.9 and its module proxy. The first build takes minutes, later ones seconds.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .tools
tools="$PWD/.tools"
export CGO_ENABLED=0 GOFLAGS=

# build MODULE NAME. No cgo: the same result with and without a C compiler. -s -w: no debug information, half the size.
build() {
  (cd "test/tools/$1" && go build -mod=readonly -trimpath -buildvcs=false -ldflags='-s -w' -o "$tools/$2" .)
  "$tools/$2" version </dev/null
}

build newrelic newrelic
build go oracle
