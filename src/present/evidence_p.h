/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all renderers ask of the measures behind cells. */
#ifndef PRESENT_EVIDENCE_P_H
#define PRESENT_EVIDENCE_P_H

#include "base/base.h"
#include "base/table.h"

bool table_column_has_evidence(const Table *table, size_t column);
bool cell_same_evidence(const Cell *a, const Cell *b);

#endif
