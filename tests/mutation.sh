#!/usr/bin/env bash
# Changes the sources of each folder that is named (of all in tests/mutation/floors.txt, if none is) in many small ways, one at a time,
# runs the tests that concern the folder, and writes into docs/mutation.md which changes none of them notices. Fails when the score of a
# folder is below its floor. Takes about half an hour for each. Needs jq, and: dotnet tool install -g dotnet-stryker.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
floors="$root/tests/mutation/floors.txt"
page="$root/docs/mutation.md"
work=${ADOBE_SERVERAUTH_MUTATION_WORK:-$(mktemp -d)}
[[ -n "${ADOBE_SERVERAUTH_MUTATION_WORK:-}" ]] || trap 'rm -rf "$work"' EXIT
export ADOBE_SERVERAUTH_MODEL_SAMPLES=2000 ADOBE_SERVERAUTH_STRESS_ROUNDS=8

# The tree with those tests alone that concern the folder, and fewer samples of the random ones; the helpers of all tests stay.
copy() {
  local concern=()
  for tests in "${@:2}"; do concern+=(! -path "./$tests" ! -path "./$tests/*"); done
  rm -rf "$1" && mkdir -p "$1"
  (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$1")
  (cd "$1/tests/Adobe.ServerAuth.Tests"
    find . -name "*Tests.cs" "${concern[@]}" -delete
    find . -name "*Tests.cs" -exec sed -i -E 's/\biter: [0-9_]+/iter: 50/' {} +)
}

# One process at a time, since this runner of Stryker mixes up what several find; and a process that is slow is no proof of anything.
stryker() {
  cd "$1/tests/Adobe.ServerAuth.Tests"
  jq -n --arg files "**/$2/*.cs" '{"stryker-config": {"test-runner": "mtp", "coverage-analysis": "perTest", "concurrency": 1,
    "additional-timeout": 30000, "project": "Adobe.ServerAuth.csproj", "target-framework": "net10.0", "mutate": [$files], "reporters": ["json"]}}' > stryker-config.json
  "${STRYKER:-$HOME/.dotnet/tools/dotnet-stryker}" --skip-version-check --output "$1/report" > "$1/log" 2>&1 &
  local running=$!
  # The program with all changes in it, of which one is chosen when it runs, is there for as long as Stryker runs.
  until grep -q "mutants will be tested" "$1/log" 2> /dev/null || ! kill -0 "$running" 2> /dev/null; do sleep 1; done
  cp -r bin/Debug/net10.0 "$1/changed"
  wait "$running" || { tail -n 20 "$1/log" >&2; exit 1; }
}

# How the tests end in a process of their own with one of the changes: Stryker's processes live on from one change to the next,
# so that it misses what happens once in a process, and takes a late end for a hang.
alone() {
  local status=0
  printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($2 & 255)) $(($2 >> 8 & 255)) $(($2 >> 16 & 255)) $(($2 >> 24 & 255)))" > "$1/change"
  STRYKER_MUTANT_FILE="$1/change" timeout -k 1 "$3" "$1/changed/Adobe.ServerAuth.Tests" -noColor > "$1/alone.log" 2>&1 || status=$?
  case "$status" in 0) echo Survived ;; 124 | 137) echo Timeout ;; *) echo Killed ;; esac
}

judge() {
  local began=$SECONDS limit
  [[ "$(alone "$1" -1 600)" == Survived ]] || { echo "The tests fail before anything is changed:" >&2; tail -n 30 "$1/alone.log" >&2; exit 1; }
  limit=$((60 + 5 * (SECONDS - began)))
  jq -r --arg folder "/$2/" -f "$root/tests/mutation/changes.jq" "$1"/report/reports/mutation-report.json > "$1/changes"
  while IFS=$'\t' read -r id status static rest; do
    if [[ "$status" != Killed || "$static" == true ]]; then status=$(alone "$1" "$id" "$limit" < /dev/null); fi
    printf '%s\t%s\n' "$status" "$rest"
  done < "$1/changes" > "$1/judged"
}

report() {
  awk -F '\t' -v folder="$2" -v minutes="$3" -v floor="$4" -v page="$page" -v left="$1/left" -v row="$1/row" \
    -v when="$(date -u +%Y-%m-%d)" -v commit="$(git -C "$root" rev-parse --short HEAD)" -f "$root/tests/mutation/report.awk" "$1/judged"
}

status=0
mapfile -t rows < <(grep -v '^#' "$floors")
for row in "${rows[@]}"; do
  read -r -a words <<< "$row"
  folder=${words[0]}
  [[ $# -eq 0 || " $* " == *" $folder "* ]] || continue
  began=$SECONDS
  copy "$work/$folder" "${words[@]:2}"
  (stryker "$work/$folder" "$folder")
  judge "$work/$folder" "$folder"
  report "$work/$folder" "$folder" $(((SECONDS - began + 59) / 60)) "${words[1]}" || status=1
done
exit "$status"
