#!/usr/bin/env bash
# Plants one bug after the other in a copy of the cache, and writes into docs/cache-proof.md which tests notice it. Fails when one of them
# is noticed by none, or no longer fits the sources. Takes a quarter of an hour.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$work")
cd "$work"
git init -q
tests=tests/Adobe.ServerAuth.Tests
export ADOBE_SERVERAUTH_MODEL_SAMPLES=10000 ADOBE_SERVERAUTH_STRESS_ROUNDS=500

build() { dotnet build -v quiet "$tests" -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false > build.log 2>&1 || { cat build.log >&2; exit 1; }; }

# How many of the tests fail. They take a few seconds, unless one waits for what never comes.
failures() {
  local report
  report=$(timeout -k 1 45 "$tests/bin/Debug/net10.0/Adobe.ServerAuth.Tests" "$@" -noColor) || true
  sed -n 's/.*Total: \([0-9]*\),.* Errors: \([0-9]*\), Failed: \([0-9]*\).*/\3 of \1/p' <<< "$report" | grep . || echo "no end"
}

marked() { case "$1" in 0\ *) echo "no" ;; "no end") echo "**yes**: does not end" ;; *) echo "**yes**" ;; esac; }

everything() {
  model=$(failures -class "*.Caching.Model.HistoryTests")
  stress=$(failures -class "*.Caching.Stress.StressTests")
  units=$(failures -namespace "Adobe.ServerAuth.Tests.Caching")
}

build
everything
if [[ "$model $stress $units" != "0 of "*" 0 of "*" 0 of "* ]]; then
  echo "The tests fail before anything is planted: model $model, stress $stress, others $units." >&2
  exit 1
fi

status=0
{
  echo "| bug | model | stress | the others that fail |"
  echo "|---|---|---|---|"
  for bug in tests/planted-bugs/*.patch; do
    git apply "$bug" || { echo "$bug does not fit the sources any more." >&2; exit 1; }
    build
    everything
    git apply --reverse "$bug"
    echo "| [$(head -n 1 "$bug")](../$bug) | $(marked "$model") | $(marked "$stress") | $units |"
    if [[ "$model $stress $units" == "0 of "*" 0 of "*" 0 of "* ]]; then
      echo "$bug: noticed by no test." >&2
      status=1
    fi
  done
} > table

page="$root/docs/cache-proof.md"
awk -v table=table '
  /^<!-- \/ -->/ { inside = 0 }
  !inside { print }
  /^<!-- PlantedBugs -->/ { inside = 1; print ""; while ((getline line < table) > 0) print line; print "" }
' "$page" > page
cat page > "$page"
exit "$status"
