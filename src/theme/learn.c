/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures to learn from, and the rounds of leaving out. A Part is what is trained on
 * when up to two folds are left out; its traits and their values come from its training
 * measures alone. */
#include "base/base.h"

#include <math.h>

#include "theme/learn.h"
#include "theme/linear_p.h"
#include "theme/model_p.h"

enum {
    MEASURES_LEAST = 2,  /* training measures with a trait, for it to count */
    TRAITS_MOST = 10000, /* n-grams; where there are more, the commonest */
    MILLION = 1000000,   /* weights are kept to a millionth */
};
#define NO_FOLD SIZE_MAX

static const double costs[] = {1, 10, 100};
enum {
    N_COSTS = sizeof costs / sizeof *costs,
    N_SETTINGS = 2 * N_COSTS, /* each with equal and with balanced weights */
};

/* ---- The measures ---- */

struct LearnSet {
    const Scheme *scheme;
    Coder *coder;
    Dictionary traits;
    VEC(uint32_t) of; /* the traits of the measures, one measure behind the other */
    VEC(size_t) ends; /* of each measure in there */
    VEC(bool) ruled;  /* a row a measure, a column a theme */
};

LearnSet *learn_set_new(const Scheme *scheme) {
    LearnSet *set = memory_grow(NULL, 1, sizeof *set);
    *set = (LearnSet){.scheme = scheme, .coder = coder_new(scheme)};
    return set;
}

void learn_set_free(LearnSet *set) {
    if (!set)
        return;
    coder_free(set->coder);
    dictionary_release(&set->traits);
    vec_release(&set->of);
    vec_release(&set->ends);
    vec_release(&set->ruled);
    free(set);
}

static void add_ruled(LearnSet *set, uint32_t node, const PlanCoding *coding) {
    size_t n_themes = set->scheme->themes.n, first = set->ruled.n;
    for (size_t i = 0; i < n_themes; i++)
        vec_push(&set->ruled, false);
    for (size_t i = 0; i < coding->codings.n; i++) {
        if (coding->codings.at[i].node == node)
            set->ruled.at[first + coding->codings.at[i].theme] = true;
    }
}

void learn_set_add(LearnSet *set, const PlanTree *tree, const uint32_t *nodes, size_t n) {
    PlanCoding coding = {0};
    Traits traits = {0};
    coder_code_plan(set->coder, tree, &coding);
    for (size_t i = 0; i < n; i++) {
        traits_learn(set->coder, tree, coder_unit(set->coder, nodes[i]), &set->traits,
                     &traits);
        for (size_t k = 0; k < traits.n; k++)
            vec_push(&set->of, traits.at[k].trait);
        vec_push(&set->ends, set->of.n);
        add_ruled(set, nodes[i], &coding);
    }
    vec_release(&traits);
    plan_coding_release(&coding);
}

bool learn_set_ruled(const LearnSet *set, size_t i, uint32_t theme) {
    return set->ruled.at[i * set->scheme->themes.n + theme];
}

static size_t begin_of(const LearnSet *set, size_t i) {
    return i ? set->ends.at[i - 1] : 0;
}

/* ---- What is trained on when some folds are left out ---- */

typedef struct {
    const LearnSet *set;
    const LearnTask *task;
    size_t out[2];     /* folds, or NO_FOLD */
    uint32_t *feature; /* of a trait, or DICTIONARY_NONE */
    size_t n_features; /* with the constant, which is the last */
    VEC(Entry) entries;
    VEC(size_t) ends; /* of each measure's entries, those left out too */
    LinearProblem *problem;
    Arena arena;
} Part;

static bool is_out(const Part *part, size_t i) {
    size_t fold = part->task->fold[i];
    return fold == part->out[0] || fold == part->out[1];
}

static char kind_of(const LearnSet *set, uint32_t trait) {
    return set->traits.words.at[trait].p[0];
}

static bool is_gram(char kind) {
    return kind == TRAIT_MEASURE || kind == TRAIT_HEADING;
}

/* In how many training measures each trait stands. */
static uint32_t *count_traits(Part *part) {
    const LearnSet *set = part->set;
    uint32_t *counts = ARENA_ARRAY(&part->arena, uint32_t, set->traits.words.n);
    for (size_t i = 0; i < set->ends.n; i++) {
        for (size_t k = begin_of(set, i); !is_out(part, i) && k < set->ends.at[i]; k++)
            counts[set->of.at[k]]++;
    }
    return counts;
}

/* So many measures must an n-gram stand in that no more than TRAITS_MOST are left. */
static uint32_t floor_of(const Part *part, const uint32_t *counts) {
    const LearnSet *set = part->set;
    Arena scratch = {0};
    size_t n = set->ends.n;
    size_t *with = ARENA_ARRAY(&scratch, size_t, n + 1); /* n-grams by their count */
    for (uint32_t i = 0; i < set->traits.words.n; i++)
        with[counts[i]] += is_gram(kind_of(set, i));
    size_t floor = n + 1, left = 0;
    while (floor > MEASURES_LEAST && left + with[floor - 1] <= TRAITS_MOST)
        left += with[--floor];
    arena_release(&scratch);
    return (uint32_t)floor;
}

static void choose_traits(Part *part) {
    const LearnSet *set = part->set;
    const uint32_t *counts = count_traits(part);
    uint32_t floor = floor_of(part, counts);
    part->feature = ARENA_ARRAY(&part->arena, uint32_t, set->traits.words.n);
    for (uint32_t i = 0; i < set->traits.words.n; i++) {
        uint32_t least = is_gram(kind_of(set, i)) ? floor : MEASURES_LEAST;
        part->feature[i] =
            counts[i] >= least ? (uint32_t)part->n_features++ : DICTIONARY_NONE;
    }
    part->n_features++;
}

static void add_row(Part *part, size_t i) {
    const LearnSet *set = part->set;
    size_t n_measure = 0, n_heading = 0;
    for (size_t k = begin_of(set, i); k < set->ends.at[i]; k++) {
        bool taken = part->feature[set->of.at[k]] != DICTIONARY_NONE;
        n_measure += taken && kind_of(set, set->of.at[k]) == TRAIT_MEASURE;
        n_heading += taken && kind_of(set, set->of.at[k]) == TRAIT_HEADING;
    }
    TraitValues values = trait_values(n_measure, n_heading);
    size_t first = part->entries.n;
    for (size_t k = begin_of(set, i); k < set->ends.at[i]; k++) {
        uint32_t feature = part->feature[set->of.at[k]];
        if (feature != DICTIONARY_NONE)
            vec_push(&part->entries,
                     (Entry){feature, trait_value(values, kind_of(set, set->of.at[k]))});
    }
    vec_push(&part->entries, (Entry){(uint32_t)part->n_features - 1, 1});
    vec_push(&part->ends, part->entries.n);
    if (!is_out(part, i))
        linear_add(part->problem, part->entries.at + first, part->entries.n - first);
}

static void part_begin(Part *part, const LearnSet *set, const LearnTask *task, size_t out,
                       size_t also_out) {
    *part = (Part){.set = set, .task = task, .out = {out, also_out}};
    choose_traits(part);
    part->problem = linear_new(part->n_features);
    for (size_t i = 0; i < set->ends.n; i++)
        add_row(part, i);
}

static void part_end(Part *part) {
    linear_free(part->problem);
    vec_release(&part->entries);
    vec_release(&part->ends);
    arena_release(&part->arena);
}

static bool is_given(const Part *part, size_t i, uint32_t theme) {
    return part->task->given[i * part->set->scheme->themes.n + theme];
}

static double value_of(const Part *part, const double *weights, size_t i) {
    double sum = 0;
    for (size_t k = i ? part->ends.at[i - 1] : 0; k < part->ends.at[i]; k++)
        sum += weights[part->entries.at[k].feature] * part->entries.at[k].value;
    return sum;
}

/* Which training rows carry a theme, and the weight that makes both sides equal. */
typedef struct {
    const bool *positive;
    double balance;
} Labels;

static Labels labels_of(const Part *part, uint32_t theme, Arena *keep) {
    size_t n = 0, n_positive = 0;
    bool *positive = ARENA_ARRAY(keep, bool, part->set->ends.n);
    for (size_t i = 0; i < part->set->ends.n; i++) {
        if (is_out(part, i))
            continue;
        positive[n] = is_given(part, i, theme);
        n_positive += positive[n++];
    }
    return (Labels){positive,
                    n_positive ? (double)(n - n_positive) / (double)n_positive : NAN};
}

/* The settings lie by weight, then by rising cost. */
static LinearSetting setting_of(size_t setting, double balance) {
    return (LinearSetting){costs[setting % N_COSTS], setting < N_COSTS ? 1 : balance};
}

/* ---- The rounds ---- */

/* Values of one theme's models. */
typedef struct {
    uint32_t theme;
    double *outer; /* setting x measure: by the model that did not see its fold */
    double *inner; /* setting x fold x measure: nor that fold either */
} Values;

typedef struct {
    const LearnSet *set;
    const LearnTask *task;
    size_t n; /* measures */
    Values *values;
    size_t n_values;
    Progress *progress;
    Arena arena;
} Rounds;

static double *outer_of(const Rounds *rounds, const Values *values, size_t setting) {
    return values->outer + setting * rounds->n;
}

static double *inner_of(const Rounds *rounds, const Values *values, size_t setting,
                        size_t fold) {
    return values->inner + (setting * rounds->task->folds + fold) * rounds->n;
}

/* The values of the measures left out. */
static void keep_values(const Rounds *rounds, const Part *part, const Values *values,
                        size_t setting, const double *weights) {
    for (size_t i = 0; i < rounds->n; i++) {
        if (!is_out(part, i))
            continue;
        size_t fold = rounds->task->fold[i];
        size_t other = part->out[fold == part->out[0]];
        double *place = other == NO_FOLD ? outer_of(rounds, values, setting)
                                         : inner_of(rounds, values, setting, other);
        place[i] = value_of(part, weights, i);
    }
}

static void train_theme(const Rounds *rounds, const Part *part, const Values *values) {
    Arena scratch = {0};
    Labels labels = labels_of(part, values->theme, &scratch);
    double *weights = ARENA_ARRAY(&scratch, double, part->n_features);
    for (size_t setting = 0; setting < N_SETTINGS; setting++) {
        /* A costlier model is near the one before it: a good start. */
        if (setting % N_COSTS == 0)
            memset(weights, 0, part->n_features * sizeof *weights);
        linear_train(part->problem, labels.positive, setting_of(setting, labels.balance),
                     weights);
        keep_values(rounds, part, values, setting, weights);
    }
    arena_release(&scratch);
}

static void leave_out(const Rounds *rounds, size_t out, size_t also_out) {
    Part part;
    part_begin(&part, rounds->set, rounds->task, out, also_out);
    for (size_t i = 0; i < rounds->n_values; i++) {
        const Values *values = &rounds->values[i];
        progress_step(rounds->progress,
                      scheme_theme(rounds->set->scheme, values->theme)->code);
        train_theme(rounds, &part, values);
    }
    part_end(&part);
}

static void run_rounds(const Rounds *rounds) {
    for (size_t a = 0; a < rounds->task->folds; a++) {
        leave_out(rounds, a, NO_FOLD);
        for (size_t b = a + 1; b < rounds->task->folds; b++)
            leave_out(rounds, a, b);
    }
}

/* ---- Choosing ---- */

typedef struct {
    size_t setting;
    Sigmoid sigmoid;
} Choice;

/* The setting with the least log loss over the measures outside `fold` (NO_FOLD: all),
 * of values by models that did not see them. */
static Choice choose(const Rounds *rounds, const Values *values, size_t fold) {
    Arena scratch = {0};
    const Part all = {.set = rounds->set, .task = rounds->task};
    double *value = ARENA_ARRAY(&scratch, double, rounds->n);
    bool *positive = ARENA_ARRAY(&scratch, bool, rounds->n);
    Choice best = {0};
    double least = INFINITY;
    for (size_t setting = 0; setting < N_SETTINGS; setting++) {
        const double *from = fold == NO_FOLD ? outer_of(rounds, values, setting)
                                             : inner_of(rounds, values, setting, fold);
        size_t n = 0;
        for (size_t i = 0; i < rounds->n; i++) {
            if (rounds->task->fold[i] == fold)
                continue;
            value[n] = from[i];
            positive[n++] = is_given(&all, i, values->theme);
        }
        Sigmoid sigmoid = sigmoid_fit(value, positive, n);
        double loss = sigmoid_log_loss(sigmoid, value, positive, n);
        if (loss < least) {
            least = loss;
            best = (Choice){setting, sigmoid};
        }
    }
    arena_release(&scratch);
    return best;
}

static const double *held_out(const Rounds *rounds, const Values *values, Arena *keep) {
    double *probability = ARENA_ARRAY(keep, double, rounds->n);
    for (size_t fold = 0; fold < rounds->task->folds; fold++) {
        Choice choice = choose(rounds, values, fold);
        const double *outer = outer_of(rounds, values, choice.setting);
        for (size_t i = 0; i < rounds->n; i++) {
            if (rounds->task->fold[i] == fold)
                probability[i] = sigmoid_probability(choice.sigmoid, outer[i]);
        }
    }
    return probability;
}

/* ---- Which themes can be trained ---- */

static LearnState state_of(const Part *all, uint32_t theme, size_t *n_positive) {
    const LearnTask *task = all->task;
    Arena scratch = {0};
    size_t n = all->set->ends.n;
    size_t *with = ARENA_ARRAY(&scratch, size_t, task->folds);
    size_t *without = ARENA_ARRAY(&scratch, size_t, task->folds);
    *n_positive = 0;
    for (size_t i = 0; i < n; i++) {
        bool given = is_given(all, i, theme);
        *n_positive += given;
        (given ? with : without)[task->fold[i]]++;
    }
    LearnState state = LEARN_TRAINED;
    size_t folds_with = 0, folds_without = 0;
    for (size_t i = 0; i < task->folds; i++) {
        folds_with += with[i] > 0;
        folds_without += without[i] > 0;
    }
    if (*n_positive < task->least)
        state = LEARN_FEW;
    else if (n - *n_positive < task->least)
        state = LEARN_MANY;
    else if (folds_with < 3 || folds_without < 3)
        state = LEARN_NARROW;
    arena_release(&scratch);
    return state;
}

static void choose_themes(Rounds *rounds, LearnedTheme *learned) {
    const Part all = {.set = rounds->set, .task = rounds->task};
    size_t n_themes = rounds->set->scheme->themes.n, folds = rounds->task->folds;
    rounds->values = ARENA_ARRAY(&rounds->arena, Values, n_themes);
    for (uint32_t i = 0; i < n_themes; i++) {
        learned[i] = (LearnedTheme){0};
        learned[i].state = state_of(&all, i, &learned[i].n_positive);
        if (learned[i].state != LEARN_TRAINED)
            continue;
        rounds->values[rounds->n_values++] = (Values){
            .theme = i,
            .outer = ARENA_ARRAY(&rounds->arena, double, N_SETTINGS * rounds->n),
            .inner = ARENA_ARRAY(&rounds->arena, double, N_SETTINGS *folds * rounds->n),
        };
    }
}

/* ---- The model that is kept ---- */

static void train_last(const Part *part, const Values *values, Choice choice,
                       ThemeModel *theme, Arena *keep) {
    Arena scratch = {0};
    Labels labels = labels_of(part, values->theme, &scratch);
    LinearSetting setting = setting_of(choice.setting, labels.balance);
    double *weights = ARENA_ARRAY(keep, double, part->n_features);
    linear_train(part->problem, labels.positive, setting, weights);
    for (size_t i = 0; i < part->n_features; i++)
        weights[i] = round(weights[i] * MILLION) / MILLION;
    theme->cost = setting.cost;
    theme->weight = setting.weight;
    theme->sigmoid = choice.sigmoid;
    theme->weights = weights;
    theme->bias = weights[part->n_features - 1];
    arena_release(&scratch);
}

static Model *train_model(const Rounds *rounds, const LearnedTheme *learned) {
    Model *model = memory_grow(NULL, 1, sizeof *model);
    *model = (Model){0};
    Part part;
    part_begin(&part, rounds->set, rounds->task, NO_FOLD, NO_FOLD);
    for (uint32_t i = 0; i < rounds->set->traits.words.n; i++) {
        if (part.feature[i] != DICTIONARY_NONE)
            dictionary_add(&model->traits, rounds->set->traits.words.at[i]);
    }
    for (size_t i = 0; i < rounds->n_values; i++) {
        const Values *values = &rounds->values[i];
        ThemeModel theme = {.theme = values->theme,
                            .n_positive = learned[values->theme].n_positive,
                            .rules_f1 = NAN,
                            .f1 = NAN,
                            .difference = NAN,
                            .low = NAN,
                            .high = NAN};
        train_last(&part, values, choose(rounds, values, NO_FOLD), &theme, &model->arena);
        vec_push(&model->themes, theme);
    }
    part_end(&part);
    return model;
}

Model *learn(const LearnSet *set, const LearnTask *task, Progress *progress,
             LearnedTheme *learned, Arena *keep) {
    if (task->folds < 3 || task->least < 2)
        BUG("%zu folds, %zu positive measures", task->folds, task->least);
    Rounds rounds = {.set = set, .task = task, .n = set->ends.n, .progress = progress};
    choose_themes(&rounds, learned);
    run_rounds(&rounds);
    for (size_t i = 0; i < rounds.n_values; i++) {
        const Values *values = &rounds.values[i];
        learned[values->theme].held_out = held_out(&rounds, values, keep);
    }
    Model *model = train_model(&rounds, learned);
    arena_release(&rounds.arena);
    return model;
}
