/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes the plan once more with a trace of every hit that did not count, then keeps what
 * concerns one measure. Not for whole corpora. */
#include "base/base.h"

#include "theme/coder_p.h"

static const struct {
    const char *word, *en, *zh;
} fates[] = {
#define X(name, word, en, zh) {word, en, zh},
    FATES(X)
#undef X
};

const char *fate_word(Fate fate) {
    return fates[fate].word;
}

const char *fate_name(Fate fate) {
    return T(fates[fate].en, fates[fate].zh);
}

void explanation_release(Explanation *explanation) {
    vec_release(&explanation->hits);
    vec_release(&explanation->themes);
}

typedef struct {
    Coder *coder;
    const PlanTree *tree;
    const Unit *measure;
    Headings above;
    Explanation *out;
} Explainer;

static bool concerns(const Explainer *explainer, uint32_t at) {
    bool inside = at >= explainer->measure->at && at < explainer->measure->end;
    for (size_t i = 0; !inside && i < explainer->above.n; i++)
        inside = at >= explainer->above.at[i]->at && at < explainer->above.at[i]->end;
    return inside;
}

static void add_hit(const Explainer *explainer, const ExplainedHit *hit, uint32_t at,
                    uint32_t end) {
    ExplainedHit row = *hit;
    row.span = fold_span(&explainer->coder->fold, explainer->tree->text, at, end);
    vec_push(&explainer->out->hits, row);
}

static void add_fire(const Explainer *explainer, const Fire *fire, Fate fate) {
    const Coder *coder = explainer->coder;
    const Rule *rule = &coder->scheme->rules.at[fire->rule];
    for (size_t i = 0; i < fire->n_rows; i++) {
        const Row *row = &coder->rows.at[fire->first_row + i];
        ExplainedHit hit = {.theme = rule->theme,
                            .rule = rule->number,
                            .from_heading = row->heading,
                            .weight = rule->test ? rule->weight : row->weight,
                            .fate = fate};
        if (!row->covered) /* those are in the trace */
            add_hit(explainer, &hit, row->at, row->end);
    }
}

static bool is_taken(const Coder *coder, const Fire *fire) {
    for (size_t i = 0; i < coder->taken.n; i++) {
        if (coder->taken.at[i].first_row == fire->first_row &&
            coder->taken.at[i].rule == fire->rule)
            return true;
    }
    return false;
}

static bool in_trace(const Coder *coder, const Fire *fire) {
    const Row *row = &coder->rows.at[fire->first_row];
    for (size_t i = 0; i < coder->trace.n; i++) {
        const Struck *struck = &coder->trace.at[i];
        if (struck->why == FATE_UNLESS && struck->rule == fire->rule &&
            struck->at == row->at)
            return true;
    }
    return false;
}

static void add_fires(const Explainer *explainer) {
    const Coder *coder = explainer->coder;
    for (size_t i = 0; i < coder->taken.n; i++) {
        const Fire *fire = &coder->taken.at[i];
        uint32_t theme = coder->scheme->rules.at[fire->rule].theme;
        add_fire(explainer, fire,
                 coder_is_coded(coder, theme) ? FATE_COUNTS : FATE_TOO_WEAK);
    }
    for (size_t i = 0; i < explainer->above.n; i++) {
        const Unit *heading = explainer->above.at[i];
        for (size_t k = 0; k < heading->n_fires; k++) {
            const Fire *fire = &coder->fires.at[heading->first_fire + k];
            if (!is_taken(coder, fire) && !in_trace(coder, fire))
                add_fire(explainer, fire, FATE_NOT_LENT);
        }
    }
}

/* A hit may be noted several times, once a window. */
static bool is_known(const Explainer *explainer, const ExplainedHit *hit, Span span) {
    for (size_t i = 0; i < explainer->out->hits.n; i++) {
        const ExplainedHit *row = &explainer->out->hits.at[i];
        if (row->theme == hit->theme && row->rule == hit->rule &&
            row->span.at == span.at && row->span.end == span.end &&
            (row->fate == hit->fate || row->fate <= FATE_TOO_WEAK))
            return true;
    }
    return false;
}

static void add_struck(const Explainer *explainer, const Struck *struck) {
    const Coder *coder = explainer->coder;
    const Rule *rule = &coder->scheme->rules.at[struck->rule];
    if (!concerns(explainer, struck->at))
        return;
    ExplainedHit hit = {.theme = rule->theme,
                        .rule = rule->number,
                        .from_heading = struck->heading,
                        .weight = rule->weight,
                        .fate = struck->why};
    Slice text = explainer->tree->text;
    if (struck->by_end > struck->by_at)
        hit.by = fold_span(&coder->fold, text, struck->by_at, struck->by_end);
    Span span = fold_span(&coder->fold, text, struck->at, struck->end);
    if (!is_known(explainer, &hit, span))
        add_hit(explainer, &hit, struck->at, struck->end);
}

static int compare_explained(const void *left, const void *right) {
    const ExplainedHit *a = left, *b = right;
    if (a->theme != b->theme)
        return a->theme < b->theme ? -1 : 1;
    if (a->span.at != b->span.at)
        return a->span.at < b->span.at ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return (a->fate > b->fate) - (a->fate < b->fate);
}

static void sum_themes(const Explainer *explainer) {
    Explanation *out = explainer->out;
    if (out->hits.n > 1)
        qsort(out->hits.at, out->hits.n, sizeof *out->hits.at, compare_explained);
    for (size_t i = 0; i < out->hits.n; i++) {
        uint32_t theme = out->hits.at[i].theme;
        if (out->themes.n && vec_last(&out->themes)->theme == theme)
            continue;
        vec_push(&out->themes,
                 (ExplainedTheme){theme, explainer->coder->totals[theme],
                                  explainer->coder->scheme->themes.at[theme].threshold,
                                  coder_is_coded(explainer->coder, theme)});
    }
}

void coder_explain(Coder *coder, const PlanTree *tree, uint32_t measure,
                   Explanation *explanation) {
    explanation->hits.n = explanation->themes.n = 0;
    coder->traced = true;
    coder->trace.n = 0;
    coder_read_plan(coder, tree);
    Explainer explainer = {.coder = coder, .tree = tree, .out = explanation};
    for (size_t i = 0; i < coder->units.n; i++) {
        if (!coder->units.at[i].heading && coder->units.at[i].node == measure)
            explainer.measure = &coder->units.at[i];
    }
    if (explainer.measure) {
        coder_settle(coder, tree, explainer.measure);
        explainer.above = coder_headings(coder, tree, measure);
        add_fires(&explainer);
        for (size_t i = 0; i < coder->trace.n; i++)
            add_struck(&explainer, &coder->trace.at[i]);
        sum_themes(&explainer);
        coder_forget(coder);
    }
    coder->traced = false;
}

static const ExplainedTheme *theme_row(const Explanation *explanation, uint32_t theme) {
    size_t i = 0;
    while (explanation->themes.at[i].theme != theme)
        i++;
    return &explanation->themes.at[i];
}

static const char *result_word(const ExplainedTheme *theme) {
    if (theme->coded)
        return T("coded", "已编入");
    return theme->weight > 0 ? T("near miss", "差一点") : T("no", "未编入");
}

Table explanation_table(const Explanation *explanation, const Scheme *scheme,
                        const PlanTree *tree, Arena *arena) {
    Table table =
        table_new(arena, "explanation", slice_of(T("Why, and why not", "编码依据")));
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"result", T("result", "结果"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"weight", T("weight", "权重"), COLUMN_REAL, 2});
    table_column(&table, (Column){"threshold", T("threshold", "阈值"), COLUMN_REAL, 2});
    table_column(&table, (Column){"hit", T("hit", "命中"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"place", T("place", "位置"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"rule", T("rule", "规则"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"fate", T("what became of it", "处理"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"by", T("by", "原因"), COLUMN_TEXT, 0});
    for (size_t i = 0; i < explanation->hits.n; i++) {
        const ExplainedHit *hit = &explanation->hits.at[i];
        const ExplainedTheme *theme = theme_row(explanation, hit->theme);
        Cell *row = table_row(&table);
        row[0] = cell_text(arena, scheme_theme(scheme, hit->theme)->code);
        row[1] = cell_text(arena, slice_of(result_word(theme)));
        row[2] = cell_real(theme->weight);
        row[3] = cell_real(theme->threshold);
        row[4] = cell_text(arena, slice_at(tree->text, hit->span));
        row[5] = cell_text(arena, slice_of(hit->from_heading ? T("heading", "标题")
                                                             : T("text", "正文")));
        row[6] =
            cell_text(arena, scheme_rule_label(scheme, hit->theme, hit->rule, arena));
        row[7] = cell_text(arena, slice_of(fate_name(hit->fate)));
        if (!span_empty(hit->by))
            row[8] = cell_text(arena, slice_at(tree->text, hit->by));
    }
    return table;
}
