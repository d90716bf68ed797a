#!/usr/bin/env bash
# One nine-month engagement, from the first mail to the renewal, in a few seconds.
#
#   examples/tour.sh
#
# starts the application on a fresh folder with a frozen clock, if nothing listens on BASE_URL
# (http://127.0.0.1:7071), and stops it at the end. A server that listens there is toured as it is: its clock is
# advanced by about a year. Its firm key is FIRM_KEY, or is read from DATA_PATH/development-firm-key
# (DATA_PATH is .coaching if it is not given). NO_BUILD=1 starts what was built last.
#
# It checks everything it says and stops at the first difference. docs/tour.txt is what it prints from a fresh start:
#
#   examples/tour.sh | diff docs/tour.txt -
#
# Needs bash 4, curl, and GNU date, grep, sed and awk.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=tour-lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/tour-lib.sh"

ENGAGEMENT_ZONE=Europe/Berlin
person "Lena Vogt" lena@acme.example leader Europe/Berlin
person "Cora Doyle" cora@coaches.example coach Europe/London
person "Ines Albrecht" ines@acme.example sponsor Europe/Berlin
person "Sam Whitfield" sam@acme.example sponsor America/New_York
person "Bernd Krause" bernd@acme.example boss Europe/Berlin
person "Tara Novak" tara@acme.example team Europe/Berlin
person "Timo Lange" timo@acme.example team Europe/Berlin
person "Tess Ivers" tess@acme.example team Europe/Berlin
person "Petra Sand" petra@acme.example peer Europe/Berlin
person "Pablo Ruiz" pablo@acme.example peer Europe/Berlin
person "Pia Holm" pia@acme.example peer Europe/Berlin
person "Pia Holm" pia.holm@acme.example peer Europe/Berlin
person "Olga Brandt" olga@customer.example other Europe/Berlin
person "The firm" firm@ firm "$FIRM_TIME_ZONE"

# What leader and raters tell the coach. No sponsor, no firm and no mail may ever show a word of it.
PRIVATE=(
  [commitments]="I promised my daughter to be home by seven"
  [concerns]="I fear that the merger will cost my seat"
  [breakdowns]="Deadlines slip when I do not trust the plan"
  [behaviors]="I answer for others before they have spoken"
  [style]="Short mails and long silences"
  [promises]="Kept with customers and broken with peers"
  [strengths]="She takes the heat for her people"
  [growth]="She decides alone and explains too late"
  [notes]="She said that she nearly resigned in March"
  [corrected]="She said that she nearly resigned in April"
)

# ---- The engagement's calls, in the words of the story ----

leader_interview() {
  printf '{"heldOn":"%s","commitments":"%s","immediateConcerns":"%s","commonBreakdowns":"%s","behaviors":"%s","communicationStyle":"%s","fulfillingPromises":"%s"}' \
    "$(today)" "${PRIVATE[commitments]}" "${PRIVATE[concerns]}" "${PRIVATE[breakdowns]}" "${PRIVATE[behaviors]}" "${PRIVATE[style]}" "${PRIVATE[promises]}"
}

outcomes='[{"title":"Delegates decisions","benchmark":"Decisions a week taken by the team without her","baseline":2,"target":8,"unit":"decisions"},
  {"title":"Is heard to listen","benchmark":"Team pulse: my view is heard (1 to 5)","baseline":2.5,"target":4}]'

design() { # practice
  printf '{"themes":[{"title":"Trust before control","description":"What the interviews have in common"}],
    "practices":[{"title":"%s","description":"Every Friday"}],
    "exercises":[{"title":"Three questions before one answer"}],
    "reading":[{"title":"Humble Inquiry","description":"Chapters 1 to 4"}]}' "$1"
}

today() { day_in "$NOW" "$ENGAGEMENT_ZONE"; }

readings() { # value of each outcome
  printf '[{"outcomeId":"%s","value":%s},{"outcomeId":"%s","value":%s}]' "$outcome_1" "$1" "$outcome_2" "$2"
}

session() { # minutes, mode, value of each outcome, notes
  printf '{"heldOn":"%s","minutes":%s,"mode":"%s","notes":"%s","summary":"On delegation","readings":%s}' "$(today)" "$1" "$2" "$5" "$(readings "$3" "$4")"
}

log_session() { # the same without notes
  ours 201 POST sessions "$(session "$@" "${PRIVATE[notes]}")"
}

answer() { # who, value of the second outcome
  send_form 200 "$(link_of "$1")" strengths="${PRIVATE[strengths]}" growth="${PRIVATE[growth]}" "rating-$outcome_1=4" "rating-$outcome_2=$2"
}

commit() { # who
  send_form 200 "$(link_of "$1")" decision=commit read=on name="${NAME[$1]}"
}

month_state() { # month, as we looked last
  view ".sessions.months.$(($1 - 1)).state"
}

readings_shown() { # of the first outcome, as we looked last
  awk -F '\t' '$1 ~ /^\.outcomes\.0\.readings\.[0-9]+\.source$/ { n[$2]++ }
    END { printf "%d from sessions, %d from reviews", n["session"], n["midProgramReview"] + n["endOfProgramReview"] }' <<<"$VIEW"
}

meeting() { # day
  printf '{"startsAt":"%s","minutes":90,"place":"Room 4"}' "$(time_in "$1" 10:00 "$ENGAGEMENT_ZONE" | sed 's/Z$/:00Z/')"
}

calendar_method() { # how many of the new mails have this attachment
  awk -F '\t' -v method="method=$1" 'index($6, method) { n++ } END { print n + 0 }' <<<"$new_mails"
}

# ---- The tour ----

tell_the_beginning() {
  local monday start
  monday=$(date -u -d "$NOW" +%F)
  while [[ $(date -u -d "$monday" +%u) != 1 || $(time_in "$monday" 08:00 UTC) < $(utc "$NOW") ]]; do monday=$(day_plus "$monday" 1); done
  [[ $(time_in "$monday" 08:00 UTC) == "$(utc "$NOW")" ]] || clock_to "$monday 08:00 UTC"
  first_day=$monday

  heading "A coaching engagement, $(long_day "$first_day")"
  say "A firm starts an engagement of nine months for ${NAME[lena]} in Berlin. ${NAME[cora]} coaches her from London. Two sponsors pay:" \
    "${NAME[ines]} in Berlin and ${NAME[sam]} in New York. Only the firm has a key; all others get mails with links."
  echo
  request 401 -H "Authorization: Bearer nobody" "$BASE_URL/api/engagements"
  ok "a wrong key is 401"
  request 404 "$BASE_URL/api/links/junk"
  ok "a made-up link is 404"

  start='{"leader":{"name":"Lena Vogt","email":"lena@acme.example"},"coach":{"name":"Cora Doyle","email":"cora@coaches.example","timeZone":"Europe/London"},
    "sponsors":[{"name":"Ines Albrecht","email":"ines@acme.example"},{"name":"Sam Whitfield","email":"sam@acme.example","timeZone":"America/New_York"}],
    "months":9,"hoursPerMonth":3,"timeZone":"Europe/Berlin","reference":"Tour"}'
  api 422 POST engagements "${start/\"months\":9/\"months\":5}"
  check "five months are too few: 422 names the member" "must be a whole number from 6 to 12" "$(field "$REPLY_LINES" '.errors.$.months')"
  api 201 POST engagements "$start" "$run"
  ENGAGEMENT=$(field "$REPLY_LINES" .id)
  cp "$scratch/body" "$scratch/first"
  api 201 POST engagements "$start" "$run"
  cmp -s "$scratch/first" "$scratch/body" || fail "the same call with the same Idempotency-Key" "$(<"$scratch/first")" "$(<"$scratch/body")"
  ok "the same call with the same Idempotency-Key starts nothing new and gets the same answer"
  api 422 POST engagements "${start/Tour/Another}" "$run"
  ok "the same key with another body is 422"
  mailed_at_once "welcome lena" "welcome ines" "welcome sam" "request cora"
}

step_1() {
  heading "Step 1 of 8: Defining the context"
  step_is 1 "Defining the context"
  waiting_for "coach Cora Doyle: program outcomes with their benchmarks"
  check "due in 14 days" "$(day_plus "$first_day" 14)" "$(view .waitingFor.0.due)"
  check "the first reminder is to go at nine in London, three days before" "$(time_in "$(day_plus "$first_day" 11)" 09:00 Europe/London)" "$(utc "$(view .waitingFor.0.nextReminder)")"

  clock_to "$(day_plus "$first_day" 14) 07:00 UTC"
  say "Nothing came. Three days before it is due the coach is reminded, at nine in London."
  mailed_meanwhile "$(reminders cora "$(day_plus "$first_day" 14)")"
  look
  check "one reminder was counted" 1 "$(view .waitingFor.0.reminders)"

  ours 409 POST program "$(design "Weekly delegation talk")"
  check "a program design is out of step yet: 409 names the step" "Defining the context" "$(field "$REPLY_LINES" .step.name)"
  say "Coach, leader and sponsors agree two outcomes, each with a benchmark."
  ours 200 PUT context "{\"heldOn\":\"$(today)\",\"outcomes\":$outcomes}"
  mailed_at_once "request cora"
  look
  outcome_1=$(view .outcomes.0.id)
  outcome_2=$(view .outcomes.1.id)
  check "two outcomes are agreed" "Delegates decisions, Is heard to listen" "$(view .outcomes.0.title), $(view .outcomes.1.title)"
}

step_2() {
  heading "Step 2 of 8: Interview with leader"
  step_is 2 "Interview with leader"
  waiting_for "coach Cora Doyle: interview with the leader"
  clock_to "$(day_plus "$first_day" 16) 15:00 UTC"
  say "The reminder that was to go on the day step 1 was due never went: it was done before nine."
  mailed_meanwhile
  say "The coach interviews the leader. What is written goes in and never comes out to the firm."
  ours 200 PUT leader-interview "$(leader_interview)"
  mailed_at_once "request cora"
  nothing_leaks
}

step_3() {
  local asked due old_link who
  heading "Step 3 of 8: 360-degree interviews"
  step_is 3 "360-degree interviews"
  asked=$(today)
  due=$(on_or_before "$(day_plus "$asked" 28)")
  say "The coach names eight raters: the boss, three of the team, three peers and a customer. Each gets a link."
  ours 200 POST raters '{"raters":[
    {"name":"Bernd Krause","email":"bernd@acme.example","relationship":"boss"},
    {"name":"Tara Novak","email":"tara@acme.example","relationship":"team"},
    {"name":"Timo Lange","email":"timo@acme.example","relationship":"team"},
    {"name":"Tess Ivers","email":"tess@acme.example","relationship":"team"},
    {"name":"Petra Sand","email":"petra@acme.example","relationship":"peer"},
    {"name":"Pablo Ruiz","email":"pablo@acme.example","relationship":"peer"},
    {"name":"Pia Holm","email":"pia@acme.example","relationship":"peer"},
    {"name":"Olga Brandt","email":"olga@customer.example","relationship":"other"}]}'
  mailed_at_once "request bernd" "request tara" "request timo" "request tess" "request petra" "request pablo" "request pia" "request olga"
  waiting_for "coach Cora Doyle: 360-degree interviews" \
    "rater: 5 of 5 answers to the 360-degree interviews (boss, team and others)" \
    "rater: 3 of 3 answers to the 360-degree interviews (peers)"
  ours 409 POST three-sixty/close '{}'
  check "before four have answered it cannot be closed: 409 says how many are missing" "boss+team+other 5, peer 3" "$(missing)"

  clock_to "$(day_plus "$asked" 1) 09:30 UTC"
  mailed_meanwhile
  say "Mail scanners open links, with GET and HEAD. That changes nothing. The team and two peers answer."
  open_link 200 "$(link_of tara)"
  request 200 --head "$(link_of tara)"
  look
  check "nobody has answered by that" "0" "$(view .threeSixty.1.responded)"
  for who in tara timo tess petra pablo; do answer "$who" 3; done
  mailed_at_once "receipt tara" "receipt timo" "receipt tess" "receipt petra" "receipt pablo"
  answer tara 1
  page_says "recorded"
  mailed_at_once
  look
  check "a link has one effect: sent again, it shows what was recorded" 5 "$(awk -F '\t' '$1 ~ /^\.threeSixty.*responded/ { n += $2 } END { print n }' <<<"$VIEW")"

  say "Pia's address was wrong. The firm corrects it: the old link is dead, a fresh one goes to the new address."
  old_link=$(link_of pia)
  look
  ours 200 PATCH "people/$(rater_id "Pia Holm")" '{"email":"pia.holm@acme.example"}'
  mailed_at_once "request pia.holm" "addressToConfirm cora"
  open_link 410 "$old_link"
  ok "the old link is 410"
  say "The customer was heard on the telephone; the coach writes it down."
  ours 200 PUT "raters/$(rater_id "Olga Brandt")/response" "{\"strengths\":\"${PRIVATE[strengths]}\",\"growth\":\"${PRIVATE[growth]}\",\"ratings\":$(readings 5 3)}"
  waiting_for "coach Cora Doyle: 360-degree interviews" \
    "rater: 1 of 5 answers to the 360-degree interviews (boss, team and others)" \
    "rater: 1 of 3 answers to the 360-degree interviews (peers)"

  clock_to "$(day_plus "$due" -1) 12:00 UTC"
  say "Three days before it is due is a Sunday, so reminders go on Monday. Only those who are silent get one."
  mailed_meanwhile "$(reminders bernd "$due")" "$(reminders pia.holm "$due")" "$(reminders cora "$due")"
  send_form 422 "$(link_of pia.holm)" strengths="${PRIVATE[strengths]}" growth=
  page_says "Please write where the leader can grow."
  ok "a form with a mistake comes back with it: 422"
  answer pia.holm 4
  mailed_at_once "receipt pia.holm"

  old_link=$(first_link_of bernd)
  clock_to "$(day_plus "$due" 8) 12:00 UTC"
  say "Now only the boss is missing, which the coach can see. The firm sees that one of five is."
  mailed_meanwhile "$(reminders bernd "$due")" "$(reminders cora "$due")"
  waiting_for "coach Cora Doyle: 360-degree interviews" "rater: 1 of 5 answers to the 360-degree interviews (boss, team and others)"
  say "He finds his first mail; links live 30 days. The page offers a new link, to the address on record only."
  open_link 410 "$old_link"
  ok "the expired link is 410"
  form_status=410 send_form 200 "$old_link" renew=on
  mailed_at_once "request bernd"
  answer bernd 3
  mailed_at_once "receipt bernd"
  say "All have answered. An address was corrected and an interview recorded for the firm, so they don't close by themselves: the coach does it."
  ours 200 POST three-sixty/close '{}'
  mailed_at_once "request cora"
  look
  check "the firm sees counts by group" "boss+team+other 5 of 5, peer 3 of 3" "$(groups)"
  nothing_leaks
}

rater_id() { # name
  awk -F '\t' -v name="$1" '$1 ~ /^\.raters\.[0-9]+\.id$/ { id = $2 } $1 ~ /^\.raters\.[0-9]+\.name$/ && $2 == name { print id }' <<<"$VIEW"
}

first_link_of() { # who
  awk -F '\t' -v who="$1" '$3 == who && $5 != "-" { print $5; exit }' "$scratch/mails" | on_this_server
}

missing() { # in each group, as the answer has it
  awk -F '\t' '$1 ~ /^\.groups\.[0-9]+\.groups\./ { group = group (group == "" ? "" : "+") $2 }
    $1 ~ /^\.groups.*missing$/ { printf "%s%s %d", sep, group, $2; sep = ", "; group = "" }' <<<"$REPLY_LINES"
}

groups() {
  awk -F '\t' '$1 ~ /^\.threeSixty\.[0-9]+\.groups\./ { group = group (group == "" ? "" : "+") $2 } $1 ~ /^\.threeSixty.*asked$/ { asked = $2 }
    $1 ~ /^\.threeSixty.*responded$/ { printf "%s%s %d of %d", sep, group, $2, asked; sep = ", "; group = "" }' <<<"$VIEW"
}

steps_4_and_5() {
  local due ines_link lena_link
  heading "Step 4 of 8: Assessment and design"
  step_is 4 "Assessment and design"
  waiting_for "coach Cora Doyle: program design, revision 1"
  clock_to "$(day_plus "$(today)" 6) 10:00 UTC"
  mailed_meanwhile
  say "The coach submits themes, practices, exercises and reading."
  ours 200 POST program "$(design "Daily delegation diary")"
  mailed_at_once "request lena" "request ines" "request sam"

  heading "Step 5 of 8: Leader and sponsor review"
  step_is 5 "Leader and sponsor review"
  waiting_for "leader Lena Vogt: decision on the program design, revision 1" \
    "sponsor Ines Albrecht: decision on the program design, revision 1" \
    "sponsor Sam Whitfield: decision on the program design, revision 1"
  clock_to "$(day_plus "$(today)" 1) 15:00 UTC"
  mailed_meanwhile
  say "Lena commits. Sam, in New York, asks for changes."
  lena_link=$(link_of lena)
  ines_link=$(link_of ines)
  open_link 200 "$(link_of sam)"
  page_says "Daily delegation diary"
  has_no_secret "the sponsor's page" "$scratch/page"
  commit lena
  send_form 422 "$(link_of sam)" decision=revise read=on name="Sam Whitfield"
  page_says "Please say what should change."
  send_form 200 "$(link_of sam)" decision=revise read=on name="Sam Whitfield" comment="A diary will not last. A weekly talk with the team would."
  say "Back to the coach, who is told; the decision that Ines was asked for is no longer needed, and her link says so."
  mailed_at_once "decisionNotNeeded ines" "decisionNotNeeded lena" "receipt lena" "receipt sam" "request cora"
  step_is 4 "Assessment and design"
  waiting_for "coach Cora Doyle: program design, revision 2"
  open_link 410 "$ines_link"
  ok "the link to revision 1 that nobody used is 410"
  open_link 200 "$lena_link"
  ok "the used one shows what Lena decided"

  clock_to "$(day_plus "$(today)" 6) 10:00 UTC"
  mailed_meanwhile
  say "Revision 2: a weekly talk. All are asked anew, Lena too."
  ours 200 POST program "$(design "Weekly delegation talk")"
  mailed_at_once "request lena" "request ines" "request sam"
  step_is 5 "Leader and sponsor review"
  due=$(on_or_before "$(day_plus "$(today)" 10)")
  clock_to "$(day_plus "$(today)" 1) 08:00 UTC"
  mailed_meanwhile
  open_link 200 "$(link_of ines)"
  page_says "A diary will not last."
  commit lena
  commit ines
  mailed_at_once "receipt lena" "receipt ines"
  waiting_for "sponsor Sam Whitfield: decision on the program design, revision 2"

  clock_to "$(day_plus "$due" 4) 16:00 UTC"
  say "Sam is reminded at nine in New York; what would be due on a Saturday is due on the Friday before. Lena and Ines hear nothing."
  mailed_meanwhile "$(reminders sam "$due")"
  send_form 422 "$(link_of sam)" decision=commit name="Sam Whitfield"
  page_says "I have read revision 2"
  ok "no commitment without the box 'I have read revision 2': 422"
  commit sam
  say "The last commitment is the program's first day."
  mailed_at_once "receipt sam" "$(to_all programBegins)"
  look
  program_starts=$(today)
  program_ends=$(day_plus "$(months_after "$program_starts" 9)" -1)
  midpoint=$(months_after "$program_starts" 4)
  check "all committed to revision 2" 2 "$(view .program.committedRevision)"
  check "nine months: $(long_day "$program_starts") to $(long_day "$program_ends")" "$program_starts $program_ends" "$(view .program.startsOn) $(view .program.endsOn)"
  check "the mid-program review is due on $(long_day "$midpoint")" "$midpoint" "$(view .reviews.midProgram.dueOn)"
}

# The first day of a month, its last, and the day its log is due.
month_from() { months_after "$program_starts" "$(($1 - 1))"; }
month_to() { day_plus "$(months_after "$program_starts" "$1")" -1; }
log_due() { on_or_before "$(day_plus "$(month_to "$1")" 5)"; }

meet_in_month() { # month: the clock goes to a working day in its middle
  clock_to "$(on_or_after "$(day_plus "$(month_from "$1")" 14)") 17:00 UTC"
}

step_6() {
  local session closed
  heading "Step 6 of 8: Individual coaching meetings"
  step_is 6 "Individual coaching meetings"

  meet_in_month 1
  mailed_meanwhile
  say "Month 1: three hours in person. The readings stay between coach and leader until a review releases them."
  log_session 180 inPerson 3 2.6
  session=$(field "$REPLY_LINES" .id)
  ours 200 PUT "sessions/$session" "$(session 180 inPerson 3 2.8 "${PRIVATE[corrected]}")"
  mailed_at_once
  look
  check "month 1 is logged" logged "$(month_state 1)"
  look
  check "the firm sees no reading yet" "0 from sessions, 0 from reviews" "$(readings_shown)"
  nothing_leaks

  meet_in_month 2
  mailed_meanwhile
  say "Month 2: a crisis takes five hours where three were agreed. That is flagged, not refused."
  log_session 120 inPerson 3 2.9
  log_session 180 telephone 4 3
  mailed_at_once
  look
  check "month 2 is logged" logged "$(month_state 2)"
  check "5 hours in month 2 are over its budget of 3" "5 true" "$(view .sessions.months.1.hours) $(view .sessions.months.1.overBudget)"
  look
  check "month 1 is within it" "3 false" "$(view .sessions.months.0.hours) $(view .sessions.months.0.overBudget)"

  meet_in_month 4
  say "Month 3: nobody logs anything. The coach is reminded. Month 4 begins regardless, and invitations to the mid-program review" \
    "go three weeks ahead (those that would go on a weekend on the Friday before)."
  mailed_meanwhile "$(reminders cora "$(log_due 3)")" "$(invitations "$midpoint")"
  log_session 180 video 5 3.2
  mailed_at_once
  look
  check "month 3 is open, month 4 is logged" "open logged" "$(month_state 3) $(month_state 4)"

  say "The mid-program review gets a meeting. It is moved, and called off; each time calendars are updated."
  ours 200 PUT reviews/mid/meeting "$(meeting "$(on_or_after "$midpoint")")"
  mailed_at_once "$(to_all meetingScheduled)"
  check "four invitations for the calendar" 4 "$(calendar_method REQUEST)"
  ours 200 PUT reviews/mid/meeting "$(meeting "$(on_or_after "$(day_plus "$(on_or_after "$midpoint")" 1)")")"
  mailed_at_once "$(to_all meetingScheduled)"
  check "four updates" 4 "$(calendar_method REQUEST)"
  ours 200 DELETE reviews/mid/meeting
  mailed_at_once "$(to_all meetingCancelled)"
  check "four cancellations" 4 "$(calendar_method CANCEL)"

  closed=$(time_in "$(day_plus "$(log_due 3)" 14)" 00:00 "$ENGAGEMENT_ZONE")
  clock_to "$(on_or_after "$(day_plus "$(log_due 3)" 18)") 20:00 UTC"
  say "Fourteen days after its log was due month 3 closes as unlogged, and the firm is told."
  mailed_meanwhile "$(reminders cora "$(log_due 3)" | awk -v closed="$closed" '$3 < closed')" \
    "$(meanwhile monthUnlogged firm "$(first_morning_after "$closed" "$FIRM_TIME_ZONE")")"
  look
  check "month 3 is unlogged" unlogged "$(month_state 3)"
}

first_morning_after() { # instant, zone
  local day morning
  day=$(day_in "$1" "$2")
  morning=$(time_in "$(on_or_after "$day")" 09:00 "$2")
  [[ ! $morning < $1 ]] || morning=$(time_in "$(on_or_after "$(day_plus "$day" 1)")" 09:00 "$2")
  echo "$morning"
}

step_7() {
  heading "Step 7 of 8: Mid-program review"
  clock_to "$midpoint 12:00 UTC"
  mailed_meanwhile "$(reminders cora "$midpoint")"
  step_is 7 "Mid-program review"
  check "since midnight in Berlin" "$(time_in "$midpoint" 00:00 "$ENGAGEMENT_ZONE")" "$(utc "$(view .step.since)")"
  check "the review is open" open "$(view .reviews.midProgram.state)"
  waiting_for "coach Cora Doyle: session log for month 5" "coach Cora Doyle: mid-program review"

  meet_in_month 5
  say "The review slips. That stops nothing: month 5 goes on as planned."
  mailed_meanwhile "$(reminders cora "$midpoint")"
  log_session 180 inPerson 5 3.3
  look
  check "month 5 is logged" logged "$(month_state 5)"

  clock_to "$(on_or_after "$(day_plus "$midpoint" 22)") 20:00 UTC"
  say "Three weeks late, the firm is told too."
  mailed_meanwhile "$(reminders cora "$midpoint")" "$(escalations "$midpoint")"
  say "At last they meet. Readings are released, and the corrections are revision 3, in force now."
  ours 200 POST mid-program-review "{\"heldOn\":\"$(today)\",\"attended\":[\"leader\",\"coach\",\"sponsor\"],\"readings\":$(readings 6 3.4),
    \"corrections\":$(design "Monthly open hour")}"
  mailed_at_once "$(to_all programCorrected)"
  step_is 6 "Individual coaching meetings"
  check "revision 3 is in force, the commitment to revision 2 stays" "3 2" "$(view .program.revision) $(view .program.committedRevision)"
  look
  check "the review is held" held "$(view .reviews.midProgram.state)"
  check "now the firm sees readings" "5 from sessions, 1 from reviews" "$(readings_shown)"
  check "the first is the corrected one" 2.8 "$(view .outcomes.1.readings.0.value)"
  nothing_leaks
}

step_8() {
  local month
  heading "Months 6 to 9"
  for month in 6 7 8; do
    meet_in_month "$month"
    mailed_meanwhile
    log_session 180 inPerson "$month" 3.5
    look
    check "month $month is logged, and the reading waits for the next review" "logged 5 from sessions, 1 from reviews" "$(month_state "$month") $(readings_shown)"
  done
  meet_in_month 9
  mailed_meanwhile "$(invitations "$program_ends")"
  log_session 180 inPerson 7 3.9
  look
  check "month 9 is logged" logged "$(month_state 9)"
  ours 200 PUT reviews/end/meeting "$(meeting "$(on_or_after "$(day_plus "$program_ends" 1)")")"
  mailed_at_once "$(to_all meetingScheduled)"

  heading "Step 8 of 8: End-of-program review"
  clock_to "$program_ends 12:00 UTC"
  mailed_meanwhile "$(reminders cora "$program_ends")"
  step_is 8 "End-of-program review"
  waiting_for "coach Cora Doyle: end-of-program review"
  clock_to "$(on_or_after "$(day_plus "$program_ends" 1)") 15:00 UTC"
  mailed_meanwhile "$(reminders cora "$program_ends")"
  say "One last session, then the review: they celebrate, and agree on six more months with a new outcome."
  log_session 90 telephone 8 4
  look
  check "27.5 of 27 hours were used: flagged" "27.5 27 true" "$(view .sessions.hours) $(view .sessions.budgetHours) $(view .sessions.overBudget)"
  cycle_1_mails=$(wc -l <"$scratch/mails")
  ours 200 POST end-of-program-review "{\"heldOn\":\"$(today)\",\"attended\":[\"leader\",\"coach\",\"sponsor\"],\"readings\":$(readings 8 4.1),
    \"celebration\":\"The team runs the Monday meeting\",\"decision\":\"newProgram\",\"months\":6,
    \"outcomes\":[{\"title\":\"Builds a successor\",\"benchmark\":\"Areas that a deputy runs alone\",\"baseline\":0,\"target\":2,\"unit\":\"areas\"}]}"
  mailed_at_once "$(to_all completed)" "welcome lena" "welcome ines" "welcome sam" "request cora"
}

cycle_2() {
  local link opened=0 asked=0 gone=0 status before
  heading "Cycle 2 begins"
  step_is 1 "Defining the context"
  check "it is cycle 2 of an active engagement, six months" "2 active 6" "$(view .cycle) $(view .status) $(view .program.months)"
  check "the new outcome is proposed" "Builds a successor" "$(view .outcomes.0.title)"
  waiting_for "coach Cora Doyle: program outcomes with their benchmarks"
  check "the same people" "lena@acme.example cora@coaches.example ines@acme.example sam@acme.example" \
    "$(view .people.0.email) $(view .people.1.email) $(view .people.2.email) $(view .people.3.email)"
  api 200 GET "engagements/$ENGAGEMENT?cycle=1"
  check "cycle 1 can still be read: the end review is held" "1 held" "$(field "$REPLY_LINES" .cycle) $(field "$REPLY_LINES" .reviews.endOfProgram.state)"
  check "all its readings are released" 12 "$(count "$REPLY_LINES" .outcomes.0.readings)"
  check "and what they celebrated" "The team runs the Monday meeting" "$(field "$REPLY_LINES" .reviews.endOfProgram.celebration)"

  nothing_leaks
  before=$(wc -l <"$scratch/timeline")
  while read -r link; do
    status=$(curl -sS --location -o "$scratch/body" -w '%{http_code}' --data-urlencode decision=revise --data-urlencode read=on \
      --data-urlencode name=Late --data-urlencode comment=Late --data-urlencode strengths=Late --data-urlencode growth=Late "$link")
    case $status in
      200) opened=$((opened + 1)) ;;
      422) asked=$((asked + 1)) ;;
      410) gone=$((gone + 1)) ;;
      *) fail "an old link of cycle 1" "200 (used), 422 (a page) or 410 (revoked)" "$status" ;;
    esac
  done < <(head -n "$cycle_1_mails" "$scratch/mails" | awk -F '\t' '$5 != "-" { print $5 }' | sort -u | on_this_server)
  settle
  nothing_leaks >/dev/null
  check "every link of cycle 1 was pressed once more; not one changed anything" "$before" "$(wc -l <"$scratch/timeline")"
  echo "        ($opened were used and show what was recorded, $asked are pages that ask for a code, $gone are revoked: 410)"
}

tell_the_end() {
  heading "What the journal says (times in Berlin)"
  awk -F '\t' '$2 ~ /^(engagementStarted|contextDefined|leaderInterviewed|interviewsDone|programDesigned|revisionRequested|designApproved|monthClosedUnlogged|midReviewOpened|midReviewHeld|programCorrected|endReviewOpened|endReviewHeld|cycleOpened)$/' \
    "$scratch/timeline" >"$scratch/milestones"
  while IFS=$'\t' read -r at kind; do printf '    %s  %s\n' "$(TZ=$ENGAGEMENT_ZONE date -d "$at" '+%a %d %b %Y %H:%M')" "$kind"; done <"$scratch/milestones"
  check "the milestones came in this order" \
    "engagementStarted contextDefined leaderInterviewed interviewsDone programDesigned revisionRequested programDesigned designApproved monthClosedUnlogged midReviewOpened midReviewHeld programCorrected endReviewOpened endReviewHeld cycleOpened" \
    "$(cut -f 2 "$scratch/milestones" | paste -sd ' ')"
  echo
  say "$(wc -l <"$scratch/timeline") facts, $(wc -l <"$scratch/mails") mails, $checks checks: all as the design says."
}

find_server
tell_the_beginning
step_1
step_2
step_3
steps_4_and_5
step_6
step_7
step_8
cycle_2
tell_the_end
