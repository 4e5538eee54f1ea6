/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan needs of China's administrative map: provinces, and the units right below
 * them. */
#ifndef PLAN_PLACES_H
#define PLAN_PLACES_H

#include "base/base.h"

/* "national", "province", "city" (prefecture), "county"; names as the database stores
 * them. */
typedef struct {
    Slice region; /* "深圳市福田区": the named places that begin the text; empty when
                     there is none */
    const char *level; /* of the last place in it; NULL when there is none */
    Slice province;    /* full name, "广东省"; empty when not known */
} Place;

/* The place that begins a name: "深圳市福田区教育局" -> 深圳市福田区. A bare rank
 * (县教育局) or a masked name (X市) is none. A city that is not among the units right
 * below a province is a county-level one. */
Place place_of_name(Slice name);

#endif
