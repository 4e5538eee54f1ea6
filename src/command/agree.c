/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree: machine against people, and people among themselves. */
#include "base/base.h"

#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/measure_key.h"
#include "command/session.h"
#include "command/wording.h"
#include "compare/agree.h"

enum { DRAWS_DEFAULT = 2000, SEED_DEFAULT = 1 };

typedef struct {
    SliceList coders;
    int64_t draws, seed;
    double level;
    bool disagreements, tidy;
} AgreeSettings;

static const Option options[] = {
    {"coder", 0, OPTION_LIST, offsetof(AgreeSettings, coders), "NAME", NULL,
     "only these coders (repeated): people, rules, model",
     "只比较这些编码者（可重复）：人、rules、model"},
    {"disagreements", 0, OPTION_FLAG, offsetof(AgreeSettings, disagreements), NULL, NULL,
     "the measures coded differently, with their words", "列出编码不一致的举措原文"},
    {"draws", 0, OPTION_COUNT, offsetof(AgreeSettings, draws), "N", NULL,
     "of the bootstrap (2000)", "自助法重抽样次数（默认 2000）"},
    {"seed", 0, OPTION_COUNT, offsetof(AgreeSettings, seed), "N", NULL,
     "of the bootstrap (1)", "自助法随机种子（默认 1）"},
    {"level", 0, OPTION_REAL, offsetof(AgreeSettings, level), "P", NULL,
     "confidence of the intervals (0.95)", "区间的置信水平（默认 0.95）"},
    {"tidy", 0, OPTION_FLAG, offsetof(AgreeSettings, tidy), NULL, NULL, "all columns",
     "显示全部列"},
};

/* ---- Disagreements ---- */

static Slice slug_of_plan(const PlanList *plans, int64_t id) {
    for (size_t i = 0; i < plans->n; i++) {
        if (plans->at[i].id == id)
            return plans->at[i].slug;
    }
    BUG("no plan %lld", (long long)id);
}

/* The codes of one coder that the other did not give (or, with `shared`, did). */
static Cell codes_cell(const AgreeStudy *study, size_t unit, const AgreeCoder *has,
                       const AgreeCoder *other, bool shared, Arena *arena) {
    Buf codes = {0};
    for (size_t theme = 0; theme < study->themes.n; theme++) {
        if (agree_has(study, has, unit, theme, false) &&
            agree_has(study, other, unit, theme, false) == shared)
            buf_format(&codes, "%s%.*s", codes.n ? " " : "",
                       SLICE_ARG(study->themes.at[theme].code));
    }
    Cell cell = cell_text(arena, buf_slice(&codes));
    buf_release(&codes);
    return cell;
}

/* Which words made a machine code what the person did not. */
static bool add_words(Store *store, const AgreeStudy *study, const Disagreement *at,
                      Cell *cell, Arena *arena, Err *err) {
    const AgreeCoder *reference = &study->coders[at->reference];
    const AgreeCoder *coder = &study->coders[at->coder];
    if (coder->person)
        return true;
    Arena scratch = {0};
    EvidenceList hits = {0};
    Buf words = {0};
    bool ok = store_evidence(store, study->units.at[at->unit].id,
                             arena_cstring(&scratch, coder->name), &scratch, &hits, err);
    for (size_t i = 0; i < hits.n; i++) {
        const EvidenceHit *hit = &hits.at[i];
        if (!agree_has(study, reference, at->unit, hit->theme, false))
            buf_format(&words, "%s%.*s%s", words.n ? "、" : "", SLICE_ARG(hit->term),
                       hit->from_heading ? T(" (heading)", "（标题）") : "");
    }
    *cell = cell_text(arena, buf_slice(&words));
    buf_release(&words);
    arena_release(&scratch);
    return ok;
}

static bool disagreements_table(Store *store, const AgreeStudy *study, Arena *arena,
                                Table *table, Err *err) {
    *table = table_new(arena, "disagreements",
                       slice_of(T("Measures coded differently", "编码不一致的举措")));
    const Column columns[] = {
        {"reference", T("reference", "参照"), COLUMN_TEXT, 0},
        {"coder", T("coder", "编码者"), COLUMN_TEXT, 0},
        {"key", T("key", "键"), COLUMN_TEXT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("measure", "举措"), COLUMN_TEXT, 0},
        {"only_reference", T("only reference", "仅参照"), COLUMN_TEXT, 0},
        {"only_coder", T("only coder", "仅编码者"), COLUMN_TEXT, 0},
        {"both", T("both", "均编入"), COLUMN_TEXT, 0},
        {"words", T("words of the coder's own codes", "编码者独有编码的依据"),
         COLUMN_TEXT, 0},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
    DisagreementList list = agree_disagreements(study, arena);
    for (size_t i = 0; i < list.n; i++) {
        const Disagreement *at = &list.at[i];
        const MeasureRow *measure = &study->units.at[at->unit];
        const AgreeCoder *a = &study->coders[at->reference],
                         *b = &study->coders[at->coder];
        Slice slug = slug_of_plan(&study->plans, measure->plan);
        Cell *row = table_row(table);
        row[0] = cell_text(arena, a->name);
        row[1] = cell_text(arena, b->name);
        row[2] = cell_with(arena, cell_text(arena, measure_key(slug, measure, arena)),
                           &measure->id, 1);
        row[3] = cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                                &measure->task, arena));
        row[4] = cell_text(arena, measure->text);
        row[5] = codes_cell(study, at->unit, a, b, false, arena);
        row[6] = codes_cell(study, at->unit, b, a, false, arena);
        row[7] = codes_cell(study, at->unit, a, b, true, arena);
        if (!add_words(store, study, at, &row[8], arena, err))
            return false;
    }
    table_note(table,
               T("%zu disagreements on %zu measures that people coded. Why a machine "
                 "missed a code: plancmp explain KEY.",
                 "人工编码的举措中不一致 %zu 处（共 %zu 条）。机器漏编的原因：plancmp "
                 "explain 键。"),
               list.n, study->units.n);
    return true;
}

/* ---- The command ---- */

static const char *const terminal_columns[] = {
    "theme_name", "reference", "coder", "n",     "both",      "only_reference",
    "only_coder", "percent",   "kappa", "alpha", "alpha_low", "alpha_high",
    "precision",  "recall",    "f1",    NULL};
static const char *const disagreement_columns[] = {
    "reference", "coder", "key", "text", "only_reference", "only_coder", "words", NULL};

static int show(Context *context, const AgreeSettings *settings, Table *table) {
    const char *const *keys =
        settings->disagreements ? disagreement_columns : terminal_columns;
    Table view = {0};
    if (!settings->tidy)
        view = analysis_columns(table, keys, NULL);
    int status = session_show(context, table, settings->tidy ? NULL : &view);
    table_release(&view);
    return status;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    const AgreeSettings *settings = given;
    Err err = {0};
    AgreeOptions how = {
        .plans = *arguments,
        .coders = settings->coders,
        .how = {settings->seed ? (uint64_t)settings->seed : SEED_DEFAULT,
                settings->draws ? (size_t)settings->draws : DRAWS_DEFAULT,
                settings->level > 0 ? settings->level : 0.95},
    };
    if (how.how.level >= 1) {
        err_set(&err,
                T("--level is a share between 0 and 1, not %g",
                  "--level 应在 0 与 1 之间，而不是 %g"),
                how.how.level);
        command_fail(&err);
        return EXIT_USAGE;
    }
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    AgreeStudy study = {0};
    Table table = {0};
    bool ok = agree_load(store, &how, &context->arena, &study, &err);
    if (ok && settings->disagreements)
        ok = disagreements_table(store, &study, &context->arena, &table, &err);
    else if (ok)
        table = agree_table(&study, &how, &context->arena);
    int status = ok ? show(context, settings, &table) : command_fail(&err);
    table_release(&table);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp agree", "the rules against each person, and people among themselves",
     "规则编码与每位编码员、编码员之间的一致性"},
    {"plancmp agree --disagreements --coder 张三 --coder rules",
     "where they differ, with the words that decided", "不一致的举措及其依据"},
    {"plancmp agree -f csv -o agree.csv", "with all intervals", "含全部区间"},
};

const Command command_agree = {
    .name = "agree",
    .group = GROUP_PEOPLE,
    .arguments = "[PLAN…]",
    .en = "how far machine and people, and people among themselves, code alike",
    .zh = "机器与人、人与人之间的编码一致性",
    .more_en =
        "Agreement, Cohen's kappa, Krippendorff's alpha, precision, recall and F1, per theme and over all\n"
        "codes, on the measures both have coded; with bootstrap intervals that resample measures.",
    .more_zh =
        "在双方都编码的举措上，按主题及全部编码给出一致率、Cohen κ、Krippendorff α、精确率、召回率与 F1，\n"
        "附对举措重抽样的自助法区间。",
    COMMAND_EXAMPLES(examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(AgreeSettings),
    .repeatable = true,
    .run = run,
};
