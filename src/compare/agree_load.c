/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of machines and people, side by side on the same measures. */
#include "base/base.h"

#include "compare/agree.h"

typedef struct {
    Store *store;
    Arena *keep;
    AgreeStudy *study;
    HumanList humans; /* of the plans chosen */
    const int64_t *plans;
    size_t n_plans;
} Loading;

static bool holds(const int64_t *ids, size_t n, int64_t id) {
    bool does = false;
    for (size_t i = 0; i < n && !does; i++)
        does = ids[i] == id;
    return does;
}

static int compare_ids(const void *left, const void *right) {
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool choose_plans(Loading *loading, const SliceList *names, Err *err) {
    int64_t *ids = ARENA_ARRAY(loading->keep, int64_t, names->n);
    for (size_t i = 0; i < names->n; i++) {
        if (!store_find_plan(loading->store, names->at[i], &ids[i], err))
            return false;
    }
    loading->plans = ids;
    loading->n_plans = names->n;
    return true;
}

/* Every measure that a person has coded. */
static bool load_units(Loading *loading, Err *err) {
    AgreeStudy *study = loading->study;
    VEC(int64_t) ids = {0};
    VEC(int64_t) plans = {0};
    for (size_t i = 0; i < loading->humans.n; i++) {
        const HumanRow *row = &loading->humans.at[i];
        bool chosen =
            !loading->n_plans || holds(loading->plans, loading->n_plans, row->plan);
        study->lost += chosen && !row->measure;
        if (!chosen || !row->measure)
            continue;
        vec_push(&ids, row->measure);
        if (!plans.n || *vec_last(&plans) != row->plan)
            vec_push(&plans, row->plan);
    }
    if (ids.n)
        qsort(ids.at, ids.n, sizeof *ids.at, compare_ids);
    size_t n = 0;
    for (size_t i = 0; i < ids.n; i++) {
        if (!n || ids.at[n - 1] != ids.at[i])
            ids.at[n++] = ids.at[i];
    }
    MeasureFilter filter = {.plans = plans.at,
                            .n_plans = plans.n,
                            .ids = ids.at,
                            .n_ids = n,
                            .parts = (1u << PLAN_PARTS_COUNT) - 1};
    bool ok =
        n ? store_measures(loading->store, &filter, loading->keep, &study->units, err)
          : err_set(err,
                    T("%s: no person has coded yet; see: plancmp help sample",
                      "%s：还没有人工编码；请看：plancmp help sample"),
                    store_path(loading->store));
    vec_release(&ids);
    vec_release(&plans);
    return ok;
}

static void set_theme(const AgreeStudy *study, AgreeCoder *coder, size_t unit,
                      size_t theme) {
    coder->bits[unit * study->words + theme / 64] |= UINT64_C(1) << theme % 64;
}

typedef struct {
    int64_t id;
    size_t unit;
} UnitId;

static int compare_units(const void *left, const void *right) {
    const UnitId *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

static void take_person(Loading *loading, const UnitId *units, AgreeCoder *coder) {
    AgreeStudy *study = loading->study;
    for (size_t i = 0; i < loading->humans.n; i++) {
        const HumanRow *row = &loading->humans.at[i];
        UnitId wanted = {row->measure, 0};
        const UnitId *found =
            row->measure && slice_equal(row->coder, coder->name)
                ? bsearch(&wanted, units, study->units.n, sizeof wanted, compare_units)
                : NULL;
        if (!found)
            continue;
        coder->n += !coder->present[found->unit];
        coder->present[found->unit] = true;
        size_t theme = theme_find(&study->themes, row->theme);
        if (theme != SIZE_MAX)
            set_theme(study, coder, found->unit, theme);
        else
            study->unknown += row->theme.n != 0;
    }
}

static bool take_machine(Loading *loading, const CoderRow *row, AgreeCoder *coder,
                         Err *err) {
    AgreeStudy *study = loading->study;
    Arena scratch = {0};
    int64_t *ids = ARENA_ARRAY(&scratch, int64_t, study->units.n);
    for (size_t i = 0; i < study->units.n; i++)
        ids[i] = study->units.at[i].id;
    qsort(ids, study->units.n, sizeof *ids, compare_ids);
    MeasureFilter filter = {.plans = row->plans,
                            .n_plans = row->n_plans,
                            .ids = ids,
                            .n_ids = study->units.n,
                            .parts = (1u << PLAN_PARTS_COUNT) - 1,
                            .coder = arena_cstring(&scratch, row->name)};
    MeasureList measures = {0};
    bool ok = store_measures(loading->store, &filter, &scratch, &measures, err);
    /* Both lists are by slug and place. */
    for (size_t i = 0, unit = 0; ok && i < measures.n; i++) {
        while (study->units.at[unit].id != measures.at[i].id)
            unit++;
        coder->present[unit] = true;
        coder->n++;
        for (size_t k = 0; k < measures.at[i].n_themes; k++)
            set_theme(study, coder, unit, measures.at[i].themes[k]);
    }
    arena_release(&scratch);
    return ok;
}

static bool is_asked(const SliceList *names, Slice name) {
    bool is = names->n == 0;
    for (size_t i = 0; i < names->n && !is; i++)
        is = slice_equal(names->at[i], name);
    return is;
}

static bool check_names(const SliceList *names, const CoderList *coders, Err *err) {
    for (size_t i = 0; i < names->n; i++) {
        Buf known = {0};
        bool is = false;
        for (size_t k = 0; k < coders->n; k++) {
            is = is || slice_equal(coders->at[k].name, names->at[i]);
            buf_format(&known, "%s%.*s", k ? ", " : "", SLICE_ARG(coders->at[k].name));
        }
        if (!is)
            err_set(
                err,
                T("no coder \"%.*s\"; there are: %.*s", "没有编码员“%.*s”，现有：%.*s"),
                SLICE_ARG(names->at[i]), SLICE_ARG(buf_slice(&known)));
        buf_release(&known);
        if (!is)
            return false;
    }
    return true;
}

static bool load_coders(Loading *loading, const SliceList *names, Err *err) {
    AgreeStudy *study = loading->study;
    CoderList coders = {0};
    if (!store_coders(loading->store, loading->keep, &coders, err) ||
        !check_names(names, &coders, err))
        return false;
    UnitId *units = ARENA_ARRAY(loading->keep, UnitId, study->units.n);
    for (size_t i = 0; i < study->units.n; i++)
        units[i] = (UnitId){study->units.at[i].id, i};
    qsort(units, study->units.n, sizeof *units, compare_units);
    study->coders = ARENA_ARRAY(loading->keep, AgreeCoder, coders.n);
    bool ok = true;
    for (size_t i = 0; ok && i < coders.n; i++) {
        const CoderRow *row = &coders.at[i];
        if (!is_asked(names, row->name))
            continue;
        AgreeCoder *coder = &study->coders[study->n_coders++];
        *coder = (AgreeCoder){
            .name = row->name,
            .person = row->person,
            .bits = ARENA_ARRAY(loading->keep, uint64_t, study->units.n * study->words),
            .present = ARENA_ARRAY(loading->keep, bool, study->units.n)};
        if (row->person)
            take_person(loading, units, coder);
        else
            ok = take_machine(loading, row, coder, err);
    }
    return ok;
}

bool agree_load(Store *store, const AgreeOptions *options, Arena *keep, AgreeStudy *study,
                Err *err) {
    *study = (AgreeStudy){0};
    Loading loading = {.store = store, .keep = keep, .study = study};
    if (!choose_plans(&loading, &options->plans, err) ||
        !store_plans(store, keep, &study->plans, err) ||
        !store_themes(store, keep, &study->themes, err) ||
        !store_humans(store, 0, (Slice){0}, keep, &loading.humans, err) ||
        !load_units(&loading, err))
        return false;
    study->words = study->themes.n / 64 + 1;
    return load_coders(&loading, &options->coders, err);
}

bool agree_has(const AgreeStudy *study, const AgreeCoder *coder, size_t unit,
               size_t theme, bool below) {
    const uint64_t *bits = coder->bits + unit * study->words;
    bool has = bits[theme / 64] >> theme % 64 & 1;
    for (size_t k = 0; below && !has && k < study->themes.n; k++)
        has = study->themes.at[k].parent == theme && bits[k / 64] >> k % 64 & 1;
    return has;
}
