#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input is normal input: each bad file is one line that names it, the good ones are read, the exit status is 1.
. "$(dirname "$0")/lib.sh"

# A folder of bad files and one good plan, in $work/in.
bad_folder() {
    mkdir "$work/in"
    cp "$top/plans/yunhe-2025.txt" "$work/in/good.txt"
    : >"$work/in/empty.txt"
    head -c 30000 "$PLANCMP" >"$work/in/binary.txt"
    printf '%%PDF-1.7 and no more' >"$work/in/cut.pdf"
    printf 'PK\003\004 and no more' >"$work/in/cut.docx"
    printf 'id,text\n1,"not closed' >"$work/in/open.csv"
    head -c 210000000 /dev/zero | tr '\000' 'x' >"$work/in/huge.txt"
}

begin "a folder with bad files: each is named, the good one is read"
bad_folder
run 1 --lang en -d "$work/plans.db" add "$work/in"
has stderr 'in/empty\.txt: is empty'
has stderr 'in/binary\.txt: is a binary file'
has stderr 'in/cut\.pdf: '
has stderr 'in/cut\.docx: is broken or cut off'
has stderr 'in/open\.csv:2: the quotes'
has stderr 'in/huge\.txt: .*too large'
has stdout '^1 added'
run 0 --lang en -d "$work/plans.db" list
has stdout '^good '

begin "the same in Chinese"
bad_folder
run 1 --lang zh -d "$work/plans.db" add "$work/in"
has stderr '/empty\.txt.*是空文件'
has stderr '/huge\.txt.*单个文档过大'

begin "a pdftotext that is absent is named with its package, and the next file is read"
printf '%%PDF-1.7' >"$work/a.pdf"
cp "$top/plans/yunhe-2025.txt" "$work/b.txt"
over || PATH=/nowhere "$PLANCMP" --lang en -d "$work/plans.db" add "$work/a.pdf" "$work/b.txt" >"$stdout" 2>"$stderr"
over || [ $? = 1 ] || broke "the status is not 1"
has stderr 'a\.pdf: the program pdftotext is not installed \(package poppler-utils\)'
has stdout '^1 added'

begin "a text in a wrong encoding is read by the one given"
printf '\275\314\323\375\271\244\327\367\322\252\265\343\n\322\273\241\242\260\262\310\253\n' >"$work/a.txt"
run 0 -d "$work/plans.db" -q add --encoding gb2312 "$work/a.txt"
run 1 --lang en -d "$work/plans.db" add --encoding klingon "$work/a.txt"
has stderr 'a\.txt: unknown encoding "klingon"'

done_testing
