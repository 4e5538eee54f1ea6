/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdlib.h>

#include "compare/groups.h"

static const char *const words[] = {
#define X(key, word) [key] = (word),
    GROUP_KEYS(X)
#undef X
};

GroupKey group_key(Slice word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equal(word, slice_of(words[i])))
            return (GroupKey)i;
    }
    if (word.n)
        BUG("no group of plans by \"%.*s\"", SLICE_ARG(word));
    return GROUP_PLAN;
}

const char *group_word(GroupKey key) {
    return words[key];
}

static const struct {
    const char *level, *en, *zh;
} levels[] = {
    {"national", "national", "国家级"},
    {"province", "provincial", "省级"},
    {"city", "city", "市级"},
    {"county", "county", "区县级"},
};

/* Where a value stands among the groups: levels from above to below, all else by
 * bytes. */
static size_t level_rank(Slice level) {
    size_t i = 0;
    while (i < sizeof levels / sizeof *levels &&
           !slice_equal(level, slice_of(levels[i].level)))
        i++;
    return i;
}

static Slice fact_of(const CorpusPlan *plan, GroupKey by, Arena *keep) {
    switch (by) {
    case GROUP_PLAN: return plan->slug;
    case GROUP_LEVEL: return plan->level;
    case GROUP_PROVINCE: return plan->province;
    case GROUP_YEAR:
        return plan->year ? arena_format(keep, "%d", plan->year) : (Slice){0};
    case GROUP_KIND: return plan->kind;
    case GROUP_REGION: return plan->region;
    }
    return (Slice){0};
}

static Slice name_of(const CorpusPlan *plan, GroupKey by, Slice fact) {
    size_t level = level_rank(fact);
    if (by == GROUP_PLAN)
        return plan->label;
    if (by == GROUP_LEVEL && level < sizeof levels / sizeof *levels)
        return slice_of(T(levels[level].en, levels[level].zh));
    return fact;
}

/* One plan with its fact, to be sorted. */
typedef struct {
    Slice fact;
    size_t rank; /* before the bytes */
    uint32_t plan;
} Sorted;

static int compare_sorted(const void *a, const void *b) {
    const Sorted *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    int bytes = slice_compare(x->fact, y->fact);
    return bytes ? bytes : (x->plan > y->plan) - (x->plan < y->plan);
}

static size_t rank_of(const Corpus *corpus, GroupKey by, uint32_t plan, Slice fact) {
    if (by == GROUP_LEVEL)
        return level_rank(fact);
    for (size_t i = 0; by == GROUP_PLAN && i < corpus->n_asked; i++) {
        if (corpus->asked[i] == plan)
            return i;
    }
    return 0;
}

PlanGroups plan_groups(const Corpus *corpus, GroupKey by, Arena *keep) {
    PlanGroups groups = {.by = by};
    groups.at = ARENA_ARRAY(keep, PlanGroup, corpus->n_plans);
    groups.of_plan = ARENA_ARRAY(keep, uint32_t, corpus->n_plans);
    Sorted *sorted = ARENA_ARRAY(keep, Sorted, corpus->n_plans);
    size_t n = 0;
    for (uint32_t i = 0; i < corpus->n_plans; i++) {
        Slice fact = fact_of(&corpus->plans[i], by, keep);
        groups.of_plan[i] = NO_GROUP;
        if (fact.n)
            sorted[n++] = (Sorted){fact, rank_of(corpus, by, i, fact), i};
        else
            groups.n_left++;
    }
    if (n)
        qsort(sorted, n, sizeof *sorted, compare_sorted);
    for (size_t i = 0; i < n; i++) {
        const CorpusPlan *plan = &corpus->plans[sorted[i].plan];
        if (i == 0 || !slice_equal(sorted[i].fact, sorted[i - 1].fact))
            groups.at[groups.n++] = (PlanGroup){
                .key = sorted[i].fact, .name = name_of(plan, by, sorted[i].fact)};
        PlanGroup *group = &groups.at[groups.n - 1];
        group->n_plans++;
        group->n += (double)plan->n;
        groups.of_plan[sorted[i].plan] = (uint32_t)(groups.n - 1);
    }
    return groups;
}

bool groups_check(const PlanGroups *groups, const Corpus *corpus, Err *err) {
    if (groups->n >= 2)
        return true;
    if (groups->by == GROUP_PLAN)
        return err_set(err,
                       T("comparing takes two plans; there is one: %.*s",
                         "比较至少需要两份计划，目前只有一份：%.*s"),
                       SLICE_ARG(groups->n ? groups->at[0].key : S("-")));
    return err_set(
        err,
        T("comparing by %s takes two groups; there are %zu (%zu of %zu plans do not tell theirs)",
          "按 %s 比较至少需要两组，目前只有 %zu 组（%zu 份计划缺少该信息，共 %zu 份）"),
        group_word(groups->by), groups->n, groups->n_left, corpus->n_plans);
}
