/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <linear.h>

#include "theme/linear_p.h"

/* Rows lie in one array, each ended by index -1 as liblinear wants it. */
struct LinearProblem {
    size_t n_features;
    VEC(struct feature_node) nodes;
    VEC(size_t) starts;
};

LinearProblem *linear_new(size_t n_features) {
    LinearProblem *problem = memory_grow(NULL, 1, sizeof *problem);
    *problem = (LinearProblem){.n_features = n_features};
    return problem;
}

void linear_free(LinearProblem *problem) {
    if (!problem)
        return;
    vec_release(&problem->nodes);
    vec_release(&problem->starts);
    free(problem);
}

void linear_add(LinearProblem *problem, const Entry *entries, size_t n) {
    vec_push(&problem->starts, problem->nodes.n);
    for (size_t i = 0; i < n; i++) {
        if (entries[i].feature >= problem->n_features)
            BUG("feature %u of %zu", entries[i].feature, problem->n_features);
        vec_push(&problem->nodes,
                 (struct feature_node){(int)entries[i].feature + 1, entries[i].value});
    }
    vec_push(&problem->nodes, (struct feature_node){.index = -1});
}

static void say_nothing(const char *text) {
    (void)text;
}

static struct parameter parameter_of(LinearSetting setting, int *label, double *weight,
                                     double *start) {
    *label = 1;
    *weight = setting.weight;
    struct parameter parameter = {
        .solver_type = L2R_LR,
        .eps = 0.01,
        .C = setting.cost,
        .nr_weight = 1,
        .weight_label = label,
        .weight = weight,
        .init_sol = start,
    };
#if LIBLINEAR_VERSION >= 240
    parameter.regularize_bias = 1;
#endif
    return parameter;
}

void linear_train(const LinearProblem *problem, const bool *positive,
                  LinearSetting setting, double *weights) {
    size_t n = problem->starts.n, n_positive = 0;
    Arena scratch = {0};
    struct problem rows = {.l = (int)n,
                           .n = (int)problem->n_features,
                           .y = ARENA_ARRAY(&scratch, double, n),
                           .x = ARENA_ARRAY(&scratch, struct feature_node *, n),
                           .bias = -1};
    for (size_t i = 0; i < n; i++) {
        rows.x[i] = problem->nodes.at + problem->starts.at[i];
        rows.y[i] = positive[i] ? 1 : -1;
        n_positive += positive[i];
    }
    if (n_positive == 0 || n_positive == n)
        BUG("%zu of %zu rows are positive", n_positive, n);
    int label;
    double weight;
    struct parameter parameter = parameter_of(setting, &label, &weight, weights);
    set_print_string_function(say_nothing);
    struct model *model = train(&rows, &parameter);
    /* The weights speak for the class that stands first among its labels. */
    double sign = model->label[0] == 1 ? 1 : -1;
    for (size_t i = 0; i < problem->n_features; i++)
        weights[i] = sign * model->w[i];
    free_and_destroy_model(&model);
    arena_release(&scratch);
}
