#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The figures of the README's section on accuracy: each program fails below the floor it is held to.
. "$(dirname "$0")/lib.sh"

programs=$(dirname "$PLANCMP")/tests/accuracy

begin "targets: precision and recall of at least 0.95 against the hand codes"
need_gold seeds-dev.tsv
check "targets below their floor" "$programs/targets" "$PLANCMP_GOLD/seeds-units.tsv" "$PLANCMP_GOLD/seeds-dev.tsv"

begin "themes: micro F1 of at least 0.95 over the core themes and 0.88 over all"
need_gold seeds-dev.tsv
need_corpus seeds
check "themes below their floor" "$programs/themes" "$PLANCMP_CORPUS/seeds" "$PLANCMP_GOLD/seeds-units.tsv" \
    "$PLANCMP_GOLD/seeds-dev.tsv"

for set in typical paraphrased short official; do
    begin "themes: $set sentences in the manner of other bureaus"
    check "themes below their floor" "$programs/themes" --sentences $set "$top/tests/accuracy/sentences.tsv"
done

begin "structure: title, year, day, number and headings right in at least 95 % of the layouts"
need_gold structure-dev.jsonl
need_corpus layouts-dev.jsonl
check "structure below its floor" "$programs/structure" "$PLANCMP_CORPUS" "$PLANCMP_GOLD/structure-dev.jsonl"

done_testing
