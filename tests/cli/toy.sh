#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The toy table, end to end: two districts of 100 measures with five themes each, 40 25 10 5 20 against 30 30 30 8 2,
# from their documents through a scheme to the numbers, whose values were computed in R.
. "$(dirname "$0")/lib.sh"

# plan FILE TITLE N...: a document whose measures are one word each.
plan() {
    file=$1 title=$2 && shift 2
    printf '%s教育局2025年工作要点\n\n一、主要任务\n\n' "$title" >"$file"
    for word in 足球 消防 图书 食堂 美育; do
        i=0
        while [ "$i" -lt "$1" ]; do
            printf '%s。' "$word" >>"$file"
            i=$((i + 1))
        done
        printf '\n\n' >>"$file"
        shift
    done
}

toy() {
    over && return 0
    plan "$work/first.txt" 甲区 40 25 10 5 20
    plan "$work/second.txt" 乙区 30 30 30 8 2
    {
        printf '{"scheme": "toy", "themes": ['
        i=0 comma=
        for word in 足球 消防 图书 食堂 美育; do
            i=$((i + 1))
            printf '%s{"code": "t%d", "zh": "%s", "en": "t%d", "rules": [{"any": ["%s"]}]}' "$comma" "$i" "$word" "$i" "$word"
            comma=,
        done
        printf ']}\n'
    } >"$work/scheme.json"
    run 0 -q -d "$work/toy.db" add --scheme "$work/scheme.json" "$work/first.txt" "$work/second.txt"
}

# close FILE KEY=VALUE... -- COLUMN VALUE...: in the rows of the CSV where the keys have these values, the column holds
# these values, to 1e-9 or half of the last digit that is given.
close() {
    over && return 0
    check "$*" python3 - "$@" <<'END_OF_PYTHON'
import csv, sys
from decimal import Decimal
file, *rest = sys.argv[1:]
cut = rest.index('--')
keys = [word.split('=', 1) for word in rest[:cut]]
column, *expected = rest[cut + 1:]
rows = [row for row in csv.DictReader(open(file)) if all(row[k] == v for k, v in keys)]
assert len(rows) >= len(expected), rows
for row, value in zip(rows, expected):
    wanted = Decimal(value)
    last = Decimal(1).scaleb(wanted.as_tuple().exponent) / 2
    far = abs(Decimal(row[column]) - wanted)
    assert far <= max(last, abs(wanted) * Decimal('1e-9')), (column, row[column], value)
END_OF_PYTHON
}

begin "coverage counts what was written"
toy
run 0 -d "$work/toy.db" coverage -o "$work/t.csv"
close "$work/t.csv" plan=first depth=1 -- measures 40 25 10 5 20
close "$work/t.csv" plan=second depth=1 -- measures 30 30 30 8 2
close "$work/t.csv" plan=first depth=1 -- share 0.40 0.25 0.10 0.05 0.20

begin "each theme's difference, test, correction and residual"
toy
run 0 -d "$work/toy.db" compare first second --test g2 -o "$work/t.csv"
close "$work/t.csv" group=first -- difference_low -.0318903739 -.1714262377 -.3057892906 -.1055454389 .0966864670
close "$work/t.csv" group=first -- difference_high .2271722510 .0733960803 -.0900020907 .0429851984 .2700045199
close "$work/t.csv" group=first -- statistic 2.2034618010 .6276216069 12.9715143260 .7467175987 18.9178274039
close "$work/t.csv" group=first -- p .1377011879 .4282290685 3.162661143e-4 .3875174524 1.364713768e-5
close "$work/t.csv" group=first -- p_adjusted .2295019798 .4282290685 7.906652859e-4 .4282290685 6.823568841e-5
close "$work/t.csv" group=first -- residual 1.482498633 -.7918075825 -3.535533906 -.8604859293 4.067861532
run 0 -d "$work/toy.db" compare first second --test g2 --adjust holm -o "$work/holm.csv"
close "$work/holm.csv" group=first -- p_adjusted .4131035636 .7750349049 .0012650644574 .7750349049 6.823568841e-5

begin "all themes together, in words that a briefing may use"
toy
run 0 -d "$work/toy.db" --lang en compare first second --test g2
has stdout '^t1 .* no detectable difference'
has stdout '^t3 .* more in 乙区 2025, by 9.0 to 30.6 points'
has stdout '^t5 .* more in 甲区 2025, by 9.7 to 27.0 points'
over || tr '\n' ' ' <"$stdout" >"$work/words"
has "$work/words" 'the profiles differ; chi-square = 27\.30, df = 4, p < 0\.001; Cramér.s V = 0\.369'
has "$work/words" 't5 \+4\.1, t3 -3\.5'
has "$work/words" 'Jensen-Shannon distance 0\.330'
has "$work/words" 'effective number of themes 4\.1 in 甲区 2025, 3\.9 in 乙区 2025'

begin "how far apart the profiles are"
toy
run 0 -d "$work/toy.db" similar -o "$work/t.csv"
close "$work/t.csv" plan=first other=second -- js_distance .3297441

begin "weighted log-odds with an informative prior of weight 50, of each word"
toy
run 0 -d "$work/toy.db" distinct --prior 50 --least 1 -o "$work/t.csv"
close "$work/t.csv" group=first term=美育 -- log_odds 1.3588117154
close "$work/t.csv" group=first term=美育 -- z 3.1372156992
close "$work/t.csv" group=second term=图书 -- log_odds .8602012652
close "$work/t.csv" group=second term=图书 -- z 2.8393467926
close "$work/t.csv" group=first term=美育 -- g2 18.9178274039

begin "the numbers are the same when they are made again"
toy
run 0 -d "$work/toy.db" compare first second -o "$work/t.csv" --record
run 0 -d "$work/toy.db" report "$work/out"
run 0 -d "$work/toy.db" verify "$work/t.csv"
run 0 -d "$work/toy.db" verify "$work/out"

done_testing
