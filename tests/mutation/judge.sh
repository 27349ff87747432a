#!/usr/bin/env bash
# How the tests end with one change, in a process of their own: judge.sh folder-of-the-program seconds change [filters of tests].
# Prints the number of the change and Killed (a test fails), Timeout (they do not end) or Survived; of two runs, unless the first survives.
set -uo pipefail
program=$1 limit=$2 change=$3
filters=("${@:4}")
own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $((change & 255)) $((change >> 8 & 255)) $((change >> 16 & 255)) $((change >> 24 & 255)))" > "$own/change"

run() {
  : > "$own/log"
  STRYKER_MUTANT_FILE="$own/change" setsid "$program/Adobe.ServerAuth.Tests" "${filters[@]}" -noColor > "$own/log" 2>&1 < /dev/null &
  local running=$! turn
  verdict=Timeout
  for ((turn = 0; turn < 4 * limit; turn++)); do
    if ! kill -0 "$running" 2> /dev/null; then
      wait "$running" && verdict=Survived || verdict=Killed
      break
    elif grep -q '\[FAIL\]' "$own/log"; then
      verdict=Killed
      break
    fi
    sleep 0.25
  done
  kill -9 -- "-$running" 2> /dev/null
  wait "$running" 2> /dev/null
}

run
# A test that fails now and then, on a busy machine say, notices nothing.
[[ "$verdict" == Survived ]] || run
printf '%s\t%s\n' "$change" "$verdict"
