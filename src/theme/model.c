/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coding with linear models, and what speaks for each code. */
#include "base/base.h"

#include "theme/model_p.h"

enum {
    GRAMS_TAKEN = 12,    /* of a measure and theme at most, before they are joined */
    STRETCHES_SHOWN = 5, /* after that */
};
static const double threshold = 0.5, least_part = 0.2; /* of the weightiest: less is not
                                                          shown */

void model_free(Model *model) {
    if (!model)
        return;
    vec_release(&model->themes);
    dictionary_release(&model->traits);
    arena_release(&model->arena);
    free(model);
}

size_t model_n(const Model *model) {
    return model->themes.n;
}

ThemeModel *model_at(const Model *model, size_t i) {
    return &model->themes.at[i];
}

size_t model_n_offered(const Model *model) {
    size_t n = 0;
    for (size_t i = 0; i < model->themes.n; i++)
        n += model->themes.at[i].offered;
    return n;
}

/* ---- What it looks at ---- */

typedef struct {
    const Model *model;
    const double *weights;
    double sign;
} Heaviest;

static int compare_weights(const void *left, const void *right, void *context) {
    const Heaviest *heaviest = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    double x = heaviest->sign * heaviest->weights[a],
           y = heaviest->sign * heaviest->weights[b];
    Slice word = heaviest->model->traits.words.at[a],
          other = heaviest->model->traits.words.at[b];
    if (x < y || x > y)
        return x > y ? -1 : 1;
    if (word.n != other.n)
        return word.n > other.n ? -1 : 1;
    return slice_compare(word, other);
}

static bool is_part_of_taken(const ModelTraits *taken, const ModelTrait *trait) {
    bool is = false;
    for (size_t i = 0; i < taken->n && !is; i++)
        is = taken->at[i].kind == trait->kind &&
             (trait->kind == TRAIT_MEASURE || trait->kind == TRAIT_HEADING) &&
             slice_contains(taken->at[i].name, trait->name);
    return is;
}

ModelTraits model_traits(const Model *model, const ThemeModel *theme, bool against,
                         size_t n, Arena *keep) {
    Arena scratch = {0};
    Heaviest heaviest = {model, theme->weights, against ? -1 : 1};
    size_t all = 0;
    uint32_t *order = ARENA_ARRAY(&scratch, uint32_t, model->traits.words.n);
    for (uint32_t i = 0; i < model->traits.words.n; i++) {
        if (heaviest.sign * theme->weights[i] > 0)
            order[all++] = i;
    }
    if (all > 1)
        qsort_r(order, all, sizeof *order, compare_weights, &heaviest);
    ModelTrait *traits = ARENA_ARRAY(keep, ModelTrait, n);
    ModelTraits taken = {traits, 0};
    for (size_t i = 0; i < all && taken.n < n; i++) {
        Slice word = model->traits.words.at[order[i]];
        ModelTrait trait = {word.p[0], slice_sub(word, 1, word.n),
                            theme->weights[order[i]]};
        if (!is_part_of_taken(&taken, &trait))
            traits[taken.n++] = trait;
    }
    arena_release(&scratch);
    return taken;
}

/* ---- What speaks for a theme in a measure ---- */

typedef struct {
    const Model *model;
    Coder *coder;
    const PlanTree *tree;
    const ThemeModel **by_theme;   /* NULL: the rules decide */
    PlanCoding ruled;              /* what the rules say of the plan */
    size_t coding_at, evidence_at; /* where the measure at hand begins in it */
    Traits traits;                 /* of the measure at hand */
    TraitValues values;
    PlanCoding *out;
} Judging;

/* A stretch of the view that speaks for a theme. */
typedef struct {
    uint32_t at, end;
    bool heading;
    double weight;
} Stretch;
typedef VEC(Stretch) Stretches;

static char kind_of(const Judging *judging, const Trait *trait) {
    return judging->model->traits.words.at[trait->trait].p[0];
}

static double contribution(const Judging *judging, const ThemeModel *theme,
                           const Trait *trait) {
    return theme->weights[trait->trait] *
           trait_value(judging->values, kind_of(judging, trait));
}

static void look_at(Judging *judging, const Unit *measure) {
    traits_find(judging->coder, judging->tree, measure, &judging->model->traits,
                &judging->traits);
    size_t n_measure = 0, n_heading = 0;
    for (size_t i = 0; i < judging->traits.n; i++) {
        n_measure += kind_of(judging, &judging->traits.at[i]) == TRAIT_MEASURE;
        n_heading += kind_of(judging, &judging->traits.at[i]) == TRAIT_HEADING;
    }
    judging->values = trait_values(n_measure, n_heading);
}

static double value_of(const Judging *judging, const ThemeModel *theme) {
    double value = theme->bias;
    for (size_t i = 0; i < judging->traits.n; i++)
        value += contribution(judging, theme, &judging->traits.at[i]);
    return value;
}

static int compare_contributions(const void *left, const void *right) {
    const Stretch *a = left, *b = right;
    if (a->weight < b->weight || a->weight > b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

static int compare_places(const void *left, const void *right) {
    const Stretch *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

/* Those that overlap become one. */
static void join_grams(Stretches *grams) {
    qsort(grams->at, grams->n, sizeof *grams->at, compare_places);
    size_t n = grams->n;
    grams->n = 1;
    for (size_t i = 1; i < n; i++) {
        Stretch gram = grams->at[i], *last = vec_last(grams);
        if (gram.at >= last->end) {
            grams->at[grams->n++] = gram;
            continue;
        }
        last->end = gram.end > last->end ? gram.end : last->end;
        last->weight += gram.weight;
    }
}

/* The stretches that contribute most: beside what the rules say, where that weighs far
 * more, only the first. */
static void gather_grams(const Judging *judging, const ThemeModel *theme,
                         Stretches *grams) {
    double most = 0;
    for (size_t i = 0; i < judging->traits.n; i++) {
        const Trait *trait = &judging->traits.at[i];
        char kind = kind_of(judging, trait);
        double weight = contribution(judging, theme, trait);
        most = weight > most ? weight : most;
        if (weight > 0 && (kind == TRAIT_MEASURE || kind == TRAIT_HEADING))
            vec_push(grams,
                     (Stretch){trait->at, trait->end, kind == TRAIT_HEADING, weight});
    }
    if (grams->n == 0)
        return;
    qsort(grams->at, grams->n, sizeof *grams->at, compare_contributions);
    while (grams->n > 1 &&
           (grams->n > GRAMS_TAKEN || vec_last(grams)->weight < least_part * most))
        grams->n--;
    join_grams(grams);
    qsort(grams->at, grams->n, sizeof *grams->at, compare_contributions);
    grams->n = grams->n < STRETCHES_SHOWN ? grams->n : STRETCHES_SHOWN;
}

/* What the mark of the rules for this very theme contributes; 0: nothing, or no mark. */
static double ruled_contribution(const Judging *judging, const ThemeModel *theme) {
    Slice code = scheme_theme(judging->coder->scheme, theme->theme)->code;
    for (size_t i = 0; i < judging->traits.n; i++) {
        const Trait *trait = &judging->traits.at[i];
        Slice word = judging->model->traits.words.at[trait->trait];
        if (word.p[0] == TRAIT_CODED && slice_equal(slice_sub(word, 1, word.n), code))
            return contribution(judging, theme, trait);
    }
    return 0;
}

/* The rules' own hits for a theme of the measure at hand, each with this weight (0: its
 * own); how many they are. */
static size_t take_hits(const Judging *judging, uint32_t node, uint32_t theme,
                        double weight) {
    size_t n = 0;
    for (size_t i = judging->evidence_at; i < judging->ruled.evidence.n; i++) {
        Evidence hit = judging->ruled.evidence.at[i];
        if (hit.node != node)
            break;
        if (hit.theme != theme)
            continue;
        hit.weight = weight > 0 ? weight : hit.weight;
        vec_push(&judging->out->evidence, hit);
        n++;
    }
    return n;
}

static int compare_evidence(const void *left, const void *right) {
    const Evidence *a = left, *b = right;
    if (a->span.at != b->span.at)
        return a->span.at < b->span.at ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

static void add_evidence(const Judging *judging, uint32_t node, const ThemeModel *theme) {
    PlanCoding *out = judging->out;
    size_t first = out->evidence.n;
    Stretches grams = {0};
    gather_grams(judging, theme, &grams);
    for (size_t i = 0; i < grams.n; i++) {
        const Stretch *gram = &grams.at[i];
        Span span =
            fold_span(&judging->coder->fold, judging->tree->text, gram->at, gram->end);
        vec_push(&out->evidence, (Evidence){.node = node,
                                            .theme = theme->theme,
                                            .rule = EVIDENCE_LEARNED,
                                            .span = span,
                                            .from_heading = gram->heading,
                                            .weight = gram->weight});
    }
    vec_release(&grams);
    double ruled = ruled_contribution(judging, theme);
    size_t hits_at = out->evidence.n;
    size_t hits = ruled > 0 ? take_hits(judging, node, theme->theme, ruled) : 0;
    for (size_t i = hits_at; i < out->evidence.n; i++)
        out->evidence.at[i].weight = ruled / (double)hits;
    if (out->evidence.n > first + 1)
        qsort(out->evidence.at + first, out->evidence.n - first, sizeof(Evidence),
              compare_evidence);
}

/* ---- Coding ---- */

static void judge(const Judging *judging, uint32_t node, const ThemeModel *theme) {
    double probability = sigmoid_probability(theme->sigmoid, value_of(judging, theme));
    if (probability < threshold)
        return;
    vec_push(&judging->out->codings, (Coding){node, theme->theme, probability});
    add_evidence(judging, node, theme);
}

static void take_ruled(const Judging *judging, uint32_t node, uint32_t theme) {
    for (size_t i = judging->coding_at; i < judging->ruled.codings.n; i++) {
        const Coding *coding = &judging->ruled.codings.at[i];
        if (coding->node != node)
            break;
        if (coding->theme == theme)
            vec_push(&judging->out->codings, *coding);
    }
    take_hits(judging, node, theme, 0);
}

/* Both lists of what the rules say ascend by node, as the measures do. */
static void code_measure(Judging *judging, const Unit *measure) {
    const PlanCoding *ruled = &judging->ruled;
    while (judging->coding_at < ruled->codings.n &&
           ruled->codings.at[judging->coding_at].node < measure->node)
        judging->coding_at++;
    while (judging->evidence_at < ruled->evidence.n &&
           ruled->evidence.at[judging->evidence_at].node < measure->node)
        judging->evidence_at++;
    look_at(judging, measure);
    for (uint32_t i = 0; i < judging->coder->scheme->themes.n; i++) {
        if (judging->by_theme[i])
            judge(judging, measure->node, judging->by_theme[i]);
        else
            take_ruled(judging, measure->node, i);
    }
}

void model_code_plan(const Model *model, Coder *coder, const PlanTree *tree, bool all,
                     PlanCoding *coding) {
    Arena scratch = {0};
    Judging judging = {.model = model, .coder = coder, .tree = tree, .out = coding};
    judging.by_theme = ARENA_ARRAY(&scratch, const ThemeModel *, coder->scheme->themes.n);
    for (size_t i = 0; i < model->themes.n; i++) {
        const ThemeModel *theme = &model->themes.at[i];
        if (theme->offered || all)
            judging.by_theme[theme->theme] = theme;
    }
    coding->codings.n = coding->evidence.n = 0;
    coder_code_plan(coder, tree, &judging.ruled);
    for (size_t i = 0; i < coder->units.n; i++) {
        if (!coder->units.at[i].heading)
            code_measure(&judging, &coder->units.at[i]);
    }
    plan_coding_release(&judging.ruled);
    vec_release(&judging.traits);
    arena_release(&scratch);
}

/* ---- One measure, asked about ---- */

static int compare_sizes(const void *left, const void *right) {
    const ModelTrait *a = left, *b = right;
    double x = a->weight < 0 ? -a->weight : a->weight,
           y = b->weight < 0 ? -b->weight : b->weight;
    if (x < y || x > y)
        return x > y ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return slice_compare(a->name, b->name);
}

static ModelOpinion opinion_of(const Judging *judging, const ThemeModel *theme, size_t n,
                               Arena *keep) {
    ModelTrait *traits = ARENA_ARRAY(keep, ModelTrait, judging->traits.n);
    for (size_t i = 0; i < judging->traits.n; i++) {
        const Trait *trait = &judging->traits.at[i];
        Slice word = judging->model->traits.words.at[trait->trait];
        traits[i] = (ModelTrait){word.p[0], slice_sub(word, 1, word.n),
                                 contribution(judging, theme, trait)};
    }
    if (judging->traits.n > 1)
        qsort(traits, judging->traits.n, sizeof *traits, compare_sizes);
    return (ModelOpinion){
        .probability = sigmoid_probability(theme->sigmoid, value_of(judging, theme)),
        .traits = {traits, judging->traits.n < n ? judging->traits.n : n}};
}

const ModelOpinion *model_opinions(const Model *model, Coder *coder, const PlanTree *tree,
                                   uint32_t measure, size_t n, Arena *keep) {
    Judging judging = {.model = model, .coder = coder, .tree = tree};
    ModelOpinion *opinions = ARENA_ARRAY(keep, ModelOpinion, model->themes.n);
    coder_read_plan(coder, tree);
    look_at(&judging, coder_unit(coder, measure));
    for (size_t i = 0; i < model->themes.n; i++)
        opinions[i] = opinion_of(&judging, &model->themes.at[i], n, keep);
    vec_release(&judging.traits);
    return opinions;
}
