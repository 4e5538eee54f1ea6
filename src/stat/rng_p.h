/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room's one way to a random generator. */
#ifndef STAT_RNG_P_H
#define STAT_RNG_P_H

#include <stdint.h>

#include <gsl/gsl_rng.h>

/* mt19937 seeded; free it with gsl_rng_free. */
gsl_rng *rng_new(uint64_t seed);

/* A number in [0, n), n not 0, without the 2^32 limit of gsl_rng_uniform_int. */
size_t rng_below(gsl_rng *rng, size_t n);

#endif
