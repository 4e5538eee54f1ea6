/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/lineage.h"

/* ISO dates compare as text. */
static bool is_date(Slice issued) {
    return issued.n == 10 && issued.p[4] == '-';
}

static int year_of(const CorpusPlan *plan) {
    int64_t year = 0;
    if (plan->year)
        return plan->year;
    return is_date(plan->issued) && slice_int(slice_sub(plan->issued, 0, 4), &year)
               ? (int)year
               : 0;
}

int plan_order(const CorpusPlan *a, const CorpusPlan *b) {
    if (is_date(a->issued) && is_date(b->issued)) {
        int order = slice_compare(a->issued, b->issued);
        return (order > 0) - (order < 0);
    }
    int year_a = year_of(a), year_b = year_of(b);
    return year_a && year_b ? (year_a > year_b) - (year_a < year_b) : 0;
}

/* 1 national ... 4 county; 0: not known. */
static int rank_of(const CorpusPlan *plan) {
    static const char *const levels[] = {"national", "province", "city", "county"};
    for (int i = 0; i < 4; i++) {
        if (slice_equal(plan->level, slice_of(levels[i])))
            return i + 1;
    }
    return 0;
}

/* Whether a county's name begins with that of another city than this one. */
static bool names_other_city(Slice county, Slice city) {
    size_t end = slice_find(county, S("市"), 0);
    bool names_one = end != SIZE_MAX && end + strlen("市") < county.n;
    return names_one && !slice_starts(county, city);
}

static Lineage superior_of(const CorpusPlan *plan, const CorpusPlan *other) {
    static const Lineage by_rank[] = {LINEAGE_NONE, LINEAGE_NATIONAL, LINEAGE_PROVINCE,
                                      LINEAGE_CITY};
    int rank = rank_of(plan), above = rank_of(other);
    if (rank == 0 && above == 1)
        return LINEAGE_NATIONAL;
    if (rank == 0 || above == 0 || above >= rank)
        return LINEAGE_NONE;
    bool same_province = plan->province.n && slice_equal(plan->province, other->province);
    if (above > 1 && !same_province)
        return LINEAGE_NONE;
    if (above == 3 && names_other_city(plan->region, other->region))
        return LINEAGE_NONE;
    return by_rank[above];
}

Lineage plan_lineage(const CorpusPlan *plan, const CorpusPlan *other) {
    int order = plan_order(other, plan);
    Lineage superior = superior_of(plan, other);
    bool inferior = superior_of(other, plan) != LINEAGE_NONE;
    bool same_year = plan->year && plan->year == other->year;
    bool level_known = plan->level.n > 0;
    if (superior != LINEAGE_NONE &&
        (same_year || order < 0 || (order == 0 && level_known)))
        return superior;
    if (order > 0 || (inferior && (same_year || order == 0)))
        return LINEAGE_NONE;
    if (order == 0)
        return LINEAGE_UNSURE;
    bool same_place = plan->region.n && slice_equal(plan->region, other->region) &&
                      slice_equal(plan->level, other->level);
    return same_place ? LINEAGE_EARLIER : LINEAGE_PEER;
}
