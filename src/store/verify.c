/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was just written is read back, before it is committed, and held against the text:
 * spans lie in it and begin and end at characters, the words stored beside a span are
 * those of the span, and the pieces cover the text. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"
#include "store/words_p.h"

typedef struct {
    Db *db;
    int64_t plan;
    Slice text;
} Check;

static void wrong(const Check *check, const char *what, int64_t id) {
    db_fail(
        check->db,
        T("%s %lld of plan %lld does not fit its text", "%s %lld（计划 %lld）与文本不符"),
        what, (long long)id, (long long)check->plan);
}

static bool on_border(Slice text, int64_t at) {
    return at >= 0 && (size_t)at <= text.n &&
           ((size_t)at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80);
}

static bool span_fits(Slice text, int64_t at, int64_t end) {
    return at <= end && on_border(text, at) && on_border(text, end);
}

/* The next byte that is no white space, from *at on; -1 at the end. */
static int next_ink(Slice text, size_t *at) {
    while (*at < text.n) {
        Rune rune = utf8_decode(text, *at);
        if (!rune_is_space(rune.rune))
            return (unsigned char)text.p[(*at)++];
        *at += rune.length;
    }
    return -1;
}

/* The words stand in the span in their order; what is left out between them is page
 * chrome in mid sentence. Continuation bytes decode as broken runes, which are no white
 * space: so bytes can be compared one by one. */
static bool words_within(Slice words, Slice span) {
    size_t i = 0, j = 0;
    for (;;) {
        int byte = next_ink(words, &i);
        if (byte < 0)
            return true;
        int there;
        do {
            there = next_ink(span, &j);
        } while (there >= 0 && there != byte);
        if (there < 0)
            return false;
    }
}

static void verify_nodes(const Check *check) {
    Stmt *stmt =
        db_stmt(check->db,
                "SELECT id, kind, span_at, span_end, number_at, number_end, heading_at,"
                " heading_end, body_at, body_end, text FROM node"
                " LEFT JOIN node_text ON node = id WHERE id BETWEEN @from AND @to");
    bind_nodes(stmt, check->plan);
    while (stmt_step(stmt)) {
        bool fits = true;
        for (int column = 2; column < 10; column += 2)
            fits = fits && span_fits(check->text, stmt_int(stmt, column),
                                     stmt_int(stmt, column + 1));
        size_t kind = WORD_VALUE(check->db, node_kind_words, stmt_text(stmt, 1));
        int place =
            kind == NODE_MEASURE || kind == NODE_PREAMBLE || kind == NODE_CHROME ? 8 : 6;
        Span span = {(size_t)stmt_int(stmt, place), (size_t)stmt_int(stmt, place + 1)};
        if (!fits || !words_within(stmt_text(stmt, 10), slice_at(check->text, span)))
            wrong(check, "node", stmt_int(stmt, 0));
    }
}

static void verify_pieces(const Check *check) {
    Stmt *stmt = db_stmt(
        check->db,
        "SELECT span_at, span_end FROM piece WHERE plan = @plan ORDER BY span_at");
    stmt_bind_int(stmt, "@plan", check->plan);
    int64_t end = 0;
    while (stmt_step(stmt)) {
        if (stmt_int(stmt, 0) != end || !span_fits(check->text, end, stmt_int(stmt, 1)))
            wrong(check, "piece at", stmt_int(stmt, 0));
        end = stmt_int(stmt, 1);
    }
    if ((size_t)end != check->text.n)
        wrong(check, "piece up to", end);
}

/* Tables of spans within a node: what was written beside each. */
static void verify_spans(const Check *check, const char *sql) {
    Stmt *stmt = db_stmt(check->db, sql);
    bind_nodes(stmt, check->plan);
    while (stmt_step(stmt)) {
        Span span = {(size_t)stmt_int(stmt, 1), (size_t)stmt_int(stmt, 2)};
        bool fits = span_fits(check->text, stmt_int(stmt, 1), stmt_int(stmt, 2));
        if (!fits || (!stmt_is_null(stmt, 3) &&
                      !slice_equal(slice_at(check->text, span), stmt_text(stmt, 3))))
            wrong(check, "fact in node", stmt_int(stmt, 0));
    }
}

static void verify_evidence(const Check *check) {
    Stmt *stmt = db_stmt(check->db, "SELECT evidence.node, span_at, hits FROM evidence"
                                    " JOIN node ON node.id = evidence.node"
                                    " WHERE evidence.node BETWEEN @from AND @to");
    bind_nodes(stmt, check->plan);
    while (stmt_step(stmt)) {
        Slice json = stmt_text(stmt, 2);
        int64_t from = stmt_int(stmt, 1);
        PackedHit hit;
        bool broken = false;
        while (evidence_next(&json, &hit, &broken))
            broken = broken ||
                     !span_fits(check->text, from + hit.at, from + hit.at + hit.length);
        if (broken)
            wrong(check, "evidence of node", stmt_int(stmt, 0));
    }
}

void verify_plan(Store *store, int64_t plan, Slice text) {
    Check check = {store->db, plan, text};
    Stmt *stmt = db_stmt(store->db, "SELECT text FROM plan WHERE id = @plan");
    stmt_bind_int(stmt, "@plan", plan);
    if (!stmt_step(stmt) || !slice_equal(stmt_text(stmt, 0), text))
        wrong(&check, "text", plan);
    stmt_end(stmt);
    verify_nodes(&check);
    verify_pieces(&check);
    verify_spans(
        &check,
        "SELECT node, span_at, span_end, written FROM duty WHERE node BETWEEN @from AND @to");
    verify_spans(
        &check,
        "SELECT node, clause_at, clause_end, NULL FROM duty WHERE node BETWEEN @from AND @to");
    verify_spans(
        &check,
        "SELECT node, span_at, span_end, NULL FROM target WHERE node BETWEEN @from AND @to");
    verify_spans(
        &check,
        "SELECT node, span_at, span_end, written FROM deadline WHERE node BETWEEN @from AND @to");
    verify_evidence(&check);
}
