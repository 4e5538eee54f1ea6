/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: bad numbers are told by their place before any method sees them: GSL's loops need
 * not end on NaN. */
#include "base/base.h"
#include "stat/grid_p.h"

#include <math.h>

bool grid_check_distances(Grid distance, Err *err) {
    if (distance.rows != distance.cols)
        return err_set(
            err, T("%zu by %zu distances are not square", "距离矩阵 %zu × %zu 不是方阵"),
            distance.rows, distance.cols);
    for (size_t i = 0; i < distance.rows; i++) {
        for (size_t j = i + 1; j < distance.cols; j++) {
            double d = grid_at(distance, i, j);
            if (!(d >= 0) || isinf(d))
                return err_set(
                    err,
                    T("the distance of items %zu and %zu is %g, not a number of 0 or more",
                      "第 %zu 项与第 %zu 项的距离是 %g，应为不小于 0 的数"),
                    i + 1, j + 1, d);
        }
    }
    return true;
}

bool grid_check_counts(Grid counts, Err *err) {
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double cell = grid_at(counts, i, j);
            if (!(cell >= 0) || isinf(cell))
                return err_set(err,
                               T("row %zu, column %zu: %g is no count",
                                 "第 %zu 行第 %zu 列：%g 不是计数"),
                               i + 1, j + 1, cell);
        }
    }
    return true;
}
