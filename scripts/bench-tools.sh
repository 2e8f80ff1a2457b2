#!/bin/sh
# Builds what the bench compares the gates with into .tools/bench: conftest and Kyverno's command. Needs Go >= 1.26 and its module
# proxy. On two cores the first build takes a quarter of an hour, so CI does without: the rows of the bench say then that they were
# skipped.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .tools/bench
bin="$PWD/.tools/bench"
export CGO_ENABLED=0 GOFLAGS='-trimpath -buildvcs=false'

GOBIN="$bin" go install -ldflags='-s -w' github.com/open-policy-agent/conftest@v0.71.1
"$bin/conftest" --version

# Kyverno replaces modules of others, which `go install` refuses: a module of our own replaces them the same way.
kyverno=github.com/kyverno/kyverno
version=v1.19.1
module=$(mktemp -d)
trap 'rm -rf "$module"' EXIT
cd "$module"
theirs=$(go mod download -json "$kyverno@$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
{
  echo 'module bench'
  grep '^go ' "$theirs"
  echo "require $kyverno $version"
  sed -n '/^replace [^(]/p; /^replace ($/,/^)/p' "$theirs"
} >go.mod
printf '//go:build tools\n\npackage bench\n\nimport _ "%s/cmd/cli/kubectl-kyverno"\n' "$kyverno" >tools.go
go mod tidy
go build -ldflags='-s -w' -o "$bin/kyverno" "$kyverno/cmd/cli/kubectl-kyverno"
"$bin/kyverno" version
