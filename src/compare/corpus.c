/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/corpus.h"
#include "compare/own.h"

Slice theme_name(const ThemeInfo *theme) {
    Slice name = T(theme->en, theme->zh);
    return name.n ? name : theme->code;
}

const char *corpus_machine(const Corpus *corpus) {
    return slice_equal(corpus->coder, S("model")) ? "model" : NULL;
}

bool measure_has_theme(const Corpus *corpus, const CorpusMeasure *measure,
                       uint32_t theme) {
    for (uint32_t i = 0; i < measure->n_themes; i++) {
        uint32_t coded = measure->themes[i];
        if (coded == theme || corpus->themes[coded].parent == theme)
            return true;
    }
    return false;
}

bool corpus_shows_theme(const CorpusChoice *choice, const Corpus *corpus,
                        uint32_t theme) {
    const ThemeInfo *info = &corpus->themes[theme];
    for (size_t i = 0; i < choice->themes.n; i++) {
        Slice code = choice->themes.at[i];
        if (slice_equal(info->code, code))
            return true;
        if (info->parent != UINT32_MAX &&
            slice_equal(corpus->themes[info->parent].code, code))
            return true;
    }
    return choice->themes.n == 0;
}

/* A set of plans in the order in which they were named. */
typedef struct {
    VEC(int64_t) ids;
} Named;

static void add_named(Named *named, int64_t id) {
    for (size_t i = 0; i < named->ids.n; i++) {
        if (named->ids.at[i] == id)
            return;
    }
    vec_push(&named->ids, id);
}

static bool add_region(const PlanList *all, Slice name, Named *named) {
    bool found = false;
    for (size_t i = 0; i < all->n; i++) {
        if (!slice_equal(all->at[i].region, name))
            continue;
        add_named(named, all->at[i].id);
        found = true;
    }
    return found;
}

static bool find_plans(Store *store, const CorpusChoice *choice, Arena *keep,
                       MeasureFilter *filter, Err *err) {
    Named named = {0};
    PlanList all = {0};
    bool ok = choice->plans.n == 0 || store_plans(store, keep, &all, err);
    for (size_t i = 0; ok && i < choice->plans.n; i++) {
        int64_t id = 0;
        if (add_region(&all, choice->plans.at[i], &named))
            continue;
        ok = store_find_plan(store, choice->plans.at[i], &id, err);
        if (ok)
            add_named(&named, id);
    }
    if (ok && named.ids.n) {
        int64_t *ids = ARENA_ARRAY(keep, int64_t, named.ids.n);
        memcpy(ids, named.ids.at, named.ids.n * sizeof *ids);
        filter->plans = ids;
        filter->n_plans = named.ids.n;
    }
    vec_release(&named.ids);
    return ok;
}

static bool check_themes(Store *store, const CorpusChoice *choice,
                         const ThemeList *themes, Err *err) {
    for (size_t i = 0; i < choice->themes.n; i++) {
        Slice code = choice->themes.at[i];
        if (theme_find(themes, code) == SIZE_MAX)
            return err_set(
                err,
                T("there is no theme \"%.*s\" in the scheme of %s; see: plancmp themes",
                  "主题方案中没有“%.*s”（%s）；请看：plancmp themes"),
                SLICE_ARG(code), store_path(store));
    }
    return true;
}

/* "region year", or the region, reads best in a chart; where that does not tell plans
 * apart, the slug does. */
static void label_plans(Corpus *corpus, Arena *keep) {
    for (size_t i = 0; i < corpus->n_plans; i++) {
        CorpusPlan *plan = &corpus->plans[i];
        plan->label = plan->region.n ? plan->region : plan->slug;
        if (plan->region.n && plan->year)
            plan->label =
                arena_format(keep, "%.*s %d", SLICE_ARG(plan->region), plan->year);
    }
    bool *doubled = ARENA_ARRAY(keep, bool, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        for (size_t k = i + 1; k < corpus->n_plans; k++) {
            if (slice_equal(corpus->plans[i].label, corpus->plans[k].label))
                doubled[i] = doubled[k] = true;
        }
    }
    for (size_t i = 0; i < corpus->n_plans; i++) {
        if (doubled[i])
            corpus->plans[i].label = corpus->plans[i].slug;
    }
}

static void take_plans(const Incidence *incidence, Arena *keep, Corpus *corpus) {
    corpus->n_plans = incidence->plans.n;
    corpus->plans = ARENA_ARRAY(keep, CorpusPlan, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        const PlanInfo *info = &incidence->plans.at[i];
        int64_t year = 0;
        if (!slice_int(info->year, &year) || year < 1900 || year > 2200)
            year = 0;
        corpus->plans[i] = (CorpusPlan){
            .id = info->id,
            .slug = info->slug,
            .title = info->title,
            .region = info->region,
            .level = info->level,
            .province = info->province,
            .kind = info->kind,
            .issued = info->issued,
            .year = (int)year,
        };
    }
    label_plans(corpus, keep);
}

static void take_asked(const MeasureFilter *filter, Arena *keep, Corpus *corpus) {
    uint32_t *asked = ARENA_ARRAY(keep, uint32_t, filter->n_plans);
    for (size_t i = 0; i < filter->n_plans; i++) {
        for (uint32_t k = 0; k < corpus->n_plans; k++) {
            if (corpus->plans[k].id == filter->plans[i])
                asked[corpus->n_asked++] = k;
        }
    }
    corpus->asked = asked;
}

static void take_measures(const Incidence *incidence, Arena *keep, Corpus *corpus) {
    corpus->n_measures = incidence->n;
    corpus->measures = ARENA_ARRAY(keep, CorpusMeasure, incidence->n);
    for (size_t i = 0; i < incidence->n; i++) {
        const IncidenceRow *row = &incidence->at[i];
        CorpusPlan *plan = &corpus->plans[row->plan];
        if (plan->n++ == 0)
            plan->first = i;
        corpus->measures[i] = (CorpusMeasure){
            .id = row->id,
            .plan = row->plan,
            .task = row->cluster,
            .position = row->position,
            .characters = row->chars,
            .targets = row->n_targets,
            .duties = row->n_duties,
            .deadlines = row->n_deadlines,
            .themes = incidence->themes_of + row->themes_at,
            .n_themes = row->n_themes,
        };
    }
}

/* A plan that a machine has not coded must not count as one without themes. */
static bool check_coded(Store *store, const Corpus *corpus, Slice coder, Arena *keep,
                        Err *err) {
    CoderList coders = {0};
    if (!store_coders(store, keep, &coders, err))
        return false;
    for (size_t i = 0; i < coders.n; i++) {
        const CoderRow *row = &coders.at[i];
        if (row->person || !slice_equal(row->name, coder))
            continue;
        for (size_t k = 0; k < corpus->n_plans; k++) {
            bool coded = false;
            for (size_t p = 0; p < row->n_plans && !coded; p++)
                coded = row->plans[p] == corpus->plans[k].id;
            if (!coded)
                return err_set(
                    err,
                    T("%.*s is not coded by \"%.*s\" yet; run: plancmp code "
                      "--coder %.*s",
                      "%.*s 尚未由“%.*s”编码；请运行：plancmp code --coder %.*s"),
                    SLICE_ARG(corpus->plans[k].slug), SLICE_ARG(coder), SLICE_ARG(coder));
        }
    }
    return true;
}

static bool take_coder(Store *store, const Incidence *incidence, Slice coder, Arena *keep,
                       Corpus *corpus, Err *err) {
    corpus->scheme = arena_format(keep, "%.*s (%.*s)", SLICE_ARG(incidence->themes.name),
                                  SLICE_ARG(slice_sub(incidence->themes.hash, 0, 12)));
    if (coder.n == 0 || slice_equal(coder, S("rules")))
        return true;
    corpus->coder = coder;
    for (size_t i = 0; i < incidence->n; i++)
        corpus->n_by_person += incidence->at[i].by_person;
    corpus->scheme = arena_format(keep, T("%.*s, coder %.*s", "%.*s，编码者：%.*s"),
                                  SLICE_ARG(corpus->scheme), SLICE_ARG(coder));
    if (slice_equal(coder, S("model")))
        corpus->coder_note = slice_of(T(
            "Codes are those of the learned coder for the themes it decides on, the "
            "rules' for the others (see: plancmp learn --show).",
            "由模型判定的主题采用模型编码，其余为规则编码（见 plancmp learn --show）。"));
    else
        corpus->coder_note = arena_format(
            keep,
            T("Codes of %.*s stand for %zu of %zu measures, the rules' for the others.",
              "%.*s 的人工编码用于 %zu 条举措（共 %zu 条），其余用规则编码。"),
            SLICE_ARG(coder), corpus->n_by_person, incidence->n);
    return check_coded(store, corpus, coder, keep, err);
}

bool corpus_load(Store *store, const CorpusChoice *choice, Arena *keep, Corpus *corpus,
                 Err *err) {
    MeasureFilter filter = {.coder = choice->coder.n ? arena_cstring(keep, choice->coder)
                                                     : NULL};
    Incidence incidence = {0};
    if (!find_plans(store, choice, keep, &filter, err))
        return false;
    if (!store_incidence(store, &filter, keep, &incidence, err))
        return false;
    if (incidence.plans.n == 0)
        return err_set(err,
                       T("%s holds no plans yet; add some: plancmp add PATH",
                         "%s 中还没有计划；请先读入：plancmp add 路径"),
                       store_path(store));
    if (!check_themes(store, choice, &incidence.themes, err))
        return false;
    *corpus = (Corpus){.themes = incidence.themes.at, .n_themes = incidence.themes.n};
    take_plans(&incidence, keep, corpus);
    take_asked(&filter, keep, corpus);
    take_measures(&incidence, keep, corpus);
    if (!take_coder(store, &incidence, choice->coder, keep, corpus, err))
        return false;
    return choice->own > 0 ? corpus_keep_own(store, choice->own, corpus, err) : true;
}

bool corpus_texts(Store *store, const Corpus *corpus, Arena *keep, const Slice **texts,
                  Err *err) {
    MeasureList rows = {0};
    int64_t *ids = ARENA_ARRAY(keep, int64_t, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++)
        ids[i] = corpus->plans[i].id;
    MeasureFilter filter = {.plans = ids, .n_plans = corpus->n_plans};
    if (!store_measures(store, &filter, keep, &rows, err))
        return false;
    Slice *found = ARENA_ARRAY(keep, Slice, corpus->n_measures);
    size_t row = 0;
    /* The corpus may hold some of a plan's measures only, in the same order. */
    for (size_t i = 0; i < corpus->n_measures; i++) {
        while (row < rows.n && rows.at[row].id != corpus->measures[i].id)
            row++;
        if (row == rows.n)
            BUG("measure %lld of the corpus is not among the store's",
                (long long)corpus->measures[i].id);
        found[i] = rows.at[row].text;
    }
    *texts = found;
    return true;
}
