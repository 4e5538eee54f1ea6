#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What goes wrong around the plans: full disks, read-only places, broken project files and schemes. Each time a message that
# names the file, exit status 1, and the project file as it was.
. "$(dirname "$0")/lib.sh"

# The command writes to a full device in place of standard output.
run_full() {
    over && return 0
    "$PLANCMP" "$@" >/dev/full 2>"$stderr" </dev/null
    status=$?
    [ "$status" = 1 ] || broke "status $status, not 1, on a full disk: plancmp $*"
}

project() {
    run 0 -q -d "$work/plans.db" add "$top/plans/yunhe-2024.txt" "$top/plans/yunhe-2025.txt"
    over || cp "$work/plans.db" "$work/before.db"
}

begin "a full disk under standard output is a failure that is told"
project
for command in list coverage help 'export' 'show yunhe-2025'; do
    # shellcheck disable=SC2086  # the words are the arguments
    run_full --lang en -d "$work/plans.db" $command
    has stderr 'no space left'
done

begin "a file that cannot be written is named"
project
run 1 --lang en -d "$work/plans.db" -o /proc/no/such/place.csv coverage
has stderr '/proc/no/such/place.csv'
run 1 --lang en -d "$work/plans.db" report /proc/no/such
has stderr '/proc/no'
run 1 --lang en -d "$work/plans.db" chart --to /proc/no/such
has stderr '/proc/no'

begin "a project file that is not there, empty of plans, or none of ours"
run 1 --lang en -d "$work/none.db" list
has stderr 'none.db.*plancmp add'
check "a reading command made the file" test ! -e "$work/none.db"
over || echo "this is no database, but it is long enough to be looked at twice by anyone who opens it" >"$work/text.db"
over || cp "$work/text.db" "$work/text.copy"
for command in list coverage "add $top/plans/yunhe-2025.txt" rebuild; do
    # shellcheck disable=SC2086
    run 1 --lang en -d "$work/text.db" $command
    has stderr 'text.db'
done
same "$work/text.copy" "$work/text.db"
over || sqlite3 "$work/other.db" 'CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)'
over || cp "$work/other.db" "$work/other.copy"
run 1 --lang en -d "$work/other.db" add "$top/plans/yunhe-2025.txt"
has stderr 'other.db'
same "$work/other.copy" "$work/other.db"

begin "a truncated project file is refused, and doctor says so"
project
over || head -c 20000 "$work/before.db" >"$work/plans.db"
run 1 --lang en -d "$work/plans.db" coverage
has stderr 'plans.db'
run 1 --lang en -d "$work/plans.db" doctor
has stdout 'broken'

begin "a scheme with a fault is told with line and column, and nothing is coded anew"
project
printf '{\n  "scheme": "x",\n  "themes": [\n    {"code": "a" "zh": "甲"}\n  ]\n}\n' >"$work/bad.json"
run 1 --lang en -d "$work/plans.db" add --scheme "$work/bad.json" "$top/plans/yunhe-2025.txt"
has stderr 'bad.json:4:[0-9]+'
run 1 --lang zh -d "$work/plans.db" rebuild --scheme "$work/bad.json"
has stderr 'bad.json:4:[0-9]+'
run 1 --lang en -d "$work/plans.db" rebuild --scheme "$work/none.json"
has stderr 'none.json'
same "$work/before.db" "$work/plans.db"

begin "folders and files without a plan leave no project file behind"
mkdir "$work/empty"
run 1 --lang en -d "$work/plans.db" add "$work/empty"
has stderr 'empty'
: >"$work/nothing.txt"
run 1 --lang en -d "$work/plans.db" add "$work/nothing.txt"
has stderr 'nothing.txt'
head -c 4000 "$PLANCMP" >"$work/program.txt"
run 1 --lang en -d "$work/plans.db" add "$work/program.txt"
has stderr 'program.txt'
run 1 --lang en -d "$work/plans.db" add "$work/gone.txt"
has stderr 'gone.txt'
check "a project file was made" test ! -e "$work/plans.db"

begin "one bad file does not keep the others out, and the status says that something failed"
mkdir "$work/mixed"
cp "$top/plans/yunhe-2025.txt" "$work/mixed/a.txt"
head -c 4000 "$PLANCMP" >"$work/mixed/b.txt"
cp "$top/plans/yunhe-2024.txt" "$work/mixed/c.txt"
run 1 --lang en -d "$work/plans.db" add "$work/mixed"
has stdout '^2 added.* 1 failed'
has stderr 'b.txt'

begin "a project file that may not be written is left alone"
project
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$work" && chown 65534 "$work" "$work/plans.db" && chmod 444 "$work/plans.db" && chmod 555 "$work"
    chmod 755 "$scratch"
    if ! over && setpriv --reuid 65534 --regid 65534 --clear-groups "$PLANCMP" --lang en -d "$work/plans.db" \
        add "$top/plans/lanqiao-2025.txt" >"$stdout" 2>"$scratch/nobody"; then
        broke "a read-only project file was written"
    fi
    chmod 755 "$work"
    mv "$scratch/nobody" "$stderr"
else
    chmod 444 "$work/plans.db"
    run 1 --lang en -d "$work/plans.db" add "$top/plans/lanqiao-2025.txt"
    chmod 644 "$work/plans.db"
fi
has stderr 'plans.db'
same "$work/before.db" "$work/plans.db"

done_testing
