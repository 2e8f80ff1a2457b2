#!/bin/sh
# Builds the oracles of the tests into .tools: the code of the real Argo Rollouts (test/tools/go), New Relic's own client
# (test/tools/newrelic), the admission of API servers (test/tools/cel), and cfn-lint beside the functions of Graphite, which are
# Python. Needs Go >= 1.24.9 and its module proxy, and Python >= 3.10 with venv and pip. The first build takes minutes,
# later ones seconds.
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
build cel cel
build go oracle

python3 -m venv "$tools/python"
# --no-deps: of Graphite only the functions are asked, not its pages and their database
"$tools/python/bin/pip" install --quiet --disable-pip-version-check cfn-lint==1.58.0
"$tools/python/bin/pip" install --quiet --disable-pip-version-check --no-deps graphite-web==1.1.10 Django==4.2.30 \
  asgiref==3.13.0 cachetools==8.0.2 pyparsing==3.3.3 pytz==2026.6 six==1.17.0 urllib3==2.8.0
"$tools/python/bin/cfn-lint" --version
