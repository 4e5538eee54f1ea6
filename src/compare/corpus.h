/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every analysis starts from: the plans chosen, the scheme's themes, and every
 * counted measure with its themes. Only measures of the plan part count (no notice, no
 * summary of last year, no annex). */
#ifndef COMPARE_CORPUS_H
#define COMPARE_CORPUS_H

#include "base/base.h"
#include "base/options.h"
#include "store/query.h"

typedef struct {
    int64_t id;    /* of the store: what a Table's cells link to */
    uint32_t plan; /* index into plans */
    uint32_t task; /* measures of one task share it; 0.. over the corpus: the cluster of a
                      bootstrap */
    uint32_t position;   /* 1.. among the measures of its plan */
    uint32_t characters; /* without white space */
    uint32_t targets, duties, deadlines;
    const uint32_t *themes; /* indexes into themes, ascending, as coded (a subtheme
                               without its parent) */
    uint32_t n_themes;
} CorpusMeasure;

typedef struct {
    int64_t id;
    Slice slug, title, label; /* label: how charts and tables name it: "region year", the
                                 region, or the slug */
    Slice region, level, province, kind;
    Slice issued;    /* YYYY-MM-DD; empty when not known */
    int year;        /* 0 when not known */
    size_t first, n; /* its measures */
} CorpusPlan;

typedef struct {
    CorpusPlan *plans; /* by slug */
    size_t n_plans;
    const uint32_t *asked;   /* plans named one by one, in the order they were named */
    size_t n_asked;          /* 0: all */
    const ThemeInfo *themes; /* in the order of the scheme; a parent stands before its
                                children */
    size_t n_themes;
    CorpusMeasure *measures; /* by plan, then in document order */
    size_t n_measures;
    Slice scheme; /* its name and the beginning of its hash, and who coded where that is
                     not the rules; for notes */
    Slice coder;  /* empty: the rules; else "model" or a person */
    size_t n_by_person; /* measures with the codes of that person */
    Slice coder_note;   /* whose codes these are, in words; empty for the rules */
    double own;         /* only measures with so much of their own words; 0: all */
    size_t left_out;    /* measures that were taken out for it */
} Corpus;

/* Which plans; an empty list is all. A name that fits no plan, or several, is an error;
 * so is a coder that is none, and a machine that has not coded all of the plans. */
typedef struct {
    SliceList plans;  /* as store_find_plan, or the whole name of a region: all its plans
                       */
    SliceList themes; /* codes; an empty list is all */
    double own;       /* only measures of which this share of the characters, or more, is
                         the plan's own (compare/own.h); 0: all */
    Slice coder;      /* whose codes: empty or "rules", "model", or a person, whose codes
                         stand in place of the rules' where that person coded */
} CorpusChoice;

bool corpus_load(Store *store, const CorpusChoice *choice, Arena *keep, Corpus *corpus,
                 Err *err);

/* The words of each measure of the corpus, without the line breaks of the layout. */
bool corpus_texts(Store *store, const Corpus *corpus, Arena *keep, const Slice **texts,
                  Err *err);

/* The machine whose evidence stands behind the codes: NULL for the rules, as
 * store_evidence takes it. */
const char *corpus_machine(const Corpus *corpus);

/* Whether a measure carries a theme or, for a parent, one of its children. */
bool measure_has_theme(const Corpus *corpus, const CorpusMeasure *measure,
                       uint32_t theme);
/* Whether a theme is among the chosen ones (or a child of one). */
bool corpus_shows_theme(const CorpusChoice *choice, const Corpus *corpus, uint32_t theme);
/* The theme's name in the language in use. */
Slice theme_name(const ThemeInfo *theme);

#endif
