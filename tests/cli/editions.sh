#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One plan in every format a bureau publishes reads as its text does: same sections, tasks, measures, duties, targets
# and deadlines.
. "$(dirname "$0")/lib.sh"

editions=$scratch/editions
# Reads an edition and writes its measures, without the plan's name, to $work/$1.jsonl.
measures_of() {
    run 0 -d "$work/$1.db" -q add "$editions/$1"
    run 0 -d "$work/$1.db" export --jsonl measures
    over || sed 's/^{"plan":"[^"]*","id":"[^"]*",/{/' "$stdout" >"$work/$1.jsonl"
    # Sections, tasks, measures, targets, duties: as many in every edition, tables too.
    run 0 -d "$work/$1.db" -f csv list
    over || tail -n 1 "$stdout" | cut -d, -f5-9 >"$work/$1.counts"
}

# edition FILE TOOL: FILE is one the text is compared with; skipped where the tool that makes it is not there.
edition() {
    begin "$1 reads as the plan's text"
    if ! command -v python3 >/dev/null; then
        skip_test "python3, which makes the editions, is not installed"
    elif [ ! -d "$editions" ]; then
        check "the editions are not made" "$top/tests/editions/make" "$editions"
    fi
    over || [ -e "$editions/$1" ] || skip_test "$2, which makes $1, is not installed"
    over || case $1 in
    *.pdf) command -v pdftotext >/dev/null || skip_test "pdftotext is not installed" ;;
    esac
    measures_of text.txt
    measures_of "$1"
    same "$work/text.txt.counts" "$work/$1.counts"
}

for file in gb18030.txt page.html styles.docx levels.docx; do
    edition $file python3
    same "$work/text.txt.jsonl" "$work/$file.jsonl"
done
edition typed.docx pandoc
same "$work/text.txt.jsonl" "$work/typed.docx.jsonl"
edition print.pdf "soffice or chromium"
same "$work/text.txt.jsonl" "$work/print.pdf.jsonl"
for file in old.doc old.odt old.rtf; do
    edition $file soffice
    same "$work/text.txt.jsonl" "$work/$file.jsonl"
done

# Of a table, the measures of tasks and what is known of them. A task's number is a cell, without its full stop, and a
# cell may number its measures.
for file in table.docx table.html; do
    edition $file python3
    over || for name in text.txt $file; do
        grep '"task":{' "$work/$name.jsonl" |
            sed 's/.*"ordinal":[0-9]*,//; s/^"text":"[①②③④⑤⑥⑦⑧⑨⑩]*/"text":"/' >"$work/$name.tasks"
    done
    same "$work/text.txt.tasks" "$work/$file.tasks"
done

done_testing
