/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure with its place, its themes and the hits in it: what the report opens
 * behind a number. */
#ifndef COMMAND_EVIDENCE_H
#define COMMAND_EVIDENCE_H

#include "base/table.h"
#include "compare/corpus.h"
#include "store/query.h"

/* The columns that present/report.h asks of its evidence, for all measures of the corpus.
 */
bool evidence_table(Store *store, const Corpus *corpus, Arena *keep, Table *table,
                    Err *err);

/* Where a stretch of the plan's text stands in the measure's words, which have no line
 * breaks. False when it is not whole in there. */
bool evidence_place(Slice plan_text, const MeasureRow *measure, Span hit, Span *place);

#endif
