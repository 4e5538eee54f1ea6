/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the steps of the parser one after the other. */
#include "base/base.h"

#include "plan/deadlines.h"
#include "plan/metadata.h"
#include "plan/outline_p.h"
#include "plan/parse.h"
#include "plan/targets.h"

static void outline_release(Outline *o) {
    vec_release(&o->lines);
    vec_release(&o->paragraphs);
    vec_release(&o->segments);
    vec_release(&o->holes);
    vec_release(&o->cells);
    arena_release(&o->scratch);
}

static int plan_year(const PlanTree *tree) {
    int64_t year = 0;
    return slice_int(plan_metadatum(tree, "year"), &year) && year > 0 && year < 10000
               ? (int)year
               : 0;
}

void plan_parse(const Document *document, PlanTree *tree) {
    Outline o = {.document = document, .tree = tree, .text = document->text};
    tree->text = document->text;
    outline_layout(&o);
    outline_grids(&o);
    outline_front(&o);
    outline_join(&o);
    outline_segments(&o);
    outline_build(&o);
    outline_release(&o);
    plan_find_metadata(document, tree);
    plan_find_targets(tree);
    plan_find_deadlines(tree, plan_year(tree));
}
