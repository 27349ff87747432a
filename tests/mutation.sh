#!/usr/bin/env bash
# Changes the sources of the cache in many small ways, and lists the changes that no test notices: docs/cache-proof.md says why they are
# left. Takes half an hour, most of it waiting for tests that hang. Needs: dotnet tool install -g dotnet-stryker.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$work")
cd "$work/tests/Adobe.ServerAuth.Tests"

# Of the tests only those that are about the cache and what it tells, and what these stand on.
rm -rf Configuration Credentials Flows Handlers Hosting House Recipes TokenEndpoint Diagnostics/OutcomeTests.cs
find DependencyInjection -name "*.cs" ! -name App.cs -delete

export ADOBE_SERVERAUTH_MODEL_SAMPLES=2000 ADOBE_SERVERAUTH_STRESS_ROUNDS=8
"${STRYKER:-$HOME/.dotnet/tools/dotnet-stryker}" --project Adobe.ServerAuth.csproj --test-runner mtp --target-framework net10.0 \
  --mutate "**/Caching/*.cs" --reporter cleartext --reporter json --output "${1:-$work/report}"
