/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of a grid that several methods begin with. */
#ifndef STAT_GRID_P_H
#define STAT_GRID_P_H

#include "base/err.h"
#include "stat/grid.h"

#include <stdbool.h>

/* Square, and every number above the diagonal is finite and not below 0. */
bool grid_check_distances(Grid distance, Err *err);

/* Every number is finite and not below 0. */
bool grid_check_counts(Grid counts, Err *err);

#endif
