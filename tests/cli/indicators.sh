#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# targets --compare: the same indicator across plans, over the sample plans, whose numbers were chosen when they were
# written, and over the government reports of sixteen provinces, which state the same dozen aims in their own words.
. "$(dirname "$0")/lib.sh"

begin "the plans' indicators, ranked within their kind"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en targets --compare
has stdout '^新增学位（个） +义务教育 +岚桥市 2025 +1.6万个 +1/8 '
has stdout '学前教育 +岚桥市 2025 +5400个 +1/'
has stdout '^每天体育活动（分钟） '
has stdout '桐陂县 2024 +≥ 1小时 +firm +8/8 '
has stdout 'masked \(xxx个\)'
has stdout 'Masked numbers are shown and not ranked'
run 0 -d "$work/plans.db" --lang zh targets -c --indicator 近视率
has stdout '云禾区 2025 +≤ 48% +1/4 '
has stdout '石笕县 2025 +≤ 50% +3/4 '
has stdout '原文'

begin "a number leads to its measure"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" -f json targets --compare --indicator 学位
has stdout '"evidence":'
has stdout '新增义务教育学位【1.6万个】'

begin "only some of them"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en -f csv targets --compare yunhe-2024 yunhe-2025 -o "$work/two"
has "$work/two" ',yunhe-2024,'
hasnt "$work/two" ',lanqiao-2025,'
run 0 -d "$work/plans.db" --lang en -f csv targets --compare -p yunhe-2024 -p yunhe-2025 -o "$work/again"
same "$work/two" "$work/again"
run 0 -d "$work/plans.db" --lang en -f csv targets --compare --unit 小时 -o "$work/hours"
has "$work/hours" '^每天体育活动（分钟）,'
hasnt "$work/hours" '学位'
run 0 -d "$work/plans.db" --lang en -f csv targets --compare --theme sports -o "$work/sports"
has "$work/sports" '^每天体育活动（分钟）,'
hasnt "$work/sports" '发展教师党员'
run 0 -d "$work/plans.db" --lang en -f csv targets --compare --all yunhe-2025 -o "$work/single"
has "$work/single" '^新增学位（个）,'

begin "nothing to compare is said"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en targets --compare --unit 光年
has stdout 'No shared indicator fits the filters'
run 0 -d "$work/plans.db" --lang en targets --compare yunhe-2025
has stdout 'One plan alone shares nothing'
run 1 -d "$work/plans.db" --lang en targets --compare nosuch
has stderr 'nosuch'
run 2 -d "$work/plans.db" --lang en targets --all
has stderr '^plancmp: --all needs --compare'
run 2 -d "$work/plans.db" --lang en targets --compare --redacted
has stderr 'does not go with --compare'
run 1 -d "$work/plans.db" --lang en chart targets yunhe-2025 --to "$work/charts"
has stderr 'nothing to draw'
printf '一、重点工作\n抓好党建工作。\n抓好安全工作。\n' >"$work/words.txt"
run 0 -d "$work/none.db" -q add "$work/words.txt"
run 0 -d "$work/none.db" --lang zh targets --compare
has stdout '没有找到量化目标'
run 0 -d "$work/none.db" -q add "$top/plans/tongbei-2024.txt"

begin "plans whose numbers are all masked are shown side by side"
printf '一、重点工作\n新增托位x个。\n' >"$work/one.txt"
printf '一、重点工作\n增加托位**个。\n' >"$work/two.txt"
run 0 -d "$work/masked.db" -q add "$work/one.txt" "$work/two.txt"
run 0 -d "$work/masked.db" --lang en targets --compare
has stdout '^新增托位（个） .*masked \(x个\)'
hasnt stdout ' 1/'
run 1 -d "$work/masked.db" --lang en chart targets --to "$work/charts"
has stderr 'nothing to draw'
run 0 -d "$work/masked.db" --lang zh report "$work/report"
has "$work/report/index.html" '同类目标比较'

begin "a list of targets by the unit they are written in"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang en targets --unit 小时 --theme sports
has stdout '中小学生每天综合体育活动时间 +>= 120|≥ 120'

begin "the aims of sixteen provinces in their own words"
need_corpus provinces-2026
run 0 -d "$work/real.db" -q add "$PLANCMP_CORPUS/provinces-2026"
run 0 -d "$work/real.db" --lang en -f csv targets --compare -o "$work/real.csv"
# 地区生产总值, 生产总值, 经济; CPI, 价格涨幅, 价格指数上涨; 亿斤, 万吨
over || test "$(grep -c '^地区生产总值增长（%）,' "$work/real.csv")" = 16 || broke 'growth'
over || test "$(grep -c '^城镇调查失业率（%）,%,,,,' "$work/real.csv")" = 15 || broke 'unemployment'
over || test "$(grep -c '^居民消费价格增长（%）,' "$work/real.csv")" = 13 || broke 'prices'
over || test "$(grep -c '^新增城镇就业（人）,' "$work/real.csv")" = 15 || broke 'jobs'
over || test "$(grep -c '^粮食产量（斤）,' "$work/real.csv")" = 5 || broke 'grain'
has "$work/real.csv" '^年均地区生产总值增长（%）,%,年均,,2030,'
hasnt "$work/real.csv" '财政资金'

begin "the shared indicators as a chart, each on its own axis"
run 0 -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang zh chart targets --to "$work/charts"
has stdout 'targets.png'
has "$work/charts/targets.svg" '<text>每天体育活动（分钟）</text>'
run 0 -d "$work/plans.db" --lang zh chart targets --indicator 近视率 --to "$work/one"
has "$work/one/targets.dat" '儿童青少年近视率'
hasnt "$work/one/targets.dat" '学位'

done_testing
