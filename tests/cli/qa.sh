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
        # In bytes: three of U+2000 to U+2FFF take one column, of Han characters two.
        wide=$(LC_ALL=C awk '{ gsub(/[\302-\337][\200-\277]/, "x"); gsub(/\342[\200-\277][\200-\277]/, "x"); gsub(/[\343-\357][\200-\277][\200-\277]/, "xx")
                               if (length($0) > 100) print }' "$stdout")
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

begin "what is doubtful stands before what is sure"
cat >"$work/gap.txt" <<'TEXT'
丙县教育局2024年工作要点
一、工作
1. 建设。新建学校两所。
3. 安全。开展检查三次。
TEXT
run 0 -d "$work/plans.db" add "$top/plans/chengxi-2025.txt" "$work/gap.txt"
run 0 -d "$work/plans.db" check -f csv
check "a gap before the encodings" \
    test "$(sed -n 2p "$stdout" | cut -d, -f1,2)" = gap,number-gap
has stdout '^chengxi-2025,encoding,'
run 0 -d "$work/plans.db" --lang zh check chengxi
has stdout '存疑 0 处，计划 1 份'

begin "themes go by code and by name, in every command"
run 0 -d "$work/plans.db" add "$top/plans"
for command in coverage find targets duties deadlines "chart --to $work/charts"; do
    # shellcheck disable=SC2086
    run 0 -d "$work/plans.db" --lang en $command --theme 体育
    # shellcheck disable=SC2086
    run 1 -d "$work/plans.db" --lang en $command --theme 体育体育
    has stderr 'there is no theme "体育体育"'
done
run 0 -d "$work/plans.db" --lang zh compare yunhe-2024 yunhe-2025 --theme Sports
has stdout '^体育 '

begin "refusals say what would do"
run 1 -d "$work/plans.db" --lang en chart
has stderr 'there is no such project file'
run 2 -d "$work/plans.db" --lang en chart duties
has stderr 'there are: coverage'
run 2 --lang zh nonsense
has stderr '没有命令'
run 2 list --nonsense --lang zh
has stderr '没有选项'
run 2 --lang=zh list --format nonsense
has stderr 'plancmp list: '
hasnt stderr 'is not one of'
run 0 -d "$work/plans.db" add "$top/plans"
run 1 -d "$work/plans.db" --lang en explain sports
has stderr 'explain THEME PLAN'
run 1 -d "$work/plans.db" --lang en coverage --cluster task
has stderr 'give both'
run 0 -d "$work/plans.db" --lang en coverage --cluster task --bootstrap --draws 10
run 2 -d "$work/plans.db" --lang en coverage --bootstrap --draws 99999999999
has stderr 'at most 1000000'

done_testing
