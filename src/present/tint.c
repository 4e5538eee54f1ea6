/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of values for tinted cells. */
#include "base/base.h"

#include <math.h>

#include "present/tint_p.h"

/* One blue of falling lightness (L* 95 to 25): the same order in colour, in grey and for
 * colour-blind readers. */
static const char *const colours[TINT_CLASSES] = {"#eaf2fa", "#cbdff1", "#9cc4e4",
                                                  "#5f9fd0", "#2c72b4", "#0b3c78"};

Tints tints_for(double most, bool whole) {
    static const double steps[] = {1, 2, 5};
    Tints tints = {0};
    if (!(most > 0) || !isfinite(most))
        return tints;
    int power = (int)floor(log10(most)), step = 0;
    while (steps[step] * pow(10, power) < most * (1 - 1e-9)) {
        power += step == 2;
        step = (step + 1) % 3;
    }
    double limits[TINT_CLASSES] = {0};
    while (tints.n < TINT_CLASSES && !(whole && power < 0)) {
        limits[tints.n++] = steps[step] * pow(10, power);
        step = (step + 2) % 3;
        power -= step == 2;
    }
    for (size_t i = 0; i < tints.n; i++) {
        tints.limits[i] = limits[tints.n - 1 - i];
        tints.shades[i] =
            tints.n == 1 ? 3
                         : (i * (TINT_CLASSES - 1) + (tints.n - 1) / 2) / (tints.n - 1);
    }
    return tints;
}

Tints tints_between(double least, double most) {
    Tints tints = {.n = TINT_CLASSES};
    double step = most > least ? (most - least) / TINT_CLASSES : 1;
    double digit = pow(10, floor(log10(step)));
    /* Up to a round step, and up to a round last limit. */
    step = ceil(step / digit * 2 - 1e-9) / 2 * digit;
    double last = ceil(most / step - 1e-9) * step;
    for (size_t i = 0; i < TINT_CLASSES; i++) {
        tints.limits[i] = last - (double)(TINT_CLASSES - 1 - i) * step;
        tints.shades[i] = i;
    }
    return tints;
}

size_t tint_class(const Tints *tints, double value) {
    if (!(value > 0) || tints->n == 0)
        return 0;
    size_t i = 0;
    while (i + 1 < tints->n && value > tints->limits[i] * (1 + 1e-9))
        i++;
    return i + 1;
}

const char *tint_colour(size_t shade) {
    return colours[shade];
}

bool tint_is_dark(size_t shade) {
    return shade >= 4;
}
