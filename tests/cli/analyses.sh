#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The analyses over the sample plans, whose districts were given their leanings when they were written, and over
# the real documents: every one answers, twice the same, and says so when there is no answer.
. "$(dirname "$0")/lib.sh"

begin "each sample district is told by its own theme"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en -f csv compare -o "$work/compare.csv"
over || awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["detectable"] == 1 && $at["mark"] == "+" { print $at["group"], $at["theme"] }' \
    "$work/compare.csv" >"$work/told"
has "$work/told" '^chengxi-2025 dr$'
has "$work/told" '^heting-2025 digital$'
has "$work/told" '^ludu-2024 party$'
has "$work/told" '^shijian-2025 safety$'
has "$work/told" '^yunhe-2025 sports$'
hasnt "$work/told" '^lanqiao-2025 '

begin "two years of a district do not differ"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en compare yunhe-2024 yunhe-2025
has stdout 'no detectable difference'
hasnt stdout 'more in'
run 0 -d "$work/plans.db" --lang zh compare yunhe-2024 yunhe-2025
has stdout '主题结构无显著差异'

begin "the first plan named is the first compared"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en compare yunhe-2025 shijian -t sports
has stdout '^云禾区 2025 against 石笕县 2025'
has stdout '^Sports .* more in 云禾区 2025, by '

begin "a region's name stands for all its plans"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en compare 云禾区
has stdout '^云禾区 2024 against 云禾区 2025'
run 0 -d "$work/plans.db" --lang en -f csv coverage 云禾区 yunhe-2025 -t sports -o "$work/coverage.csv"
over || cut -d, -f6 "$work/coverage.csv" | sort -u >"$work/named"
has "$work/named" '^yunhe-2024$'
hasnt "$work/named" '^qichuan'
run 1 -d "$work/plans.db" --lang en coverage 云禾
has stderr "'云禾' may be any of yunhe-2024, yunhe-2025"

begin "a difference is no surer for being looked at alone"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" -f csv compare yunhe-2024 shijian -o "$work/all.csv"
run 0 -d "$work/plans.db" -f csv compare yunhe-2024 shijian -t safety -o "$work/one.csv"
over || grep -E '^(theme|safety)' "$work/all.csv" >"$work/all.safety"
same "$work/all.safety" "$work/one.csv"
run 0 -d "$work/plans.db" -f csv coverage --simultaneous -o "$work/all.csv"
run 0 -d "$work/plans.db" -f csv coverage --simultaneous -t safety -o "$work/one.csv"
over || grep -E '^(theme|safety)' "$work/all.csv" >"$work/all.safety"
same "$work/all.safety" "$work/one.csv"
run 0 -d "$work/plans.db" -f csv trend 云禾区 -o "$work/all.csv"
run 0 -d "$work/plans.db" -f csv trend 云禾区 -t safety -o "$work/one.csv"
over || grep -E '(^|,)(theme|safety)' "$work/all.csv" >"$work/all.safety"
same "$work/all.safety" "$work/one.csv"

begin "groups of plans, and plans that do not tell theirs"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en compare --by year
has stdout '^2024 against 2025'
hasnt stdout 'more in'
has stdout 'whole plans are the observations'
run 1 -d "$work/plans.db" --lang en compare --by year yunhe-2024
has stderr 'takes two groups; there are 1'
run 1 -d "$work/plans.db" --lang en compare yunhe-2024
has stderr 'takes two plans; there is one: yunhe-2024'

begin "words mark a plan, and lead to its measures"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en distinct --top 5
has stdout '^鹤汀区 2025 +智能 '
has stdout '^石笕县 2025 +安全 '
hasnt stdout ' 云禾'
run 0 -d "$work/plans.db" -f json distinct --top 1
has stdout '"evidence":'

begin "coverage by tasks drawn again, and the same seed again"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" coverage --bootstrap --cluster task --seed 5 -o "$work/once"
run 0 -d "$work/plans.db" coverage --bootstrap --cluster task --seed 5 -o "$work/again"
same "$work/once" "$work/again"
run 1 -d "$work/plans.db" --lang en coverage --bootstrap --simultaneous
has stderr 'simultaneous has a formula'

begin "what of last year's plan is left"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en gaps yunhe-2024 yunhe-2025 --measures
has stdout '培训社会体育指导员300名。 +present +1.00 '
has stdout 'of 64 measures: present [0-9]+, weaker [0-9]+, absent [0-9]+; [0-9]+ nearly in the same words'
run 0 -d "$work/plans.db" --lang zh gaps yunhe-2024 yunhe-2025 -m
has stdout '偏弱 +数值降低（8% → 5%）'
hasnt stdout '（90% →' # 90% to 92% is more
run 0 -d "$work/plans.db" --lang zh gaps yunhe-2025 yunhe-2024 -m --own
has stdout '只考察参照的自有表述'
run 0 -d "$work/plans.db" --lang zh gaps yunhe-2024 shijian yunhe-2025
has stdout '^· 理论武装 +[0-9]+ +缺失 +有 [0-9]+$'
has stdout '^体育 +[0-9]+ +偏弱 [0-9]+ +有 [0-9]+$'
run 0 -d "$work/plans.db" --lang zh gaps yunhe-2024
has stdout '对照：10 份计划'
run 0 -d "$work/plans.db" -f json gaps yunhe-2024 yunhe-2025 -t sports
has stdout '"reference_measures"'

begin "what plans have of all together, and what one alone has"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en gaps --union
has stdout '^· Sports industry +absent +absent '
run 0 -d "$work/plans.db" --lang en gaps --union --measures
has stdout 'promises that at least two plans share'
run 0 -d "$work/plans.db" --lang en gaps --only yunhe-2025
has stdout '跟着赛事逛云禾'
hasnt stdout '培训社会体育指导员300名'
has stdout '1 plans of the same place do not count'
run 0 -d "$work/plans.db" --lang en chart gaps yunhe-2024 yunhe-2025 --to "$work/charts"
has stdout 'gaps.png'

begin "gaps that have no answer"
run 0 -d "$work/plans.db" add "$top/plans"
run 2 -d "$work/plans.db" --lang en gaps
has stderr 'needs a reference'
run 2 -d "$work/plans.db" --lang en gaps --only
has stderr 'needs a plan'
run 2 -d "$work/plans.db" --lang en gaps --only --union yunhe-2025
has stderr 'takes neither'
run 1 -d "$work/plans.db" --lang en gaps nowhere yunhe-2025
has stderr 'nowhere'
run 1 -d "$work/plans.db" --lang en gaps yunhe-2025 yunhe-2025
has stderr 'there is only yunhe-2025'
run 1 -d "$work/plans.db" --lang zh gaps yunhe-2024 -t 民办教育监管
has stderr 'yunhe-2024 没有“民办教育监管”方面的举措'
run 1 -d "$work/plans.db" --lang en gaps yunhe-2024 -t nothing
has stderr 'nothing'

begin "a national document in its cities' words"
need_corpus arts-education
run 0 -d "$work/arts.db" -q add "$PLANCMP_CORPUS/arts-education"
run 0 -d "$work/arts.db" --lang en gaps 国务院办公厅 河南省 浙江省 --measures
has stdout '^河南省, of 89 measures: present 8[0-9]'
has stdout '^浙江省, of 89 measures: present [12][0-9], '

begin "who is charged with what"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en workload yunhe-2025
has stdout '0 of [0-9]+ measures name nobody'
run 0 -d "$work/plans.db" --lang en workload ludu
has stdout 'names no unit at all'

begin "the order of themes under other ways of counting"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en sensitivity
has stdout 'The rank of the top theme \(Safety\) is the same in [0-9]+ % of [0-9]+ variants'
run 0 -d "$work/plans.db" --lang en sensitivity --of plans -t safety
has stdout '^Safety +石笕县 2025 .* holds$'

begin "plans of one kind and plans of several"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en comparable
has stdout '^澄溪区 2025 .* comparable$'
need_corpus arts-education
run 0 -d "$work/arts.db" -q add "$PLANCMP_CORPUS/arts-education"
run 0 -d "$work/arts.db" --lang en compare --by level
has stdout 'Warning: plans of several kinds'
has stdout 'Warning: too few measures'

begin "every analysis over the real documents, twice the same"
need_corpus seeds
run 0 -d "$work/real.db" -q add "$PLANCMP_CORPUS/seeds" "$PLANCMP_CORPUS/provinces-2026"
for analysis in coverage compare distinct workload comparable sensitivity; do
    run 0 -d "$work/real.db" -f csv "$analysis" -o "$work/$analysis.1"
    LC_ALL=C run 0 -d "$work/real.db" -f csv --lang zh "$analysis" -o "$work/$analysis.2"
    LC_ALL=C run 0 -d "$work/real.db" -f csv --lang zh "$analysis" -o "$work/$analysis.3"
    same "$work/$analysis.2" "$work/$analysis.3"
    over || head -1 "$work/$analysis.1" >"$work/keys.1"
    over || head -1 "$work/$analysis.2" >"$work/keys.2"
    same "$work/keys.1" "$work/keys.2"
done

begin "gaps of the real documents, twice the same"
need_corpus seeds
run 0 -d "$work/real.db" -q add "$PLANCMP_CORPUS/seeds" "$PLANCMP_CORPUS/provinces-2026"
for question in "coast bazhou --measures" "--union --measures" "--union" "--only tianjin"; do
    # shellcheck disable=SC2086  # words of a command line
    run 0 -d "$work/real.db" --lang zh -f csv gaps $question -o "$work/gaps.1"
    # shellcheck disable=SC2086
    LC_ALL=C run 0 -d "$work/real.db" --lang zh -f csv gaps $question -o "$work/gaps.2"
    same "$work/gaps.1" "$work/gaps.2"
done

begin "the difference of two plans as a chart"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en chart compare shijian yunhe-2025 --to "$work/charts"
has stdout 'compare.png'
has "$work/charts/compare.svg" '<text>more in 石笕县 2025</text>'

done_testing
