/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts about a plan as a whole: title, document number, publisher, region with level and
 * province, the year it is for, the day it was issued, its kind. Every value found is
 * kept with where it came from; one a key is chosen by the rank of the rule that found it
 * (rules[] in metadata.c), so that a contradiction is there to be seen. */
#ifndef PLAN_METADATA_H
#define PLAN_METADATA_H

#include "plan/tree.h"
#include "read/doc.h"

/* Adds to tree->metadata; the outline must be there. */
void plan_find_metadata(const Document *document, PlanTree *tree);

/* Adds a value from outside the document (source "manifest" or "hand"), which wins over
 * all found in it. */
void plan_give_metadatum(PlanTree *tree, const char *key, Slice value,
                         const char *source);

/* The keys of metadata, for manifests and settings; NULL behind the last. */
const char *plan_metadata_key(size_t i);
/* Whether a value may stand for a key: years 1900..2099, dates YYYY-MM-DD, levels
 * national|province|city|county. */
bool plan_metadata_valid(const char *key, Slice value);

#endif
