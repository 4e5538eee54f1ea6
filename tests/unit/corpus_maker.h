/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Corpus built by hand, plan by plan and measure by measure: for tests of compare/. */
#ifndef TESTS_UNIT_CORPUS_MAKER_H
#define TESTS_UNIT_CORPUS_MAKER_H

#include "base/table.h"
#include "compare/corpus.h"

typedef struct {
    Arena arena;
    Corpus corpus;
    VEC(ThemeInfo) themes;
    VEC(CorpusPlan) plans;
    VEC(CorpusMeasure) measures;
} CorpusMaker;

/* Themes by code, with spaces between; "a.x" is a subtheme of "a", which stands
 * before. */
void corpus_begin(CorpusMaker *maker, const char *codes);
CorpusPlan *corpus_plan(CorpusMaker *maker, const char *slug); /* good until the next */
/* A measure of the last plan with these themes (ascending), in a task of its own unless
 * `task` is changed; 20 characters. Good until the next. */
CorpusMeasure *corpus_measure(CorpusMaker *maker, const char *codes);
void corpus_measures(CorpusMaker *maker, size_t n, const char *codes);
const Corpus *corpus_end(CorpusMaker *maker);
void corpus_release(CorpusMaker *maker);

/* The two districts of the toy table: themes t1 to t5, 100 measures each, one theme a
 * measure: 40 25 10 5 20 and 30 30 30 8 2. */
const Corpus *corpus_toy(CorpusMaker *maker);

/* The cell of a row and a column by key; absent keys fail the test. */
const Cell *corpus_cell(const Table *table, size_t row, const char *key);
double corpus_number(const Table *table, size_t row, const char *key); /* NaN: no value */
Slice corpus_text(const Table *table, size_t row, const char *key);
/* Whether a note holds these words. */
bool corpus_noted(const Table *table, const char *words);
/* Both Tables are the same, cell by cell, ids and notes included. */
void corpus_check_same(const Table *a, const Table *b);

#endif
