# Of Stryker's report: number, verdict, whether it is in what happens once in a process, file, line, text, and what the text became.
def short: gsub("\\s+"; " ") | gsub("`"; "'") | gsub("\\|"; "\\|") | if length > 90 then .[:90] + "…" else . end;
def text($lines): .location as {start: $from, end: $to}
  | if $from.line == $to.line then $lines[$from.line - 1][$from.column - 1:$to.column - 1]
    else [$lines[$from.line - 1][$from.column - 1:], $lines[$from.line:$to.line - 1][], $lines[$to.line - 1][:$to.column - 1]] | join(" ") end;
.files | to_entries[] | select(.key | contains($folder))
| (.key | split("/") | last) as $file | (.value.source | split("\n")) as $lines
| .value.mutants | sort_by(.location.start.line, .location.start.column, (.id | tonumber))[] | select(.status != "Ignored" and .status != "CompileError")
| [.id, .status, (.static // false | tostring), $file, (.location.start.line | tostring), (text($lines) | short), (.replacement // "" | short)]
| join("\t")
