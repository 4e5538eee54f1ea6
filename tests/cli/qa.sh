#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a person at a terminal sees: widths, states, refusals of what would do nothing.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

commands=$("$PLANCMP" --lang en help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' | grep -v '^plancmp$')

begin "no line of help is wider than 100 columns"
for command in $commands; do
    for lang in zh en; do
        run 0 --lang "$lang" help "$command"
        hasnt stdout '[ ]$'
        # A byte of UTF-8 beyond the first two of a character is none of its two columns.
        wide=$(LC_ALL=C awk '{ han = gsub(/[\343-\357][\200-\277][\200-\277]/, "xx"); if (length($0) > 100) print }' "$stdout")
        check "$command $lang: $wide" test -z "$wide"
    done
done
check "commands were found" test -n "$commands"

begin "options that would do nothing are refused"
run 0 -d "$work/plans.db" add "$top/plans"
run 2 -d "$work/plans.db" report "$work/out" --format csv
has stderr '--format does nothing here'
run 2 -d "$work/plans.db" report "$work/out" -o "$work/r.html"
has stderr '--output does nothing here'
run 2 -d "$work/plans.db" export --format csv
run 2 -d "$work/plans.db" coverage --bom
has stderr '--bom goes with --format csv'
run 2 -d "$work/plans.db" coverage --format xlsx
has stderr '--format xlsx needs -o FILE'
run 0 --lang en report --help
hasnt stdout '--format'
run 0 --lang en coverage --help
has stdout '--format'

begin "the ending of -o says the format"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" list -o "$work/list.csv"
has "$work/list.csv" '^plan,title,year,'
run 0 -d "$work/plans.db" list -o "$work/list.json"
has "$work/list.json" '^[{]"name":"plans"'
run 0 -d "$work/plans.db" list -o "$work/list.xlsx"
check "a workbook" grep -q '^PK' "$work/list.xlsx"
run 0 -d "$work/plans.db" --lang en list -o "$work/list.txt"
has "$work/list.txt" '^yunhe-2025 '
run 0 -d "$work/plans.db" list -f json -o "$work/json.csv"
has "$work/json.csv" '^[{]"name":"plans"'

begin "a fact agrees with the chosen one or contradicts it"
cat >"$work/2024-x.txt" <<'TEXT'
甲县教育局2024年工作要点
一、工作
1. 建设。2025年新建学校两所。
TEXT
run 0 -d "$work/plans.db" add "$work/2024-x.txt"
run 0 -d "$work/plans.db" set 2024-x year=2025
run 0 -d "$work/plans.db" --lang zh list --metadata -f csv
has stdout '^2024-x,year,2025,采用,'
has stdout '^2024-x,year,2024,矛盾,'
run 0 -d "$work/plans.db" set 2024-x year=
run 0 -d "$work/plans.db" --lang zh list --metadata -f csv
has stdout '^2024-x,year,2024,采用,'
has stdout '^2024-x,year,2024,一致,'

begin "a chapter's number stands apart from its title"
run 0 -d "$work/plans.db" add "$top/plans/shijian-2025.txt"
run 0 -d "$work/plans.db" --lang zh show shijian-2025
has stdout '^第一章 '
hasnt stdout '一、 '

begin "the columns of one plan stay side by side"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang zh coverage
has stdout '^主题 +举措数 +占比'
hasnt stdout '^主题 +占比'
hasnt stdout '举措数$'

done_testing
