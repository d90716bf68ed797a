# Prints a JSON text as lines "path<TAB>value": {"step":{"number":3}} gives ".step.number<TAB>3".
# Reads one token a line, as json_lines in tour-lib.sh cuts them. Line breaks in strings stay "\n", so a value is one line.

function unquoted(text) {
  if (text !~ /^"/) return text
  text = substr(text, 2, length(text) - 2)
  gsub(/\\u0022|\\"/, "\"", text); gsub(/\\u0026/, "\\&", text); gsub(/\\u0027/, "'", text)
  gsub(/\\u002[Bb]/, "+", text); gsub(/\\u003[Cc]/, "<", text); gsub(/\\u003[Ee]/, ">", text)
  return text
}

function here() {
  if (depth == 0) return ""
  return prefix[depth] "." (kind[depth] == "[" ? place[depth] : key[depth])
}

/^[{[]$/ { path = here(); depth++; prefix[depth] = path; kind[depth] = $0; place[depth] = 0; awaits_key = ($0 == "{"); next }
/^[]}]$/ { depth--; awaits_key = 0; next }
/^,$/    { if (kind[depth] == "[") place[depth]++; else awaits_key = 1; next }
/^:$/    { awaits_key = 0; next }
awaits_key { key[depth] = unquoted($0); next }
         { print here() "\t" unquoted($0) }
