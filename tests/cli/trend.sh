#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One region over its years: which plans make a series, what is said of two years and of six, and refusals.
. "$(dirname "$0")/lib.sh"

# plan_of FOLDER YEAR SPORTS OTHERS: a plan of 松禾区 with so many measures on sports and on buildings.
plan_of() {
    mkdir -p "$1"
    awk -v year="$2" -v sports="$3" -v others="$4" 'BEGIN {
        printf "松禾区教育局%d年工作要点\n\n一、年度任务\n", year
        for (i = 1; i <= sports + others; i++) {
            if (i % 10 == 1) printf "%d. 第%d组任务。", int(i / 10) + 1, int(i / 10) + 1
            printf i <= sports ? "第%d次举办中小学生田径运动会。" : "为第%d所乡镇中学更换教学楼门窗。", i
            if (i % 10 == 0) printf "\n"
        }
    }' >"$1/songhe-$2.txt"
}

begin "two years tell their difference and no type"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en trend 云禾区
has stdout '^云禾区, themes from 2024 to 2025'
has stdout '^Sports +[0-9.]+% +[0-9.]+% +[0-9.]+% +-[0-9.]+% +[0-9.]+% +no detectable difference'
has stdout 'Two years make no trend'
hasnt stdout 'growing'
run 0 -d "$work/plans.db" --lang zh trend yunhe-2025 yunhe-2024 -t sports
has stdout '^体育 +[0-9.]+% +[0-9.]+% .* 无显著差异'
hasnt stdout '^党建'

begin "every region with two years, when none is named"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en trend
has stdout '^栖川县 +Safety +2024 '
has stdout '^云禾区 +Sports +2024 '
has stdout 'Left out \(the only year of its region\): 澄溪区 2025'

begin "six years with a gap: what grows and what falls"
over || for year in 2019 2020 2021 2023 2024 2025; do
    plan_of "$work/plans" $year $(((year - 2018) * 8)) 60
done
run 0 -d "$work/plans.db" -q add "$work/plans"
run 0 -d "$work/plans.db" --lang zh trend
has stdout '^体育 .* 成长$'
has stdout '缺计划的年份按空缺处理，不计为零：松禾区 2022'
run 0 -d "$work/plans.db" --lang en -f csv trend -o "$work/trend.csv"
over || awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["theme"] == "sports" { print $at["year"], $at["measures"], $at["of"], $at["type"] }' \
    "$work/trend.csv" >"$work/sports"
has "$work/sports" '^2019 8 68 growing$'
has "$work/sports" '^2025 56 116 growing$'
run 0 -d "$work/plans.db" --lang zh chart trend 松禾区 --to "$work/charts"
has "$work/charts/trend.svg" '<text>体育：成长</text>'
has "$work/charts/trend.svg" '<text>2025</text>'
hasnt "$work/charts/trend.svg" '<text>2022</text>'
run 0 -d "$work/plans.db" --lang zh report "$work/report"
has "$work/report/index.html" '逐年变化'

begin "the same, twice the same"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" -f json --lang zh trend -o "$work/once"
LC_ALL=C run 0 -d "$work/plans.db" -f json --lang zh trend -o "$work/again"
same "$work/once" "$work/again"

begin "a plan of another kind, a second plan of one year, a plan without a year"
over || for year in 2023 2024 2025; do plan_of "$work/plans" $year 10 30; done
over || sed 's/2025年工作要点/2025年工作要点（修订）/' "$work/plans/songhe-2025.txt" >"$work/plans/songhe-2025-new.txt"
run 0 -d "$work/plans.db" -q add "$work/plans"
run 0 -d "$work/plans.db" set songhe-2025-new issued=2025-08-01 year=2025
run 0 -d "$work/plans.db" set songhe-2023 kind=规划
run 0 -d "$work/plans.db" --lang en trend 松禾区
has stdout 'counts: songhe-2025-new\)'
has stdout 'another kind than the series\): .*2023 \(规划\)'
run 0 -d "$work/plans.db" set songhe-2024 year=
run 1 -d "$work/plans.db" --lang en trend songhe-2024 songhe-2023
has stderr 'a trend takes two years of one region'

# next_year: yunhe-2025 as a plan of 2026, with known changes: two measures gone, one reworded, one new, and
# targets raised, lowered, masked.
next_year() {
    sed -e 's/2025年/2026年/g' \
        -e 's/②人工智能通识课程开设率达到100%。//' \
        -e 's/③发放体育消费券300万元。//' \
        -e 's/①完善局党委会“第一议题”清单，每月至少安排一次专题学习。/①落实局党委会“第一议题”制度，每月至少安排两次集中学习。/' \
        -e 's/接入学校60所。/接入学校60所。②为乡镇学校建造太阳能路灯。/' \
        -e 's/发展教师党员36名/发展教师党员50名/' \
        -e 's/控制在48%以内/控制在45%以内/' \
        -e 's/增长5%以上/增长4%以上/' \
        -e 's/销售额突破1.3亿元/销售额突破x亿元/' "$top/plans/yunhe-2025.txt" >"$1"
}

begin "measures kept, reworded, dropped and new"
run 0 -d "$work/plans.db" add "$top/plans/yunhe-2025.txt"
over || next_year "$work/yunhe-2026.txt"
run 0 -d "$work/plans.db" add "$work/yunhe-2026.txt"
run 0 -d "$work/plans.db" --lang en trend --measures
has stdout '云禾区, 2025 → 2026: of 74 measures 71 kept, 1 reworded, 2 dropped; 1 of 73 are new'
run 0 -d "$work/plans.db" --lang zh -f csv trend 云禾区 --measures -o "$work/measures.csv"
has "$work/measures.csv" ',reworded,改写,.*①完善局党委会“第一议题”清单.*①落实局党委会“第一议题”制度'
has "$work/measures.csv" ',dropped,未再提,.*③发放体育消费券300万元。'
has "$work/measures.csv" ',dropped,未再提,.*②人工智能通识课程开设率达到100%。'
has "$work/measures.csv" ',new,新增,.*②为乡镇学校建造太阳能路灯。'
run 0 -d "$work/plans.db" --lang zh trend --by-theme
has stdout '^2025 → 2026 +全部举措 +74 +71 +1 +2 +97.3% '

begin "targets raised, lowered, masked, dropped and new"
run 0 -d "$work/plans.db" add "$top/plans/yunhe-2025.txt"
over || next_year "$work/yunhe-2026.txt"
run 0 -d "$work/plans.db" add "$work/yunhe-2026.txt"
run 0 -d "$work/plans.db" --lang en -f csv trend --targets -o "$work/targets.csv"
over || awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["state"] != "kept" {
        print $at["state"], $at["indicator"], $at["earlier_value"], $at["later_value"] }' \
    "$work/targets.csv" >"$work/changed"
has "$work/changed" '^raised 发展教师党员 36 50$'
has "$work/changed" '^raised 儿童青少年.*近视率 48 45$'
has "$work/changed" '^lowered 特殊类型招生控制线上线人数增长 5 4$'
has "$work/changed" '^masked 体育彩票销售额 130000000 $'
has "$work/changed" '^dropped .*体育消费券 3000000 $'
has "$work/changed" '^dropped 人工智能通识课程开设率 100 $'
hasnt "$work/changed" '^new '
run 0 -d "$work/plans.db" --lang zh trend 云禾区 --targets -t party
has stdout '^2025 → 2026 +目标提高 +发展教师党员 +36名 +50名 '
hasnt stdout '近视率'

begin "one year, an unknown region, an empty database, a margin that is none"
run 0 -d "$work/plans.db" add "$top/plans"
run 1 -d "$work/plans.db" --lang en trend chengxi
has stderr 'the only year of its region\): 澄溪区 2025'
run 0 -d "$work/plans.db" --lang zh report "$work/report" -p chengxi -p shijian
hasnt "$work/report/index.html" '逐年变化'
run 1 -d "$work/plans.db" --lang zh trend yunhe-2024 qichuan-2025
has stderr '逐年比较需要同一地区、同一文种至少两年的计划'
run 1 -d "$work/plans.db" --lang en trend 无此县
has stderr "no plan '无此县'"
run 2 -d "$work/plans.db" --lang en trend 云禾区 --margin 5
has stderr 'share between 0 and 1'
run 2 -d "$work/plans.db" --lang en trend 云禾区 --targets --by-theme
has stderr '\-\-targets is a table of its own'
run 2 -d "$work/plans.db" trend --no-such-option
run 1 -d "$work/plans.db" --lang en trend chengxi --targets
has stderr 'a trend takes two years'
run 1 -d "$work/none.db" trend

done_testing
