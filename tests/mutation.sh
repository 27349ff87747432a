#!/usr/bin/env bash
# Changes the sources of the cache in many small ways, and tells which changes no test of the cache notices. Takes a quarter of an hour.
# Needs: dotnet tool install -g dotnet-stryker. Writes docs/mutation.md; the reasons in it are kept.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$work")
cd "$work/tests/Adobe.ServerAuth.Tests"

# The tests of the cache stand on their own, and all of them run for every mutant.
for folder in */; do
  case $folder in Caching/ | Fakes/) ;; *) rm -rf "$folder" ;; esac
done

export ADOBE_SERVERAUTH_MODEL_SAMPLES=${ADOBE_SERVERAUTH_MODEL_SAMPLES:-300} PATH="$PATH:$HOME/.dotnet/tools"
dotnet-stryker --project Adobe.ServerAuth.csproj --test-runner mtp --target-framework net10.0 \
  --mutate "**/Caching/*.cs" --reporter json --reporter progress --output "$work/report" "$@"
python3 "$root/tests/mutation-report.py" "$work/report/reports/mutation-report.json" "$root"
