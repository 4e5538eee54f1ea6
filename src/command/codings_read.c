/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdarg.h>

#include "base/normalize.h"
#include "base/utf8.h"
#include "command/coding_sheet.h"
#include "command/codings_read.h"
#include "command/measure_key.h"

enum { HEADER_ROWS = 20, CUT_FROM = 32000 };

void sheet_codings_release(SheetCodings *codings) {
    vec_release(&codings->codings);
    vec_release(&codings->faults);
}

/* ---- The head of the sheet ---- */

typedef struct {
    const Sheet *sheet;
    size_t first; /* row behind the header */
    size_t key, plan, text;
    VEC(size_t) codes; /* columns */
} Layout;

static bool read_header(const Sheet *sheet, size_t at, Layout *layout) {
    const SheetRow *row = &sheet->rows[at];
    layout->key = layout->plan = layout->text = SIZE_MAX;
    layout->codes.n = 0;
    for (size_t i = 0; i < row->n; i++) {
        SheetColumn column = sheet_column_of(row->cells[i]);
        if (column == SHEET_KEY && layout->key == SIZE_MAX)
            layout->key = i;
        else if (column == SHEET_PLAN && layout->plan == SIZE_MAX)
            layout->plan = i;
        else if (column == SHEET_TEXT && layout->text == SIZE_MAX)
            layout->text = i;
        else if (column >= SHEET_CODE_1 && column <= SHEET_CODE_4)
            vec_push(&layout->codes, i);
    }
    layout->sheet = sheet;
    layout->first = at + 1;
    bool named =
        layout->key != SIZE_MAX || (layout->plan != SIZE_MAX && layout->text != SIZE_MAX);
    return named && layout->codes.n;
}

/* The first row that names the columns: people put titles above it. */
static bool find_header(const SheetBook *book, Layout *layout, Err *err) {
    for (size_t i = 0; i < book->n; i++) {
        const Sheet *sheet = &book->at[i];
        for (size_t k = 0; k < sheet->n && k < HEADER_ROWS; k++) {
            if (read_header(sheet, k, layout))
                return true;
        }
    }
    Buf found = {0};
    const SheetRow *row = book->n && book->at[0].n ? &book->at[0].rows[0] : NULL;
    for (size_t i = 0; row && i < row->n && i < 12; i++)
        buf_format(&found, "%s%.*s", i ? ", " : "",
                   SLICE_ARG(utf8_cut(row->cells[i], 40)));
    err_set(
        err,
        T("no columns \"key\" (or \"plan\" and \"measure\") and \"code 1\"; the first "
          "row has: %.*s",
          "找不到“键”（或“计划”与“举措”）和“编码1”列；首行为：%.*s"),
        SLICE_ARG(buf_slice(&found)));
    buf_release(&found);
    return false;
}

/* ---- The plans and their measures ---- */

typedef struct {
    int64_t id;
    MeasureList measures;
    MeasureKeys *keys; /* NULL until a row asks for the plan */
    size_t *rows;      /* by measure: the sheet's row that codes it, 0 */
} SheetPlan;

typedef struct {
    Store *store;
    Arena *keep;
    Arena scratch; /* of the whole reading */
    const SheetBook *book;
    Layout layout;
    PlanList plans;
    ThemeList themes;
    Slice *names;  /* folded: code, en, zh of each theme */
    SheetPlan *at; /* by plan */
    size_t last;   /* the plan of the row before */
    SheetCodings *out;
} Reading;

static SheetPlan *load_plan(Reading *reading, size_t i, Err *err) {
    SheetPlan *plan = &reading->at[i];
    if (plan->keys)
        return plan;
    Arena *scratch = &reading->scratch;
    plan->id = reading->plans.at[i].id;
    int64_t *ids = ARENA_NEW(scratch, int64_t);
    *ids = plan->id;
    MeasureFilter filter = {
        .plans = ids, .n_plans = 1, .parts = (1u << PLAN_PARTS_COUNT) - 1};
    if (!store_measures(reading->store, &filter, scratch, &plan->measures, err))
        return NULL;
    plan->keys = measure_keys(&plan->measures, scratch);
    plan->rows = ARENA_ARRAY(scratch, size_t, plan->measures.n);
    return plan;
}

/* By slug or whole title; SIZE_MAX. */
static size_t find_plan(Reading *reading, Slice name) {
    size_t last = reading->last;
    if (last < reading->plans.n && slice_equal(reading->plans.at[last].slug, name))
        return last;
    for (size_t i = 0; i < reading->plans.n; i++) {
        if (slice_equal(reading->plans.at[i].slug, name))
            return reading->last = i;
    }
    for (size_t i = 0; i < reading->plans.n && name.n; i++) {
        if (slice_equal(reading->plans.at[i].title, name))
            return i;
    }
    return SIZE_MAX;
}

/* ---- Codes ---- */

static Slice fold(Slice text, Arena *keep) {
    return text_fold(keep, text, FOLD_CASE | FOLD_SPACE).text;
}

static void fold_themes(Reading *reading) {
    size_t n = reading->themes.n;
    reading->names = ARENA_ARRAY(&reading->scratch, Slice, 3 * n);
    for (size_t i = 0; i < n; i++) {
        const ThemeInfo *theme = &reading->themes.at[i];
        reading->names[3 * i] = fold(theme->code, &reading->scratch);
        reading->names[3 * i + 1] = fold(theme->en, &reading->scratch);
        reading->names[3 * i + 2] = fold(theme->zh, &reading->scratch);
    }
}

/* A theme's code, its name, or both ("sports.school 学校体育"); SIZE_MAX. */
static size_t find_theme(const Reading *reading, Slice word, Arena *scratch) {
    Slice whole = fold(word, scratch);
    size_t n = reading->themes.n;
    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < n; i++) {
            if (slice_equal(reading->names[3 * i + k], whole))
                return i;
        }
    }
    for (size_t i = 0; i < n; i++) {
        Slice code = reading->names[3 * i];
        if (!slice_starts(whole, code))
            continue;
        Slice rest = slice_sub(whole, code.n, whole.n);
        if (slice_equal(rest, reading->names[3 * i + 1]) ||
            slice_equal(rest, reading->names[3 * i + 2]))
            return i;
    }
    return SIZE_MAX;
}

static bool is_none(Slice word) {
    static const char *const words[] = {"-", "--", "—", "——", "–", "－", "无", "none"};
    bool is = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !is; i++)
        is = slice_equal(word, slice_of(words[i]));
    return is;
}

typedef struct {
    SliceList themes;
    Slice unknown; /* the first word that is no code */
    bool none;     /* "-" */
} RowCodes;

static void add_word(const Reading *reading, Slice word, RowCodes *codes,
                     Arena *scratch) {
    word = slice_trim(word);
    if (slice_starts(word, S("'"))) /* a spreadsheet's guard against formulas */
        word = slice_trim(slice_sub(word, 1, word.n));
    if (word.n == 0)
        return;
    /* "- 无" is an entry of the drop-down list. */
    if (is_none(slice_cut(word, S(" ")).head)) {
        codes->none = true;
        return;
    }
    size_t theme = find_theme(reading, word, scratch);
    if (theme == SIZE_MAX) {
        codes->unknown = codes->unknown.n ? codes->unknown : word;
        return;
    }
    Slice code = reading->themes.at[theme].code;
    for (size_t i = 0; i < codes->themes.n; i++) {
        if (slice_equal(codes->themes.at[i], code))
            return;
    }
    vec_push(&codes->themes, code);
}

static void add_cell(const Reading *reading, Slice cell, RowCodes *codes,
                     Arena *scratch) {
    static const char *const separators[] = {",", ";", "，", "；", "、", "|", "\n"};
    while (cell.n) {
        Cut first = {.head = cell};
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
            Cut cut = slice_cut(cell, slice_of(separators[i]));
            if (cut.found && cut.head.n < first.head.n)
                first = cut;
        }
        add_word(reading, first.head, codes, scratch);
        cell = first.tail;
    }
}

/* ---- Rows ---- */

static Slice cell_of(const SheetRow *row, size_t column) {
    return column < row->n ? row->cells[column] : (Slice){0};
}

static void add_fault(Reading *reading, size_t row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void add_fault(Reading *reading, size_t row, const char *format, ...) {
    char text[1024];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    Slice what = utf8_cut((Slice){text, length}, sizeof text);
    vec_push(&reading->out->faults, (SheetFault){row, arena_copy(reading->keep, what)});
}

/* Whether the sheet's words are the measure's. White space does not count; in an encoding
 * that lacks characters "?" stands for any. */
static bool same_words(const Reading *reading, Slice sheet, Slice measure) {
    size_t i = 0, k = 0;
    if (slice_starts(sheet, S("'")) && !slice_starts(measure, S("'")))
        i = 1;
    if (measure.n > CUT_FROM)
        return true; /* a cell may not hold it whole */
    for (;;) {
        while (i < sheet.n && rune_is_space(utf8_decode(sheet, i).rune))
            i += utf8_decode(sheet, i).length;
        while (k < measure.n && rune_is_space(utf8_decode(measure, k).rune))
            k += utf8_decode(measure, k).length;
        if (i >= sheet.n || k >= measure.n)
            return i >= sheet.n && k >= measure.n;
        Rune a = utf8_decode(sheet, i), b = utf8_decode(measure, k);
        if (a.rune != b.rune && !(reading->book->replaced && a.rune == '?'))
            return false;
        i += a.length;
        k += b.length;
    }
}

/* The measure a row is about; NULL with a fault, or with err on failure. */
static const MeasureRow *find_measure(Reading *reading, const SheetRow *row,
                                      SheetPlan **plan, Err *err) {
    const Layout *layout = &reading->layout;
    Slice text = cell_of(row, layout->text);
    MeasureKey key = {.slug = cell_of(row, layout->plan)};
    Slice written = layout->key == SIZE_MAX ? S("") : cell_of(row, layout->key);
    if (layout->key != SIZE_MAX && !measure_key_parse(written, &key)) {
        add_fault(reading, row->number, T("the key \"%.*s\" is none", "键“%.*s”无法识别"),
                  SLICE_ARG(utf8_cut(written, 100)));
        return NULL;
    }
    if (layout->key == SIZE_MAX)
        key.hash = measure_hash(text, &reading->scratch);
    size_t i = find_plan(reading, key.slug);
    if (i == SIZE_MAX) {
        add_fault(reading, row->number,
                  T("the project has no plan \"%.*s\"", "项目中没有计划“%.*s”"),
                  SLICE_ARG(utf8_cut(key.slug, 100)));
        return NULL;
    }
    *plan = load_plan(reading, i, err);
    if (!*plan)
        return NULL;
    const MeasureRow *measure = measure_by_key((*plan)->keys, &key);
    if (!measure)
        add_fault(reading, row->number,
                  T("%.*s has no such measure any more, or has it twice",
                    "%.*s 中已没有该举措，或有两条相同举措"),
                  SLICE_ARG(key.slug));
    if (measure && text.n && !same_words(reading, text, measure->text)) {
        add_fault(reading, row->number,
                  T("the measure's words were changed in the sheet: \"%.*s\"",
                    "举措文字在表中被改动：“%.*s”"),
                  SLICE_ARG(utf8_cut(text, 120)));
        measure = NULL;
    }
    return measure;
}

static bool codes_are_sound(Reading *reading, const SheetRow *row,
                            const RowCodes *codes) {
    size_t before = reading->out->faults.n;
    if (codes->unknown.n)
        add_fault(reading, row->number, T("unknown code \"%.*s\"", "未知编码“%.*s”"),
                  SLICE_ARG(utf8_cut(codes->unknown, 100)));
    if (codes->none && codes->themes.n)
        add_fault(reading, row->number, "%s",
                  T("\"-\" (no theme) beside a code", "“-”（无主题）与其他编码并存"));
    return reading->out->faults.n == before;
}

static bool read_row(Reading *reading, const SheetRow *row, Err *err) {
    RowCodes codes = {0};
    Arena scratch = {0};
    Err failed = {0};
    for (size_t i = 0; i < reading->layout.codes.n; i++)
        add_cell(reading, cell_of(row, reading->layout.codes.at[i]), &codes, &scratch);
    bool blank = !codes.none && !codes.themes.n && !codes.unknown.n;
    size_t place =
        reading->layout.key == SIZE_MAX ? reading->layout.text : reading->layout.key;
    reading->out->blank += blank && cell_of(row, place).n;
    SheetPlan *plan = NULL;
    const MeasureRow *measure = NULL;
    if (!blank) {
        bool sound = codes_are_sound(reading, row, &codes);
        measure = find_measure(reading, row, &plan, &failed);
        size_t *other = measure ? &plan->rows[measure - plan->measures.at] : NULL;
        if (other && *other)
            add_fault(reading, row->number,
                      T("the same measure as row %zu", "与第 %zu 行是同一举措"), *other);
        if (other && !*other && sound) {
            Slice *themes = ARENA_ARRAY(reading->keep, Slice, codes.themes.n);
            for (size_t i = 0; i < codes.themes.n; i++)
                themes[i] = codes.themes.at[i];
            vec_push(&reading->out->codings,
                     (SheetCoding){row->number, plan->id, measure->id, measure->span,
                                   themes, codes.themes.n});
        }
        if (other && !*other)
            *other = row->number;
    }
    vec_release(&codes.themes);
    arena_release(&scratch);
    return !failed.text[0] || err_set(err, "%s", failed.text);
}

bool sheet_codings_read(Store *store, const SheetBook *book, Arena *keep,
                        SheetCodings *codings, Err *err) {
    Reading reading = {.store = store, .keep = keep, .book = book, .out = codings};
    bool ok = find_header(book, &reading.layout, err) &&
              store_plans(store, keep, &reading.plans, err) &&
              store_themes(store, keep, &reading.themes, err);
    if (ok) {
        fold_themes(&reading);
        reading.at = ARENA_ARRAY(&reading.scratch, SheetPlan, reading.plans.n);
    }
    const Sheet *sheet = reading.layout.sheet;
    for (size_t i = reading.layout.first; ok && i < sheet->n; i++)
        ok = read_row(&reading, &sheet->rows[i], err);
    vec_release(&reading.layout.codes);
    arena_release(&reading.scratch);
    return ok;
}
