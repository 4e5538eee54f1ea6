# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# For every tests/cli/*.sh, which starts with
#
#   . "$(dirname "$0")/lib.sh"
#   begin "coverage of two plans"
#   run 0 -d "$work/plans.db" add "$top/plans"   # the status expected, then plancmp's arguments
#   has stdout "^expected regular expression"
#   hasnt stderr .
#   done_testing
#
# A test is what stands between one begin and the next; it fails at its first unmet expectation, and its
# other expectations are then passed over. plancmp is never run in a pipe: its status would be lost.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
PLANCMP=${PLANCMP:-$top/build/plancmp}
PLANCMP_CORPUS=${PLANCMP_CORPUS:-$top/../shared/corpus}
PLANCMP_GOLD=${PLANCMP_GOLD:-$top/../shared/gold}
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+rwx "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

tests=0
broken=0
name=
why=
skip=

# Ends the test begun before, if any, with its TAP line.
finish() {
    [ -n "$name" ] || return 0
    tests=$((tests + 1))
    if [ -n "$why" ]; then
        broken=$((broken + 1))
        echo "not ok $tests - $name"
        echo "$why" | sed 's/^/# /'
    else
        echo "ok $tests - $name${skip:+ # SKIP $skip}"
    fi
    name=
}

# begin NAME: a new test, with an empty folder of its own in $work.
begin() {
    finish
    name=$1 why='' skip=''
    work=$scratch/$((tests + 1))
    mkdir "$work"
    stdout=$work/.stdout stderr=$work/.stderr
    : >"$stdout" && : >"$stderr"
}

# Why the test fails; only the first reason counts.
broke() {
    [ -n "$why$skip" ] || why=$1
}

# skip_test REASON: the rest of this test is passed over, and it counts as skipped.
skip_test() {
    [ -n "$why" ] || skip=$1
}

# The rest of this test is passed over: it has failed or is skipped.
over() {
    [ -n "$why$skip" ]
}

# run STATUS ARGUMENT...: runs plancmp. A crash is told from a refusal whatever status was expected.
run() {
    expected=$1 && shift
    over && return 0
    "$PLANCMP" "$@" >"$stdout" 2>"$stderr" </dev/null
    status=$?
    if [ "$status" -gt 128 ] || grep -q 'Sanitizer' "$stderr"; then
        broke "crashed (status $status): plancmp $*
$(tail -n 30 "$stderr")"
    elif [ "$status" != "$expected" ]; then
        broke "status $status, not $expected: plancmp $*
$(tail -n 5 "$stdout")
$(tail -n 20 "$stderr")"
    fi
}

stream() {
    case $1 in stdout) echo "$stdout" ;; stderr) echo "$stderr" ;; *) echo "$1" ;; esac
}

# has stdout|stderr|FILE REGEXP, hasnt likewise: extended regular expressions, line by line.
has() {
    over && return 0
    grep -qE -e "$2" "$(stream "$1")" || broke "$1 holds no line like: $2
$(head -n 20 "$(stream "$1")")"
}

hasnt() {
    over && return 0
    ! grep -qE -e "$2" "$(stream "$1")" || broke "$1 holds a line like: $2
$(grep -E -e "$2" "$(stream "$1")" | head -n 5)"
}

# same EXPECTED ACTUAL: the two files (or stdout, stderr) are the same, byte for byte.
same() {
    over && return 0
    difference=$(diff -u "$(stream "$1")" "$(stream "$2")" 2>&1) || broke "$1 and $2 differ:
$(echo "$difference" | head -n 30)"
}

# check WHAT COMMAND...: the command succeeds.
check() {
    what=$1 && shift
    over && return 0
    "$@" >"$work/.check" 2>&1 || broke "$what
$(head -n 10 "$work/.check")"
}

# need_corpus PATH, need_gold PATH: the test is skipped where the path is absent, under CI=true failed.
need_corpus() {
    need_path "$PLANCMP_CORPUS/$1" PLANCMP_CORPUS
}

need_gold() {
    need_path "$PLANCMP_GOLD/$1" PLANCMP_GOLD
}

need_path() {
    over || [ -r "$1" ] && return 0
    if [ "${CI:-}" = true ]; then
        broke "$1 is not there ($2 says where to look)"
    else
        skip_test "$1 is not there ($2 says where to look)"
    fi
}

# seeds_with_gold: plans.db in $work holds the two seed plans, with their gold codes as those of coder gold; $stdout is
# what import-codes said.
seeds_with_gold() {
    need_corpus seeds
    need_gold seeds-units.tsv
    need_gold seeds-dev.tsv
    run 0 -q -d "$work/plans.db" add "$PLANCMP_CORPUS/seeds"
    over || python3 - "$PLANCMP_GOLD" "$work/gold.csv" <<'EOT'
import csv, sys
folder, target = sys.argv[1:]
table = lambda name: csv.DictReader(open(f'{folder}/{name}', encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE)
texts = {row['id']: row['text'] for row in table('seeds-units.tsv')}
rows = [[row['id'].split('-')[0] + '-2023', texts[row['id']], row['codes']] for row in table('seeds-dev.tsv')]
csv.writer(open(target, 'w', encoding='utf-8', newline='')).writerows([['plan', 'measure', 'codes']] + rows)
EOT
    run 0 --lang en -d "$work/plans.db" import-codes "$work/gold.csv" --coder gold
}

done_testing() {
    finish
    echo "1..$tests"
    [ "$broken" = 0 ]
    exit
}
