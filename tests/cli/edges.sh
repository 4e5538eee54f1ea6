#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The analyses at their edges: no plans, one, plans without measures, one measure, themes that nobody has; and the same
# bytes in every locale, time zone and folder.
. "$(dirname "$0")/lib.sh"

analyses="coverage compare distinct workload similar map reuse sensitivity comparable trend"

nothing() {
    over || printf '乙区教育局2025年工作要点\n\n一、总体要求\n\n二、主要任务\n' >"$work/nothing.txt"
}

one() {
    over || printf '甲区教育局2025年工作要点\n\n一、强化党建\n\n1.加强党的建设。\n' >"$work/one.txt"
}

begin "without plans every analysis, chart and report says so"
one
run 0 -q -d "$work/plans.db" add "$work/one.txt"
run 0 -d "$work/plans.db" remove one
run 0 --lang en -d "$work/plans.db" list
has stdout '^There are no plans yet'
for analysis in $analyses; do
    run 1 --lang en -d "$work/plans.db" "$analysis"
    has stderr 'holds no plans yet'
done
for analysis in coverage compare gaps targets workload similar map reuse sensitivity trend; do
    run 1 --lang zh -d "$work/plans.db" chart "$analysis" --to "$work/charts"
    has stderr '还没有计划'
done
run 1 --lang en -d "$work/plans.db" report "$work/out"
has stderr 'holds no plans yet'
check "files were written" test ! -e "$work/out/index.html"

begin "a plan without measures has no shares, and no chart"
nothing
run 0 -q -d "$work/plans.db" add "$work/nothing.txt"
run 0 --lang en -d "$work/plans.db" coverage
has stdout '^nothing has no measures: its shares are not defined'
run 0 -f csv -d "$work/plans.db" coverage
has stdout '^party,.*,0,0,,,,0,'
run 0 -d "$work/plans.db" workload
run 0 -d "$work/plans.db" reuse
run 0 -d "$work/plans.db" reuse --passages
run 0 -d "$work/plans.db" reuse --by-theme
run 0 -d "$work/plans.db" sensitivity
run 0 -d "$work/plans.db" coverage --own
run 0 --lang en -d "$work/plans.db" comparable
has stdout 'too few measures'
for analysis in coverage reuse workload sensitivity; do
    run 1 --lang en -d "$work/plans.db" chart "$analysis" --to "$work/charts"
    has stderr "table $analysis has nothing to draw"
done
run 1 --lang en -d "$work/plans.db" similar
has stderr 'similar needs two plans with coded measures, not 0'
run 1 --lang en -d "$work/plans.db" map
has stderr 'map needs three plans with coded measures, not 0'
run 1 --lang en -d "$work/plans.db" trend
has stderr 'takes two years of one region'
run 0 -d "$work/plans.db" report "$work/out"
run 0 -d "$work/plans.db" verify "$work/out"

begin "one plan is no comparison"
run 0 -q -d "$work/plans.db" add "$top/plans/yunhe-2025.txt"
for analysis in compare distinct; do
    run 1 --lang en -d "$work/plans.db" "$analysis"
    has stderr 'comparing takes two plans; there is one: yunhe-2025'
done
run 1 --lang en -d "$work/plans.db" compare --by year
has stderr 'takes two groups'
run 0 -d "$work/plans.db" sensitivity
run 0 -d "$work/plans.db" report "$work/out"
has "$work/out/index.html" '环云禾湖半程马拉松'

begin "one measure has a wide interval, and none by drawing it again"
nothing
one
run 0 -q -d "$work/plans.db" add "$work/one.txt" "$work/nothing.txt"
run 0 -f csv -d "$work/plans.db" coverage one -t party
has stdout '^party,.*,1,1,1,0\.20654[0-9]*,1,'
run 0 -f csv -d "$work/plans.db" coverage one -t party --bootstrap
has stdout '^party,.*,1,1,1,,,'
run 0 --lang en -d "$work/plans.db" coverage one --bootstrap
has stdout 'draws are all alike and give no interval'
run 0 --lang en -d "$work/plans.db" compare one nothing
has stdout 'no measures to compare'
hasnt stdout 'more in'
run 0 --lang en -d "$work/plans.db" distinct
has stdout '^2 groups, 1 measures; 0 terms'
run 0 --lang en -d "$work/plans.db" report "$work/out"
has "$work/out/index.html" 'similar needs two plans with coded measures, not 1'
run 0 -d "$work/plans.db" verify "$work/out"

begin "a theme that nobody has, and one that is none"
one
run 0 -q -d "$work/plans.db" add "$work/one.txt" "$top/plans/yunhe-2025.txt"
for analysis in coverage compare workload sensitivity 'reuse --by-theme'; do
    # shellcheck disable=SC2086  # the words are the arguments
    run 0 -f csv -d "$work/plans.db" $analysis -t rural
    hasnt stdout 'nan|inf'
    # shellcheck disable=SC2086
    run 1 --lang en -d "$work/plans.db" $analysis -t nosuch
    has stderr 'there is no theme "nosuch"'
done
run 1 --lang en -d "$work/plans.db" chart compare -t rural --to "$work/charts"
has stderr 'nothing to draw'

begin "options that do nothing are refused"
run 0 -q -d "$work/plans.db" add "$top/plans"
run 2 --lang en -d "$work/plans.db" chart similar -t sports --to "$work/charts"
has stderr 'similar takes no --theme'
run 2 --lang en -d "$work/plans.db" chart coverage --by year --to "$work/charts"
has stderr 'coverage takes no --by'
run 1 --lang en -d "$work/plans.db" reuse -t sports
has stderr 'needs it'

begin "the same bytes in every locale, time zone and folder"
run 0 -q -d "$work/plans.db" add "$top/plans"
for place in 'C UTC' 'zh_CN.UTF-8 Asia/Shanghai' 'tr_TR.UTF-8 America/St_Johns'; do
    locale=${place% *} zone=${place#* }
    mkdir -p "$work/$locale"
    over || cd "$work/$locale" || broke "no folder"
    for analysis in $analyses 'gaps --union' 'targets --compare' targets duties deadlines; do
        for format in csv json; do
            # shellcheck disable=SC2086  # the words are the arguments
            LC_ALL=$locale TZ=$zone run 0 -d "$work/plans.db" --lang zh $analysis -o "$analysis.$format"
        done
    done
    LC_ALL=$locale TZ=$zone run 0 -d "$work/plans.db" --lang zh report out
    cd "$top" || exit 2
    check "$locale differs from C" diff -r "$work/C" "$work/$locale"
done

done_testing
