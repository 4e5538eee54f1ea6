/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in the texts of the nodes: a plain scan. Chinese is searched by
 * substrings, mostly of two characters, which SQLite's trigram index cannot answer; at
 * 3,000 plans the scan takes a third of a second and no index has to be kept. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"
#include "store/words_p.h"

/* ---- Matching ---- */

/* Letters of either case and full-width forms count as one. */
static uint32_t fold(uint32_t rune) {
    if (rune >= 0xff01 && rune <= 0xff5e)
        rune -= 0xff01 - '!';
    if (rune == 0x3000)
        rune = ' ';
    return rune >= 'A' && rune <= 'Z' ? rune - 'A' + 'a' : rune;
}

typedef struct {
    const uint32_t *runes; /* folded */
    size_t n;
    Slice start; /* the bytes it begins with in every text that holds it; empty when it
                    begins with a folded one */
} Needle;

static Needle needle_of(Slice word, Arena *keep) {
    uint32_t *runes = ARENA_ARRAY(keep, uint32_t, word.n);
    Needle needle = {runes, 0, {word.p, 0}};
    for (size_t at = 0; at < word.n;) {
        Rune rune = utf8_decode(word, at);
        uint32_t folded = fold(rune.rune);
        if (folded == rune.rune && folded >= 0x80 && needle.start.n == at)
            needle.start.n = at + rune.length;
        at += rune.length;
        runes[needle.n++] = folded;
    }
    return needle;
}

/* The end of the word where the text holds it at this byte; SIZE_MAX where it does not.
 */
static size_t match_at(Slice text, size_t at, const Needle *needle) {
    for (size_t i = 0; i < needle->n; i++) {
        if (at >= text.n)
            return SIZE_MAX;
        Rune rune = utf8_decode(text, at);
        if (fold(rune.rune) != needle->runes[i])
            return SIZE_MAX;
        at += rune.length;
    }
    return at;
}

/* The next byte at which the word may begin: its fixed bytes, or a character that folds
 * to its first one. */
static size_t next_candidate(Slice text, size_t at, const Needle *needle) {
    if (needle->start.n)
        return slice_find(text, needle->start, at);
    for (; at < text.n; at++) {
        unsigned char byte = (unsigned char)text.p[at];
        bool may =
            byte < 0x80 ? fold(byte) == needle->runes[0] : byte == 0xef || byte == 0xe3;
        if (may)
            return at;
    }
    return SIZE_MAX;
}

/* The first place at or behind `at`. */
static bool find_word(Slice text, size_t at, const Needle *needle, Span *hit) {
    while ((at = next_candidate(text, at, needle)) != SIZE_MAX) {
        size_t end = match_at(text, at, needle);
        if (end != SIZE_MAX) {
            *hit = (Span){at, end};
            return true;
        }
        at++;
    }
    return false;
}

/* ---- Nodes ---- */

typedef struct {
    Store *store;
    const Search *search;
    Needle needle;
    Arena *keep;
    VEC(SearchHit) rows;
    VEC(Span) spans; /* of one text */
    bool more;
} Searching;

static Heading *heading_place(SearchHit *hit, NodeKind kind) {
    switch (kind) {
    case NODE_SECTION: return &hit->section;
    case NODE_SUBSECTION: return &hit->subsection;
    case NODE_TASK: return &hit->task;
    default: return NULL;
    }
}

/* What a node stands under, from below: parents have smaller ids, so this ends. */
static void fill_above(Searching *searching, SearchHit *hit) {
    Db *db = searching->store->db;
    for (int64_t id = hit->id, below = id + 1;
         id < below && measure_node(id) && !db_failed(db);) {
        Stmt *stmt = db_stmt(
            db,
            "SELECT parent, kind, number, text FROM node LEFT JOIN node_text ON node = id"
            " WHERE id = @id");
        stmt_bind_int(stmt, "@id", id);
        below = id;
        if (!stmt_step(stmt))
            return;
        id = stmt_int(stmt, 0);
        Heading *place = heading_place(
            hit, (NodeKind)WORD_VALUE(db, node_kind_words, stmt_text(stmt, 1)));
        if (place && !place->text.n && !place->number.n) {
            place->number = arena_copy(searching->keep, stmt_text(stmt, 2));
            place->text = arena_copy(searching->keep, stmt_text(stmt, 3));
        }
        stmt_end(stmt);
    }
}

static bool is_leaf(NodeKind kind) {
    return kind == NODE_MEASURE || kind == NODE_PREAMBLE || kind == NODE_CHROME;
}

static void fill_node(Searching *searching, SearchHit *hit) {
    Db *db = searching->store->db;
    Stmt *stmt = db_stmt(
        db,
        "SELECT kind, part, body_at, body_end, heading_at, heading_end FROM node WHERE id = @id");
    stmt_bind_int(stmt, "@id", hit->id);
    if (stmt_step(stmt)) {
        hit->kind = (NodeKind)WORD_VALUE(db, node_kind_words, stmt_text(stmt, 0));
        hit->part = (PlanPart)WORD_VALUE(db, plan_part_words, stmt_text(stmt, 1));
        int place = is_leaf(hit->kind) ? 2 : 4;
        hit->span =
            (Span){(size_t)stmt_int(stmt, place), (size_t)stmt_int(stmt, place + 1)};
    }
    stmt_end(stmt);
}

static void add_hit(Searching *searching, int64_t plan, int64_t id, Slice text) {
    SearchHit hit = {.id = id, .plan = plan};
    fill_node(searching, &hit);
    if (hit.kind == NODE_CHROME && !searching->search->everywhere)
        return;
    if (searching->search->limit && searching->rows.n == searching->search->limit) {
        searching->more = true;
        return;
    }
    hit.text = arena_copy(searching->keep, text);
    hit.hits = keep_array(searching->keep, searching->spans.at, searching->spans.n,
                          sizeof(Span));
    hit.n_hits = searching->spans.n;
    fill_above(searching, &hit);
    vec_push(&searching->rows, hit);
}

/* The texts alone: what else is wanted of a node is asked only where the word stands. */
static void search_plan(Searching *searching, int64_t plan) {
    Stmt *stmt = db_stmt(
        searching->store->db,
        "SELECT node, text FROM node_text WHERE node BETWEEN @from AND @to ORDER BY node");
    bind_nodes(stmt, plan);
    while (!searching->more && stmt_step(stmt)) {
        Slice text = stmt_text(stmt, 1);
        Span span = {0};
        searching->spans.n = 0;
        while (find_word(text, span.end, &searching->needle, &span))
            vec_push(&searching->spans, span);
        if (searching->spans.n)
            add_hit(searching, plan, stmt_int(stmt, 0), text);
    }
    stmt_end(stmt);
}

bool store_search(Store *store, const Search *search, Arena *keep, SearchList *hits,
                  Err *err) {
    Searching searching = {.store = store, .search = search, .keep = keep};
    searching.needle = needle_of(search->word, keep);
    db_begin_read(store->db);
    if (!searching.needle.n)
        db_fail(store->db, T("no word to look for", "没有要查找的词"));
    size_t n;
    const PlanName *plans = plan_names(store, search->plans, search->n_plans, keep, &n);
    for (size_t i = 0; i < n && !searching.more; i++)
        search_plan(&searching, plans[i].id);
    *hits = (SearchList){
        keep_array(keep, searching.rows.at, searching.rows.n, sizeof *searching.rows.at),
        searching.rows.n, searching.more};
    vec_release(&searching.rows);
    vec_release(&searching.spans);
    return db_commit(store->db, err);
}
