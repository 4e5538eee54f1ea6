/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map: plans and themes as points on a plane: which plans lean to which themes
 * (correspondence analysis), or how far plans are from each other (classical scaling). */
#ifndef COMPARE_MAP_H
#define COMPARE_MAP_H

#include "base/table.h"
#include "compare/groups.h"

#define MAP_WORDS "ca|mds"

typedef struct {
    GroupKey by;
    bool mds; /* classical scaling of Jensen-Shannon distances: plans only */
} MapOptions;

enum { SCALING_MOST = 3000, SCALING_SLOW = 1000 };

/* One row a point, plans first. Columns: point (slug, group or theme code), name, kind
 * ("plan" or "theme"), kind_name, measures (coded; of a theme in fractional counts; with
 * their ids), x and y (principal coordinates; the headings tell each axis' share), mass,
 * inertia_share (of the total), contribution_x, contribution_y (the point's part of the
 * axis), quality (the part of the point that the plane shows), charted (0 for themes
 * whose mass is below a fifth of the average). Signs as stat/ordination.h. Under
 * classical scaling there are no themes, and mass to quality are empty. Fails for fewer
 * than three plans with coded measures, and for scaling beyond SCALING_MOST. */
bool map_table(const Corpus *corpus, const MapOptions *options, Arena *keep, Table *table,
               Err *err);

#endif
