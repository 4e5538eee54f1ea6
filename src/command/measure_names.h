/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the measures behind cells are called outside the project: "coast-2023:17" is the
 * 17th measure of a plan, as `explain` takes it; "coast-2023#40" is a node of its tree
 * that is no measure of the plan proper. Ids would depend on the order in which plans
 * were added. */
#ifndef COMMAND_MEASURE_NAMES_H
#define COMMAND_MEASURE_NAMES_H

#include "present/json.h"
#include "store/query.h"

/* Of all plans of a project file; it lives in keep. */
bool measure_naming(Store *store, Arena *keep, MeasureNaming *naming, Err *err);

/* The name of a measure that was read with its row. */
Slice measure_name(Slice slug, const MeasureRow *measure, Arena *keep);

#endif
