#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is copied: among the sample plans, and down a real cascade from the State Council to the cities.
. "$(dirname "$0")/lib.sh"

# share PLAN ORIGIN LEAST MOST: per cent, in $work/reuse.csv (names without commas).
share() {
    over && return 0
    value=$(awk -F, -v plan="$1" -v origin="$2" \
        'index($1, plan) == 1 && $5 == origin { printf "%d", $NF * 100 + .5 }' "$work/reuse.csv")
    if [ -z "$value" ] || [ "$value" -lt "$3" ] || [ "$value" -gt "$4" ]; then
        broke "$1: $value % $2, not $3 to $4"
    fi
}

begin "districts echo the city's plan, each another part, and their own of the year before"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" -f csv reuse -o "$work/reuse.csv"
share yunhe-2025 city 10 25
share yunhe-2025 earlier 2 10
share yunhe-2025 own 70 90
share chengxi-2025 city 8 20
share lanqiao-2025 own 100 100
share yunhe-2024 above 0 0

begin "passages stand beside their sources, with the measures of both"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" -f json reuse yunhe-2025 --passages
has stdout '义务教育学校每天开设一节体育课'
has stdout '"lanqiao-2025"'
hasnt stdout '"plan": ?"chengxi-2025"'

begin "a plan alone is all its own; one shorter than a seed is refused as an option"
run 0 -d "$work/plans.db" add "$top/plans/lanqiao-2025.txt"
run 0 -d "$work/plans.db" -f csv reuse -o "$work/reuse.csv"
share lanqiao-2025 own 100 100
run 1 -d "$work/plans.db" --lang en reuse --least 5
has stderr 'at least 13'

begin "one national document down to provinces and cities: who copied, and how much"
need_corpus arts-education
run 0 -d "$work/plans.db" -q add "$PLANCMP_CORPUS/arts-education"
run 0 -d "$work/plans.db" -f csv reuse -o "$work/reuse.csv"
share 国务院办公厅 own 90 100
share 国务院办公厅 above 0 0
share 安徽省人民政府 national 55 85
share 河南省人民政府 national 80 97
share 浙江省人民政府 national 2 20
share 淮南市人民政府 national 50 75
share 淮南市人民政府 province 20 40
share 驻马店市人民政府 above 93 100
share 金华市人民政府 province 35 60
share 桂林市象山区 above 75 95

begin "any analysis on the plans' own words alone: sources count though they are not named"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en -f csv coverage yunhe-2025 --own -o "$work/own.csv"
run 0 -d "$work/plans.db" --lang en -f csv coverage yunhe-2025 -o "$work/all.csv"
run 0 -d "$work/plans.db" --lang en coverage yunhe-2025 --own
has stdout 'Only measures of which at least 50 % of the characters'
over || {
    own=$(awk -F, 'NR == 2 { print $9 }' "$work/own.csv")
    all=$(awk -F, 'NR == 2 { print $9 }' "$work/all.csv")
    if [ "$own" -ge "$all" ] || [ "$own" -le $((all / 2)) ]; then broke "own $own of $all measures"; fi
}

begin "the same bytes a second time"
need_corpus arts-education
run 0 -d "$work/plans.db" -q add "$PLANCMP_CORPUS/arts-education"
run 0 -d "$work/plans.db" -f json reuse --passages -o "$work/one.json"
run 0 -d "$work/plans.db" -f json reuse --passages -o "$work/two.json"
same "$work/one.json" "$work/two.json"

done_testing
