/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans put into groups by what they are: each on its own, or by a fact such as their
 * level. */
#ifndef COMPARE_GROUPS_H
#define COMPARE_GROUPS_H

#include "compare/corpus.h"

#define GROUP_KEYS(X)                                                                    \
    X(GROUP_PLAN, "plan")                                                                \
    X(GROUP_LEVEL, "level")                                                              \
    X(GROUP_PROVINCE, "province")                                                        \
    X(GROUP_YEAR, "year")                                                                \
    X(GROUP_KIND, "kind")                                                                \
    X(GROUP_REGION, "region")
typedef enum {
#define X(key, word) key,
    GROUP_KEYS(X)
#undef X
} GroupKey;
/* The words, divided by '|', for option rows. */
#define GROUP_WORDS "level|province|year|kind|region"
/* The key a word names; GROUP_PLAN for the empty word. Any other word is a BUG: options
 * have been checked. */
GroupKey group_key(Slice word);
const char *group_word(GroupKey key); /* "level", as options name it */

#define NO_GROUP UINT32_MAX

typedef struct {
    Slice key;  /* the plan's slug, or the fact as it is stored */
    Slice name; /* as people read it, in the language in use */
    size_t n_plans;
    double n; /* measures */
} PlanGroup;

typedef struct {
    GroupKey by;
    PlanGroup *at; /* plans: as they were asked for, else by slug; years and levels
                      ascending; others by bytes */
    size_t n;
    uint32_t *of_plan; /* for each plan of the corpus; NO_GROUP: the fact is not known */
    size_t n_left;     /* plans without a group */
} PlanGroups;

/* False, with a message, when there are fewer than two groups to compare. */
bool groups_check(const PlanGroups *groups, const Corpus *corpus, Err *err);

PlanGroups plan_groups(const Corpus *corpus, GroupKey by, Arena *keep);

#endif
