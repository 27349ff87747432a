#!/usr/bin/env bash
# Runs the tests of the build for .NET 8 on the runtime of .NET 9, which gets the same build. Takes about two minutes; docs/platforms.md has the last result.
set -euo pipefail
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

# A copy, since both runtimes would use one obj folder.
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"
cd "$copy"
dotnet build tests/Adobe.ServerAuth.Net8Tests -p:TestedRuntime=net9.0 --verbosity quiet
tests/Adobe.ServerAuth.Net8Tests/bin/Debug/net9.0/*/Adobe.ServerAuth.Net8Tests -diagnostics -noColor | grep -E "Runtime:|FAIL|Total:"
