#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The two real plans the project started from: their structure and every measure, text for text.
. "$(dirname "$0")/lib.sh"

# A field of one plan's line in `export --jsonl plans`: plan_field SLUG KEY EXPECTED
plan_field() {
    over && return 0
    line=$(grep "\"plan\":\"$1\"" "$work/plans.jsonl")
    case $line in
    *"\"$2\":$3,"* | *"\"$2\":$3}"*) ;;
    *) broke "$1: $2 is not $3: $line" ;;
    esac
}

begin "the sections, tasks and measures of the two seed plans"
need_corpus seeds
run 0 -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds"
run 0 -d "$work/plans.db" export --jsonl plans -o "$work/plans.jsonl"
plan_field coast-2023 sections 5
plan_field coast-2023 subsections 9
plan_field coast-2023 tasks 54
plan_field coast-2023 measures 184
plan_field bazhou-2023 sections 9
plan_field bazhou-2023 tasks 36
plan_field bazhou-2023 measures 181

begin "every measure of the seed plans, text for text, in its task"
need_corpus seeds
need_gold seeds-units.tsv
run 0 -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds"
run 0 -d "$work/plans.db" -f csv show coast-2023 -o "$work/coast.csv"
run 0 -d "$work/plans.db" export --jsonl measures -o "$work/measures.jsonl"
# The lines of both sides, cut down to the words: section, subsection and task title, text; coast before bazhou.
cut_gold() {
    tail -n +2 "$PLANCMP_GOLD/seeds-units.tsv" | awk -F '\t' '{ print $5 }' | sort
}
cut_ours() {
    sed -E -e 's/^.*"ordinal":[0-9]+,"text":"//' -e 's/","themes":.*//' -e 's/\\"/"/g' "$work/measures.jsonl" | sort
}
over || {
    cut_gold >"$work/gold" && cut_ours >"$work/ours"
}
same "$work/gold" "$work/ours"

begin "each measure stands under the task the gold names"
need_corpus seeds
need_gold seeds-units.tsv
run 0 -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds"
run 0 -d "$work/plans.db" export --jsonl measures -o "$work/measures.jsonl"
over || {
    tail -n +2 "$PLANCMP_GOLD/seeds-units.tsv" | awk -F '\t' '{ print $4 "|" $5 }' | sort >"$work/gold"
    sed -E -e 's/.*"task":\{"number":"[^"]*","title":"([^"]*)"\},"ordinal":[0-9]+,"text":"(.*)","themes":.*/\1|\2/' \
        -e 's/\\"/"/g' "$work/measures.jsonl" | sort >"$work/ours"
}
same "$work/gold" "$work/ours"

begin "every task of coast-2023 has a duty"
need_corpus seeds
run 0 -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds/coast-2023.txt"
run 0 -d "$work/plans.db" export --jsonl measures -o "$work/measures.jsonl"
hasnt "$work/measures.jsonl" '"duties":\[\]'

begin "the body's year wins over a re-poster's title, and the conflict is kept"
need_corpus seeds
run 0 -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds/coast-2023.txt"
run 0 -d "$work/plans.db" --lang en list --metadata
has stdout '^coast-2023 +year +2023 +chosen'
has stdout '^coast-2023 +year +2024 +contradicts'

begin "every byte of every real document is in exactly one piece, and nothing of it is lost"
need_corpus provinces-2026
run 0 -d "$work/plans.db" -q add "$PLANCMP_CORPUS"/provinces-2026 "$PLANCMP_CORPUS"/arts-education "$PLANCMP_CORPUS"/seeds
over || {
    # Pieces meet end to end, from 0 to the length of the text.
    sqlite3 "$work/plans.db" "SELECT p.slug FROM plan p WHERE length(CAST(p.text AS BLOB)) <>
        (SELECT sum(span_end - span_at) FROM piece WHERE plan = p.id)
        OR EXISTS (SELECT 1 FROM piece a WHERE a.plan = p.id AND a.span_at > 0 AND NOT EXISTS
            (SELECT 1 FROM piece b WHERE b.plan = p.id AND b.span_end = a.span_at))" >"$work/lost" 2>&1
    sqlite3 "$work/plans.db" "SELECT count(*) FROM plan" >"$work/count"
}
same /dev/null "$work/lost"
has "$work/count" '^82$'

done_testing
