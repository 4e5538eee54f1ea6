/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef THEME_MODEL_P_H
#define THEME_MODEL_P_H

#include "theme/model.h"
#include "theme/traits_p.h"

struct Model {
    Arena arena;
    Dictionary traits;
    VEC(ThemeModel) themes;
};

#endif
