#!/usr/bin/env bash
# Changes the sources of each folder that is named (of the core, if none is) in many small ways, one at a time, runs the tests that concern
# the folder, and writes into docs/mutation.md which changes none of them notices. Fails when the score of a folder is below its floor in
# tests/mutation/floors.txt. Takes a quarter of an hour for each, on a machine with Linux that does nothing else. Needs jq.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
here="$root/tests/mutation"
folders=("$@")
[[ $# -gt 0 ]] || folders=(Caching Handlers TokenEndpoint Flows)

# How it says which change to make, and where it leaves the program, is not the same in every version.
stryker=5.1.0

for folder in "${folders[@]}"; do
  grep -q "^$folder " "$here/floors.txt" && grep -q "^| $folder |" "$root/docs/mutation.md" && grep -q "^<!-- Left: $folder -->$" "$root/docs/mutation.md" \
    || { echo "$folder needs a line in tests/mutation/floors.txt, and a row and a list in docs/mutation.md." >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
project=tests/Adobe.ServerAuth.Tests

copy() { mkdir -p "$1" && (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$1"); }

# Stryker makes the changes and compiles them all into one program, where a number chooses one. It judges none: its processes live on from
# one change to the next, which made it take one change in four for noticed that no test notices. So it gets one test to run.
make_changes() {
  copy "$work/changed"
  cd "$work/changed/$project"
  find . -name "*Tests.cs" ! -name WaitingCallersTests.cs -delete
  jq -n '{"stryker-config": {"test-runner": "mtp", "concurrency": 1, "project": "Adobe.ServerAuth.csproj", "target-framework": "net10.0",
    "mutate": ($ARGS.positional | map("**/\(.)/*.cs")), "reporters": ["json"]}}' --args "$@" > stryker-config.json
  dotnet tool install dotnet-stryker --version "$stryker" --tool-path "$work/tools" > "$work/log" || { cat "$work/log" >&2; exit 1; }
  "$work/tools/dotnet-stryker" --skip-version-check --output "$work/report" > "$work/log" 2>&1 &
  local running=$!
  until grep -q "mutants created" "$work/log" || ! kill -0 "$running" 2> /dev/null; do sleep 0.2; done
  cp bin/Debug/net10.0/Adobe.ServerAuth.dll "$work/Adobe.ServerAuth.dll"
  tr -d '\0' < "$work/Adobe.ServerAuth.dll" | grep -a STRYKER_MUTANT_FILE > /dev/null || { echo "The program has no changes in it." >&2; exit 1; }
  wait "$running" || { tail -n 20 "$work/log" >&2; exit 1; }
}

make_tests() {
  copy "$work/tests"
  dotnet build -v quiet "$work/tests/$project" -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false > "$work/log" || { cat "$work/log" >&2; exit 1; }
  mv "$work/tests/$project/bin/Debug/net10.0" "$work/program"
  cp "$work/Adobe.ServerAuth.dll" "$work/program"
}

judge() {
  local began=$SECONDS filters=()
  export ADOBE_SERVERAUTH_MODEL_SAMPLES=2000 ADOBE_SERVERAUTH_STRESS_ROUNDS=8
  for tests in "${@:3}"; do
    if [[ "$tests" == -* ]]; then filters+=(-method- "*${tests#-}*"); else filters+=(-class "Adobe.ServerAuth.Tests.$tests"); fi
  done
  [[ "$("$here/judge.sh" "$work/program" 600 -1 "${filters[@]}")" == *Survived ]] || { echo "The tests of $1 fail before anything is changed." >&2; exit 1; }
  local limit=$((30 + 5 * (SECONDS - began)))
  jq -r --arg folder "/$1/" -f "$here/changes.jq" "$work/report/reports/mutation-report.json" > "$work/changes"
  cut -f 1 "$work/changes" | xargs -P "$(nproc)" -I {} "$here/judge.sh" "$work/program" "$limit" {} "${filters[@]}" | sort > "$work/verdicts"
  [[ $(wc -l < "$work/verdicts") -eq $(wc -l < "$work/changes") ]] || { echo "Not every change of $1 was judged." >&2; exit 1; }
  join -t $'\t' -o '1.2 2.2 2.3 2.4 2.5' "$work/verdicts" <(sort "$work/changes") | sort -t $'\t' -k 2,2 -k 3,3n > "$work/judged"
  awk -F '\t' -v folder="$1" -v minutes=$(((SECONDS - began + 59) / 60)) -v floor="$2" -v page="$root/docs/mutation.md" \
    -v when="$(date -u +%Y-%m-%d)" -v commit="$(git -C "$root" rev-parse --short HEAD)" -f "$here/report.awk" "$work/judged"
}

(make_changes "${folders[@]}")
make_tests
status=0
for folder in "${folders[@]}"; do
  read -r -a row < <(grep "^$folder " "$here/floors.txt")
  (set -e; judge "${row[@]}") & wait $! || status=1
done
exit "$status"
