# shellcheck shell=bash
# What examples/tour.sh is made of: it speaks, checks, calls the API, opens links as a browser does, moves the clock and
# reads the outbox. Everything that can differ ends the tour with what was expected and what came.

BASE_URL=${BASE_URL:-http://127.0.0.1:7071}
BASE_URL=${BASE_URL%/}
FIRM_TIME_ZONE=${FIRM_TIME_ZONE:-Etc/UTC}
FROZEN_START=2027-01-04T08:00:00Z

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
app_process=
trap clean_up EXIT

declare -A NAME ROLE ZONE           # of the people, by the part of their address before the @
declare -A PRIVATE                  # texts that only coach and leader may ever see again
NOW=                                # the server's time, as it was known last
BEFORE=                             # the server's time before the last advance
ENGAGEMENT=
VIEW=                               # the engagement as the firm sees it, from json_lines
REPLY_LINES=                        # the last answer, from json_lines
mails_seen=0
calls=0
checks=0
run="tour-$(date +%s%N)-$$"

clean_up() {
  local status=$?
  if [[ -n $app_process ]]; then
    kill "$app_process" 2>/dev/null || true
    wait "$app_process" 2>/dev/null || true
  fi
  rm -rf "$scratch"
  exit "$status"
}

# ---- Speaking and checking ----

heading() {
  printf '\n%s\n%s\n' "$1" "$(printf '%*s' "${#1}" '' | tr ' ' '-')"
}

say() {
  printf '%s\n' "$*" | fold -s -w 110 | sed 's/ *$//; s/^/  /'
}

fail() { # what, expected, came
  printf '\nThe tour ends here: %s\n  expected: %s\n  came:     %s\n' "$1" "${2//$'\n'/$'\n            '}" "${3//$'\n'/$'\n            '}" >&2
  exit 1
}

check() { # claim, expected, came
  [[ $2 == "$3" ]] || fail "$1" "$2" "$3"
  ok "$1"
}

ok() { # a claim that was checked
  checks=$((checks + 1))
  printf '    ok  %s\n' "$1"
}

# ---- Days and times (GNU date) ----

day_plus() { date -u -d "$1 $2 days" +%F; }

day_in() { TZ=$2 date -d "$1" +%F; } # instant, zone

utc() { date -u -d "$1" +%FT%H:%MZ; } # instant, to the minute

time_in() { date -u -d "TZ=\"$3\" $1 $2" +%FT%H:%MZ; } # day, time, zone

on_or_after() { # the day, or the next working day
  case $(date -u -d "$1" +%u) in 6) day_plus "$1" 2 ;; 7) day_plus "$1" 1 ;; *) echo "$1" ;; esac
}

on_or_before() { # the day, or the working day before
  case $(date -u -d "$1" +%u) in 6) day_plus "$1" -1 ;; 7) day_plus "$1" -2 ;; *) echo "$1" ;; esac
}

months_after() { # day, months: 31 January + 1 month = the last of February
  local first last day
  first=$(date -u -d "${1%-*}-01 $2 months" +%F)
  last=$(date -u -d "$first 1 month -1 day" +%d)
  day=${1##*-}
  [[ $day > $last ]] && day=$last
  echo "${first%-*}-$day"
}

long_day() { date -u -d "$1" '+%a %-d %b %Y'; }

# ---- JSON ----

json_lines() {
  grep -oE '"([^"\\]|\\.)*"|[][{}:,]|[^][{}:,"[:space:]]+' | awk -f "$here/json.awk"
}

field() { # lines, path
  awk -F '\t' -v path="$2" '$1 == path { print substr($0, length(path) + 2); exit }' <<<"$1"
}

view() { field "$VIEW" "$1"; }

count() { # lines, path of an array: how many members it has
  awk -F '\t' -v path="$2." 'index($1, path) == 1 { split(substr($1, length(path) + 1), rest, "."); seen[rest[1]] = 1 }
    END { n = 0; for (i in seen) n++; print n }' <<<"$1"
}

# ---- The server ----

# Without a server there is one of the tour's own: on a fresh folder, with a frozen clock, gone at the end.
find_server() {
  local data
  [[ $(TZ=Europe/Berlin date -d 2027-07-01T00:00Z +%H 2>&1) == 02 ]] || fail "what the tour needs" "GNU date that knows time zones" "$(date --version 2>&1 | head -n 1)"
  if curl -s -o /dev/null "$BASE_URL/dev/clock"; then
    data=${DATA_PATH:-.coaching}
  else
    data=$scratch/data
    start_server "$data"
  fi

  if [[ -z ${FIRM_KEY:-} ]]; then
    [[ -r $data/development-firm-key ]] || fail "the firm's key" "FIRM_KEY, or a readable file in DATA_PATH" "no file $data/development-firm-key"
    FIRM_KEY=$(<"$data/development-firm-key")
  fi
  read_clock
}

start_server() { # data folder
  local project=$here/../src/Functions log=$scratch/server.log
  if [[ -z ${NO_BUILD:-} ]]; then
    echo "Building the application..." >&2
    dotnet build "$project" --nologo -v quiet >"$log" 2>&1 || fail "building the application" "success" "$(tail -n 20 "$log")"
  fi
  DOTNET_ENVIRONMENT=Development ASPNETCORE_ENVIRONMENT=Development dotnet "$project/bin/Debug/net10.0/CoachingWorkflow.Functions.dll" \
    --Urls "$BASE_URL" --Links:BaseUrl "$BASE_URL" --Data:Path "$1" --Dev:Clock:Start="$FROZEN_START" >"$log" 2>&1 &
  app_process=$!
  for _ in {1..300}; do
    curl -s -o /dev/null "$BASE_URL/dev/clock" && return
    kill -0 "$app_process" 2>/dev/null || break
    sleep 0.1
  done
  fail "starting the application" "it listens on $BASE_URL" "$(tail -n 20 "$log")"
}

request() { # expected status, then curl's arguments; the body is in $scratch/body, the headers in $scratch/head
  local expected=$1 status
  shift
  status=$(curl -sS --location -o "$scratch/body" -D "$scratch/head" -w '%{http_code}' "$@") || fail "calling ${*: -1}" "an answer" "none"
  calls=$((calls + 1))
  [[ $status == "$expected" ]] || fail "the status of ${*: -1}" "$expected" "$status $(head -c 2000 "$scratch/body")"
}

# A firm's call. Every POST has an idempotency key of its own: the caller may give one to repeat itself.
api() { # expected status, method, path, body, idempotency key
  local arguments=(-X "$2" -H "Authorization: Bearer $FIRM_KEY")
  [[ -n ${4:-} ]] && arguments+=(-H 'Content-Type: application/json' --data-binary "$4")
  [[ $2 == POST ]] && arguments+=(-H "Idempotency-Key: ${5:-$run-$calls}")
  request "$1" "${arguments[@]}" "$BASE_URL/api/$3"
  REPLY_LINES=$(json_lines <"$scratch/body")
}

ours() { # the same, about our engagement: expected status, method, path below it, body
  api "$1" "$2" "engagements/$ENGAGEMENT/$3" "${4:-}"
}

look() {
  api 200 GET "engagements/$ENGAGEMENT"
  VIEW=$REPLY_LINES
}

step_is() { # number, name
  look
  check "the engagement is in step $1, $2" "$1 $2" "$(view .step.number) $(view .step.name)"
}

# Who owes what, in the order of the steps: "coach Cora Doyle: program outcomes with their benchmarks".
waiting_for() { # expected lines
  look
  local came
  came=$(awk -F '\t' '
    $1 ~ /^\.waitingFor\.[0-9]+\.role$/ { role = $2 }
    $1 ~ /^\.waitingFor\.[0-9]+\.name$/ { name = $2 == "null" ? "" : " " $2 }
    $1 ~ /^\.waitingFor\.[0-9]+\.owes$/ { print role name ": " $2 }' <<<"$VIEW")
  local expected claim
  expected=$(printf '%s\n' "$@")
  claim="it waits for $1"
  [[ $# == 1 ]] || claim="it waits for$(printf '\n          %s' "$@")"
  check "$claim" "$expected" "$came"
}

# ---- The clock ----

read_clock() {
  request 200 "$BASE_URL/dev/clock"
  NOW=$(field "$(json_lines <"$scratch/body")" .now)
}

clock_to() { # instant: everything that falls due until then happens, mails included
  BEFORE=$NOW
  request 200 -X POST --data-binary "{\"advanceTo\":\"$(date -u -d "$1" +%FT%TZ)\"}" "$BASE_URL/dev/clock"
  NOW=$(field "$(json_lines <"$scratch/body")" .now)
  printf '\n  --- %s ---\n' "$(date -u -d "$NOW" '+%a %-d %b %Y, %H:%M UTC')"
}

settle() { # waits for what is under way
  request 200 -X POST --data-binary '{"advanceBy":"PT0S"}' "$BASE_URL/dev/clock"
}

# ---- The outbox ----

person() { # name, address, role, time zone
  local who=${2%@*}
  NAME[$who]=$1 ROLE[$who]=$3 ZONE[$who]=$4
}

# $scratch/mails has a line a mail: when, kind, who, subject, link, attachment; new_mails those that came since the last look.
read_mails() {
  settle
  read_clock
  request 200 "$BASE_URL/dev/mail?about=$ENGAGEMENT"
  json_lines <"$scratch/body" | awk -F '\t' -v OFS='\t' '
    function flush() { if (kind != "") print when, kind, who, subject, link, attachment; kind = link = attachment = "-" }
    BEGIN { kind = "" }
    { split($1, path, "."); member = path[3] }
    member == "id" { flush() }
    member == "sentAt" { when = substr($2, 1, 16) "Z" }
    member == "kind" { kind = $2 }
    member == "to" { who = $2; sub(/@.*/, "", who) }
    member == "subject" { subject = $2 }
    path[5] == "href" { link = $2 }
    path[5] == "contentType" { attachment = $2 }
    END { flush() }' >"$scratch/mails"
  # What goes to several people on one morning goes side by side, in no order.
  new_mails=$(tail -n "+$((mails_seen + 1))" "$scratch/mails" \
    | awk -F '\t' -v OFS='\t' '{ print $1, ($2 ~ /^(reminder|escalation|monthUnlogged|mailBounced)$/ ? $3 : ""), $0 }' \
    | LC_ALL=C sort -s -t $'\t' -k1,1 -k2,2 | cut -f 3- | while IFS=$'\t' read -r when kind who rest; do
    [[ -n ${NAME[$who]:-} ]] || who=firm
    printf '%s\t%s\t%s\t%s\n' "$when" "$kind" "$who" "$rest"
  done)
  mails_seen=$(wc -l <"$scratch/mails")
}

city_of() { local zone=${ZONE[$1]##*/}; echo "${zone//_/ }"; }

show_mails() {
  local when kind who subject _
  while IFS=$'\t' read -r when kind who subject _; do
    [[ -n $when ]] || continue
    printf '    mail %s %-9s %-25s %s\n' "$(TZ=${ZONE[$who]} date -d "$when" '+%a %d %b %H:%M')" "$(city_of "$who")" \
      "${NAME[$who]} (${ROLE[$who]})" "$subject"
  done <<<"$new_mails"
}

# What someone just did is mailed at once: exactly these, "kind who".
mailed_at_once() {
  local since=$NOW came expected early
  read_mails
  show_mails
  early=$(awk -F '\t' -v from="$(utc "$since")" -v to="$(utc "$NOW")" '$0 != "" && ($1 < from || $1 > to)' <<<"$new_mails")
  [[ -z $early ]] || fail "mails that follow from an action go at once" "between $since and $NOW" "$early"
  expected=$(printf '%s\n' "$@" | sed '/^$/d' | sort)
  came=$(awk -F '\t' '$0 != "" { print $2, $3 }' <<<"$new_mails" | sort)
  [[ $expected == "$came" ]] || fail "the mails that follow at once" "${expected:-none}" "${came:-none}"
  checks=$((checks + 1))
}

# What the calendar brought while the clock advanced: exactly these, "kind who when".
mailed_meanwhile() {
  local came expected
  read_mails
  show_mails
  expected=$(printf '%s\n' "$@" | sed '/^$/d' | sort)
  came=$(awk -F '\t' '$0 != "" { print $2, $3, $1 }' <<<"$new_mails" | sort)
  [[ $expected == "$came" ]] || fail "the mails from $BEFORE to $NOW" "${expected:-none}" "${came:-none}"
  checks=$((checks + 1))
  [[ -n $came ]] || echo "    (no mail meanwhile)"
}

meanwhile() { # kind, who, when: a line of mailed_meanwhile if it lies between the last two readings of the clock
  if [[ $3 > $(utc "$BEFORE") && ! $3 > $(utc "$NOW") ]]; then
    echo "$1 $2 $3"
  fi
}

# The reminders that the design promises: 3 days before due, on the day, 7, 14, 21 days after, weekly; on working mornings.
reminders() { # who, day due
  local after
  for after in -3 0 7 14 21 28 35; do
    meanwhile reminder "$1" "$(time_in "$(on_or_after "$(day_plus "$2" "$after")")" 09:00 "${ZONE[$1]}")"
  done
}

escalations() { # day due: from 21 days on the firm is told too
  local after
  for after in 21 28 35; do
    meanwhile escalation firm "$(time_in "$(on_or_after "$(day_plus "$1" "$after")")" 09:00 "${ZONE[firm]}")"
  done
}

invitations() { # day of the review
  local who
  for who in lena cora ines sam; do
    meanwhile reviewInvitation "$who" "$(time_in "$(on_or_before "$(day_plus "$1" -21)")" 09:00 "${ZONE[$who]}")"
  done
}

to_all() { # kind: a line of mailed_at_once for each of leader, coach and sponsors
  printf '%s\n' "$1 lena" "$1 cora" "$1 ines" "$1 sam"
}

# ---- Emailed links ----

link_of() { # who: the newest link they got
  awk -F '\t' -v who="$1" '$3 == who && $5 != "-" { link = $5 } END { print link }' "$scratch/mails" | on_this_server
}

on_this_server() { sed -E "s#^https?://[^/]*#$BASE_URL#"; }

open_link() { # expected status, link
  request "$1" "$2"
  cp "$scratch/body" "$scratch/page"
  grep -qi '^cache-control: no-store' "$scratch/head" || fail "the page's headers" "Cache-Control: no-store" "$(<"$scratch/head")"
  grep -qi '^referrer-policy: no-referrer' "$scratch/head" || fail "the page's headers" "Referrer-Policy: no-referrer" "$(<"$scratch/head")"
  if grep -qi '<script' "$scratch/body"; then fail "the page" "no script" "a script"; fi
}

# Fills in and sends a link's form, hidden inputs included, as a browser does.
send_form() { # expected status, link, field=value...
  local expected=$1 link=$2 hidden arguments=()
  shift 2
  request "${form_status:-200}" "$link"
  while IFS=$'\t' read -r name value; do
    [[ -n $name ]] && arguments+=(--data-urlencode "$name=$value")
  done < <(grep -o '<input type="hidden"[^>]*>' "$scratch/body" | sed -E 's/.*name="([^"]*)" value="([^"]*)".*/\1\t\2/')
  for hidden in "$@"; do arguments+=(--data-urlencode "$hidden"); done
  request "$expected" "${arguments[@]}" "$link"

  # What follows is mailed before the next one acts: so the order of the mails is the same every run.
  cp "$scratch/body" "$scratch/page"
  settle
}

page_says() { # text
  grep -qF -- "$1" "$scratch/page" || fail "the page" "$1" "$(sed -e 's/<style>.*<\/style>//' -e 's/<[^>]*>//g' "$scratch/page" | tail -n 30)"
  checks=$((checks + 1))
}

# ---- Privacy ----

has_no_secret() { # what, file
  local text
  for text in "${PRIVATE[@]}"; do
    if grep -qF -- "$text" "$2"; then fail "$1 keeps what is confidential" "not a word of it" "$text"; fi
  done
}

# Reads everything that the firm can read, and every mail: not one confidential text may be there.
nothing_leaks() {
  local cursor=
  api 200 GET "engagements/$ENGAGEMENT"
  has_no_secret "the firm's view" "$scratch/body"
  api 200 GET "engagements?limit=200"
  has_no_secret "the firm's list" "$scratch/body"
  : >"$scratch/timeline"
  while :; do
    ours 200 GET "timeline?limit=200${cursor:+&cursor=$cursor}"
    has_no_secret "the timeline" "$scratch/body"
    awk -F '\t' -v OFS='\t' '
      $1 ~ /^\.items\.[0-9]+\.at$/ { at = $2 }
      $1 ~ /^\.items\.[0-9]+\.kind$/ { print at, $2 }' <<<"$REPLY_LINES" >>"$scratch/timeline"
    cursor=$(field "$REPLY_LINES" .next)
    [[ -n $cursor && $cursor != null ]] || break
  done
  request 200 "$BASE_URL/dev/mail?about=$ENGAGEMENT"
  has_no_secret "the outbox" "$scratch/body"
  ok "the firm's view, list and timeline and all mails hold nothing confidential"
}
