# Of Stryker's report: the number of each change in a folder, its file, line, text, and what the text became.
def short: gsub("\\s+"; " ") | gsub("`"; "'") | gsub("\\|"; "\\|") | if length > 90 then .[:90] + "…" else . end;
def text($lines): .location as {start: $from, end: $to}
  | if $from.line == $to.line then $lines[$from.line - 1][$from.column - 1:$to.column - 1]
    else [$lines[$from.line - 1][$from.column - 1:], $lines[$from.line:$to.line - 1][], $lines[$to.line - 1][:$to.column - 1]] | join(" ") end;
# With the call whose argument it is: true and false say little alone.
def call($lines): if .mutatorName == "Boolean mutation" then $lines[.location.start.line - 1][:.location.start.column - 1] | capture("(?<name>\\w+\\()$").name // "" else "" end;
.files | to_entries[] | select(.key | test($folder + "[^/]+$"))
| (.key | split("/") | last) as $file | (.value.source | split("\n")) as $lines
| .value.mutants | sort_by(.location.start.line, .location.start.column, (.id | tonumber))[] | select(.status != "Ignored" and .status != "CompileError")
| ((call($lines) // "") as $call | [$call, if $call == "" then "" else ")" end]) as [$open, $close]
| [.id, $file, (.location.start.line | tostring), ($open + text($lines) + $close | short), ($open + (.replacement // "") + $close | short)]
| join("\t")
