/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: positions of texts from their words. It must not know words or parties.
 *
 * F counts of a reference over its sum, A its position.
 * 1. Word score: sum over references of F A / sum of F.
 * 2. Text score: mean of word scores weighted by the text's counts f of scored words; SE
 *    = sqrt(sum f (S - score)^2) / n with n = sum f (that is, the root of the weighted
 *    variance over n).
 * 3. Laver, Benoit & Garry: (raw - mean) sd(position) / sd(raw) + mean over all texts, sd
 *    with divisor n - 1.
 * 4. Martin & Vanberg: the straight line through the two outermost references. R:
 *    quanteda.textmodels::textmodel_wordscores. */
#include "base/base.h"
#include "stat/wordscores.h"

#include <gsl/gsl_statistics.h>
#include <math.h>

void wordscores_words(Grid counts, const double *position, double *word) {
    Arena scratch = {0};
    double *weight = ARENA_ARRAY(&scratch, double, counts.cols);
    memset(word, 0, counts.cols * sizeof *word);
    for (size_t i = 0; i < counts.rows; i++) {
        double total = 0;
        for (size_t j = 0; j < counts.cols; j++)
            total += grid_at(counts, i, j);
        if (total == 0)
            continue;
        for (size_t j = 0; j < counts.cols; j++) {
            double share = grid_at(counts, i, j) / total;
            weight[j] += share;
            word[j] += share * position[i];
        }
    }
    for (size_t j = 0; j < counts.cols; j++)
        word[j] = weight[j] > 0 ? word[j] / weight[j] : NAN;
    arena_release(&scratch);
}

TextScore wordscores_text(const double *count, const double *word, size_t n) {
    TextScore text = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        if (isnan(word[i]))
            continue;
        text.words += count[i];
        text.score += count[i] * word[i];
    }
    if (!(text.words > 0))
        return (TextScore){NAN, NAN, 0};
    text.score /= text.words;
    for (size_t i = 0; i < n; i++) {
        double away = word[i] - text.score;
        text.se += isnan(word[i]) ? 0 : count[i] * away * away;
    }
    text.se = sqrt(text.se) / text.words;
    return text;
}

void wordscores_rescale_lbg(const double *raw, size_t n, const double *position,
                            size_t references, double *rescaled) {
    double mean = n > 1 ? gsl_stats_mean(raw, 1, n) : NAN;
    double spread = n > 1 ? gsl_stats_sd_m(raw, 1, n, mean) : NAN;
    double wished = references > 1 ? gsl_stats_sd(position, 1, references) : NAN;
    for (size_t i = 0; i < n; i++)
        rescaled[i] = spread > 0 ? (raw[i] - mean) * wished / spread + mean : NAN;
}

double wordscores_rescale_mv(double raw, WordscoreAnchors a) {
    double across = a.raw_high - a.raw_low;
    if (across == 0)
        return NAN;
    return a.position_low +
           (raw - a.raw_low) * (a.position_high - a.position_low) / across;
}
