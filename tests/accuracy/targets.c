/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision and recall of the targets against hand codes, by value and unit (normalised)
 * per measure.
 *
 *   targets UNITS.tsv GOLD.tsv [-v]     each row of UNITS is one measure; -v lists what
 * was missed and what was surplus targets -l FILE...                  no gold: lists the
 * targets of every line of plain text, to be read by eye */
#include "base/base.h"

#include "base/file.h"
#include "plan/numeral.h"
#include "plan/targets.h"
#include "plan/units.h"

typedef struct {
    Slice id, text;
} Measure;

typedef struct {
    double value, high;
    bool redacted;
    Slice norm, comparator, written;
    bool met;
} Want;

typedef VEC(Want) WantList;

typedef struct {
    size_t measures, met, missed, surplus, comparators;
} Score;

static Slice column(Slice line, size_t n) {
    Cut cut = slice_cut(line, S("\t"));
    for (; n; n--)
        cut = slice_cut(cut.tail, S("\t"));
    return cut.head;
}

static bool next_line(Slice *rest, Slice *line) {
    if (rest->n == 0)
        return false;
    Cut cut = slice_cut(*rest, S("\n"));
    *line = cut.head;
    *rest = cut.tail;
    return true;
}

/* ">=1|小时|object": the value and unit are read as the tool reads them. */
static Want read_want(Slice entry, Arena *keep) {
    Cut value = slice_cut(entry, S("|")), unit = slice_cut(value.tail, S("|"));
    Want want = {.written = entry};
    size_t sign = 0;
    while (sign < value.head.n && strchr("<>=~", value.head.p[sign]))
        sign++;
    want.comparator = sign ? slice_sub(value.head, 0, sign) : S("=");
    Slice text = arena_format(keep, "%.*s%.*s",
                              SLICE_ARG(slice_sub(value.head, sign, value.head.n)),
                              SLICE_ARG(unit.head));
    Numeral numeral;
    if (!numeral_at(text, 0, &numeral))
        return want;
    const Unit *found = numeral.kind == NUMERAL_PERCENT ? unit_percent()
                                                        : unit_at(text, numeral.span.end);
    double factor = numeral.scale * (found ? found->factor : 1);
    want.value = numeral.value * factor;
    want.high = numeral.has_high ? numeral.high * factor : 0;
    want.redacted = numeral.redacted;
    want.norm = found ? slice_of(found->norm) : unit.head;
    return want;
}

static bool is_close(double a, double b) {
    double difference = a > b ? a - b : b - a;
    return difference <= 1e-9 * (a > b ? a : b);
}

static bool is_same(const Want *want, const Target *target) {
    double factor = target->value > 0 ? target->value_norm / target->value : 1;
    return want->redacted == target->redacted &&
           slice_equal(want->norm, target->unit_norm) &&
           is_close(want->value, target->value_norm) &&
           is_close(want->high, target->has_high ? target->high * factor : 0);
}

static void print_target(const char *head, Slice id, const Target *t, Slice text) {
    printf("%s %.*s\t%s%.*s|%.*s|%.*s\t%s%.*s\t%.*s\n", head, SLICE_ARG(id),
           comparator_word(t->comparator), SLICE_ARG(t->value_text), SLICE_ARG(t->unit),
           SLICE_ARG(t->object), t->has_baseline ? "baseline " : "", SLICE_ARG(t->period),
           SLICE_ARG(text));
}

static void compare(const Measure *measure, WantList *wants, const TargetList *found,
                    bool list, Score *score) {
    for (size_t i = 0; i < found->n; i++) {
        const Target *target = &found->at[i];
        size_t k = 0;
        while (k < wants->n && (wants->at[k].met || !is_same(&wants->at[k], target)))
            k++;
        if (k < wants->n) {
            wants->at[k].met = true;
            score->met++;
            bool same = slice_equal(slice_of(comparator_word(target->comparator)),
                                    wants->at[k].comparator);
            score->comparators += same;
            if (list && !same)
                print_target("COMPARATOR", measure->id, target, wants->at[k].written);
            continue;
        }
        score->surplus++;
        if (list)
            print_target("SURPLUS", measure->id, target, measure->text);
    }
    for (size_t k = 0; k < wants->n; k++) {
        if (wants->at[k].met)
            continue;
        score->missed++;
        if (list)
            printf("MISSED %.*s\t%.*s\t%.*s\n", SLICE_ARG(measure->id),
                   SLICE_ARG(wants->at[k].written), SLICE_ARG(measure->text));
    }
}

static Slice find_measure(Slice units, Slice id) {
    Slice line;
    while (next_line(&units, &line))
        if (slice_equal(column(line, 0), id))
            return column(line, 4);
    return (Slice){0};
}

static int score(Slice units, Slice gold, bool list) {
    Score total = {0};
    Slice line;
    next_line(&gold, &line);
    while (next_line(&gold, &line)) {
        Arena keep = {0};
        WantList wants = {0};
        TargetList found = {0};
        Measure measure = {column(line, 0), find_measure(units, column(line, 0))};
        Slice entries = column(line, 2);
        while (entries.n && !slice_equal(entries, S("-"))) {
            Cut cut = slice_cut(entries, S(";"));
            vec_push(&wants, read_want(cut.head, &keep));
            entries = cut.tail;
        }
        targets_find(measure.text, 0, &keep, &found);
        compare(&measure, &wants, &found, list, &total);
        total.measures++;
        vec_release(&wants);
        vec_release(&found);
        arena_release(&keep);
    }
    double precision = total.met + total.surplus
                           ? (double)total.met / (double)(total.met + total.surplus)
                           : 1;
    double recall = total.met + total.missed
                        ? (double)total.met / (double)(total.met + total.missed)
                        : 1;
    printf(
        "targets: precision %.3f (%zu of %zu), recall %.3f (%zu of %zu), comparator right %zu of %zu, %zu measures\n",
        precision, total.met, total.met + total.surplus, recall, total.met,
        total.met + total.missed, total.comparators, total.met, total.measures);
    return precision >= 0.95 && recall >= 0.95 ? 0 : 1;
}

/* The sentence around a span, for a reader's eye. */
static Slice around(Slice line, Span span) {
    size_t at = span.at > 60 ? span.at - 60 : 0, end = span.end + 45;
    while (at < span.at && (line.p[at] & 0xC0) == 0x80)
        at++;
    while (end < line.n && (line.p[end] & 0xC0) == 0x80)
        end++;
    return slice_sub(line, at, end);
}

static void list_file(Slice name, Slice text) {
    Slice line;
    while (next_line(&text, &line)) {
        Arena keep = {0};
        TargetList found = {0};
        targets_find(line, 0, &keep, &found);
        for (size_t i = 0; i < found.n; i++)
            print_target("", name, &found.at[i], around(line, found.at[i].span));
        vec_release(&found);
        arena_release(&keep);
    }
}

int main(int argc, char **argv) {
    Buf files[2] = {0};
    Err err = {0};
    bool list_only = argc > 2 && strcmp(argv[1], "-l") == 0;
    for (int i = 2; list_only && i < argc; i++) {
        buf_clear(&files[0]);
        if (!file_read(slice_of(argv[i]), 0, &files[0], &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 3;
        }
        list_file(path_stem(slice_of(argv[i])), buf_slice(&files[0]));
    }
    int status = 0;
    if (!list_only) {
        if (argc < 3 || !file_read(slice_of(argv[1]), 0, &files[0], &err) ||
            !file_read(slice_of(argv[2]), 0, &files[1], &err)) {
            fprintf(stderr, "%s\n",
                    *err.text ? err.text : "targets UNITS.tsv GOLD.tsv [-v]");
            return 2;
        }
        status = score(buf_slice(&files[0]), buf_slice(&files[1]), argc > 3);
    }
    buf_release(&files[0]);
    buf_release(&files[1]);
    return status;
}
