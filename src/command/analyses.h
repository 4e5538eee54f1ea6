/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Analyses are rows: `plancmp NAME`, `plancmp chart NAME`, the section in the report and
 * the help come from one row. To add an analysis: write compare/NAME.[ch]; write
 * command/analysis_NAME.c with its Command and its Analysis after the pattern of
 * analysis_coverage.c; name it in ANALYSES below and in COMMANDS (commands_p.h). */
#ifndef COMMAND_ANALYSES_H
#define COMMAND_ANALYSES_H

#include "base/table.h"
#include "command/command.h"
#include "compare/corpus.h"
#include "compare/groups.h"
#include "present/chart.h"
#include "present/pivot.h"
#include "present/report.h"

/* Every parameter of every analysis; an analysis lists those it takes. */
typedef struct {
    CorpusChoice choice;
    double level; /* confidence, 0.95 */
    bool tidy;    /* print the tidy table on a terminal too */
    bool own;     /* choice.own becomes OWN_LEAST */
    bool bootstrap, simultaneous, by_character; /* coverage */
    bool corrected;                             /* coverage: by what a person found */
    Slice reference;                            /* that person; empty: the only one */
    Slice cluster;           /* "measure" or "task": what a bootstrap draws */
    int64_t draws, seed;     /* of what is drawn at random: 1000, 1 */
    int64_t top, least;      /* distinct: terms a plan, measures with a term; 20, 3 */
    double prior;            /* distinct: weight of the prior, 0 its own choice */
    Slice by;                /* compare: a word of compare/groups.h */
    Slice test;              /* compare: a word of compare/compare.h */
    bool with_own;           /* sensitivity */
    Slice of;                /* sensitivity: a word of compare/sensitivity.h */
    Slice adjust;            /* compare: a word of command/analysis_compare.c */
    bool passages, by_theme; /* reuse (trend too): which table */
    int64_t length;          /* reuse: characters of a passage; 0: as usual */
    Slice method;            /* map: a word of compare/map.h */
    Slice likeness, linkage; /* similar: words of compare/similar.h */
    Slice against;           /* gaps: the plan that the others are held against */
    bool united, by_measure, only_here; /* gaps: --union, --measures (trend too), --only
                                         */
    bool every; /* targets: as compare/indicators.h, IndicatorChoice */
    Slice unit, indicator;
    double margin;  /* trend: a change inside it is none, 0.05 */
    bool by_target; /* trend: --targets */
} AnalysisSettings;

#define OWN_LEAST 0.5

typedef struct {
    Store *store; /* for texts; counting needs the corpus only */
    const Corpus *corpus;
    const AnalysisSettings *settings;
} AnalysisInput;

typedef struct {
    const char *name; /* of its chart file: "coverage" */
    ChartSpec spec;
    const char *title_en, *title_zh;
    /* What only the Table knows: names of sides, a panel a group; NULL: nothing. */
    void (*dress)(const Table *table, Arena *keep, ChartSpec *spec);
    size_t most_plans; /* of a report that draws it; 0: any number */
} AnalysisChart;

/* How it reads on a terminal. */
typedef struct {
    PivotSpec wide;          /* row NULL: no pivot */
    const char *columns[12]; /* without a pivot: only these, ended by NULL; none: all */
    const char *only; /* with them: a count column, rows where it is 0 are left out */
    const char *once; /* with them, on a terminal: a column that is empty where it repeats
                         the row above */
} AnalysisView;

typedef struct {
    const Command *command; /* its name, help and options */
    /* Fills table, which lives in keep; false with a message when the question has no
     * answer here. */
    bool (*run)(const AnalysisInput *input, Arena *keep, Table *table, Err *err);
    AnalysisView view;
    /* Picks the view by what was asked and what the Table holds; NULL: always `view`. */
    AnalysisView (*view_of)(const AnalysisSettings *settings, const Table *table);
    /* The first plan named is held against the others; named alone, against all. */
    bool takes_reference;
    bool asked_only; /* needs arguments, so it has no section in the report */
    /* Plans the report must and may have for its section; 0: any number. */
    size_t least_plans, most_plans;
    /* Whether these plans have an answer for the report; NULL: any have. */
    bool (*has_answer)(const Corpus *corpus);
    /* How a table without a grid reads there; NULL: as on a terminal. */
    AnalysisView (*report_view)(const AnalysisSettings *settings, const Table *table);
    ReportGrid grid; /* how it reads in the report; grid.row NULL: as a table */
    const char *section_en, *section_zh; /* its heading there */
    const AnalysisChart *charts;
    size_t n_charts;
} Analysis;

/* In the order of the report. */
#define ANALYSES(X)                                                                      \
    X(coverage)                                                                          \
    X(compare)                                                                           \
    X(gaps)                                                                              \
    X(distinct)                                                                          \
    X(targets)                                                                           \
    X(trend)                                                                             \
    X(workload)                                                                          \
    X(similar)                                                                           \
    X(map)                                                                               \
    X(reuse)                                                                             \
    X(sensitivity)                                                                       \
    X(comparable)

#define X(name) extern const Analysis analysis_##name;
ANALYSES(X)
#undef X

/* Option rows that several analyses take. */
#define OPTION_THEMES                                                                    \
    {                                                                                    \
        "theme", 't', OPTION_LIST, offsetof(AnalysisSettings, choice.themes), "CODE",    \
            NULL, "only this theme and its subthemes (may be repeated)",                 \
            "只看该主题及其子主题（可重复）"                              \
    }
#define OPTION_LEVEL                                                                       \
    {                                                                                      \
        "level", 0, OPTION_REAL, offsetof(AnalysisSettings, level), "P", NULL,             \
            "confidence of the intervals (0.95)", "区间的置信水平（默认 0.95）" \
    }
#define OPTION_TIDY                                                                      \
    {                                                                                    \
        "tidy", 0, OPTION_FLAG, offsetof(AnalysisSettings, tidy), NULL, NULL,            \
            "one observation a row, all columns", "每行一个观测，显示全部列" \
    }

#define OPTION_OWN                                                                                    \
    {                                                                                                 \
        "own", 0, OPTION_FLAG, offsetof(AnalysisSettings, own), NULL, NULL,                           \
            "only measures in the plan's own words, not copied ones (see: reuse)",                    \
            "只看各计划的自有表述，不计承自上级或他地的举措（参见 reuse）" \
    }

#define OPTION_CODER                                                                     \
    {                                                                                    \
        "coder", 0, OPTION_TEXT, offsetof(AnalysisSettings, choice.coder), "NAME", NULL, \
            "whose codes: a person's (over the rules'), model, or rules",                \
            "采用谁的编码：某编码员（优先于规则）、model 或 rules"   \
    }

/* Sets what was not given. */
void analysis_defaults(AnalysisSettings *settings);

#define OPTION_BY                                                                        \
    {                                                                                    \
        "by", 0, OPTION_CHOICE, offsetof(AnalysisSettings, by), "FACT", GROUP_WORDS,     \
            "groups of plans by a fact about them", "按计划的属性分组"           \
    }
#define OPTION_SEED                                                                      \
    {                                                                                    \
        "seed", 0, OPTION_COUNT, offsetof(AnalysisSettings, seed), "N", NULL,            \
            "seed of the random draws (1)", "随机抽样的种子（默认 1）"        \
    }
#define OPTION_DRAWS                                                                     \
    {                                                                                    \
        "draws", 0, OPTION_COUNT, offsetof(AnalysisSettings, draws), "N", NULL,          \
            "how many random draws (1000)", "随机抽样次数（默认 1000）"        \
    }

/* Runs an analysis and notes on the Table what was left out of the
 * corpus and whose codes these are where they are not the rules'. */
bool analysis_fill(const Analysis *analysis, const AnalysisInput *input, Arena *keep,
                   Table *table, Err *err);

/* Loads the corpus of the plans and themes that the settings choose; themes may be named.
 */
bool analysis_load(const Analysis *analysis, Store *store, AnalysisSettings *settings,
                   Arena *keep, Corpus *corpus, Err *err);

/* What the run of an analysis' Command does: loads the corpus of the plans named, runs
 * it, prints the Table. */
int analysis_run(Context *context, const Analysis *analysis, const void *settings,
                 const SliceList *arguments);

/* Some columns of a Table, keys ended by NULL; only: a count column, rows where it is 0
 * are left out, NULL for none. Texts and ids stay with the arena of the Table. */
Table analysis_columns(const Table *table, const char *const *keys, const char *only);

/* The Table as people read it, in the arena of the Table; false in *shown: the Table as
 * it is. */
bool analysis_view(const Analysis *analysis, const AnalysisInput *input, bool report,
                   const Table *table, Table *view, bool *shown, Err *err);

const Analysis *analysis_find(Slice name); /* NULL when there is none */
const Analysis *analysis_at(size_t i);     /* NULL behind the last */

/* The rows of an analysis that its k-th chart draws, as a spec with titles in the
 * language in use; notes of the Table that tell n and method become its subtitle and
 * caption. */
ChartSpec analysis_chart_spec(const Analysis *analysis, size_t k, const Table *table,
                              Arena *keep);

#endif
