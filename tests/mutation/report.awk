# Puts the verdicts on the changes of one folder into the page. Reasons that stand there already stay with their change.
function key(cells) { sub(/:[0-9]+$/, "", cells[1]); return cells[1] " | " cells[2] " | " ++seen[cells[1], cells[2]] }

BEGIN {
  while ((getline line < page) > 0) {
    lines[++length_of_page] = line
    if (line ~ /^<!-- \/ -->/) inside = 0
    if (inside && split(substr(line, 3, length(line) - 4), cells, / \| /) >= 2) reasons[key(cells)] = cells[3]
    if (line == "<!-- Left: " folder " -->") inside = 1
  }
  delete seen
}

{
  count[$1]++
  if ($1 == "Survived" || $1 == "NoCoverage") {
    cells[1] = $2 ":" $3
    cells[2] = "`" $4 "` → " ($5 == "" ? "nothing" : "`" $5 "`")
    row = "| " cells[1] " | " cells[2] " | "
    left[++length_of_left] = row reasons[key(cells)] " |"
  }
}

END {
  noticed = count["Killed"] + count["Timeout"]
  score = 100 * noticed / NR
  row = sprintf("| %s | %d | %d | %d | %d | %.1f | %s at %s | %d |", folder, NR, count["Killed"], count["Timeout"], length_of_left, score, when, commit, minutes)
  printf "" > page
  for (i = 1; i <= length_of_page; i++) {
    if (lines[i] ~ "^\\| " folder " \\|") { lines[i] = row; row = "" }
    if (lines[i] ~ /^<!-- \/ -->/) inside = 0
    if (!inside) print lines[i] > page
    if (lines[i] == "<!-- Left: " folder " -->") {
      inside = 1
      print "\n| where | change | why it is left |\n|---|---|---|" > page
      for (j = 1; j <= length_of_left; j++) print left[j] > page
      print "" > page
    }
  }
  printf "%s: %.1f %% of %d; %d noticed, %d without end, %d left\n", folder, score, NR, count["Killed"], count["Timeout"], length_of_left
  if (row != "") { printf "docs/mutation.md has no row for %s.\n", folder > "/dev/stderr"; exit 1 }
  if (floor != "-" && score < floor + 0) { printf "%s: less than the floor of %s %%.\n", folder, floor > "/dev/stderr"; exit 1 }
}
