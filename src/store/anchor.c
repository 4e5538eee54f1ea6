/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People's codings point at passages of a text. When the text changes, each passage is
 * searched in the new one, white space not counted (line breaks move first when a page is
 * posted again). A passage that stands there more than once is told apart by its rank:
 * the second of three stays the second of three; where the number has changed the nearest
 * one is taken. What is not found keeps its old place and is flagged. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"

/* A text without its white space, and for each byte left where it stood. */
typedef struct {
    Slice text;
    const size_t *places;
} Squeezed;

static Squeezed squeeze(Slice text, Arena *keep) {
    char *bytes = arena_alloc(keep, text.n + 1);
    size_t *places = ARENA_ARRAY(keep, size_t, text.n + 1), n = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        for (size_t i = 0; i < rune.length && !rune_is_space(rune.rune); i++) {
            places[n] = at + i;
            bytes[n++] = text.p[at + i];
        }
        at += rune.length;
    }
    return (Squeezed){{bytes, n}, places};
}

/* The first squeezed byte that stood at or behind a place. */
static size_t squeezed_at(const Squeezed *squeezed, size_t place) {
    size_t low = 0, high = squeezed->text.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (squeezed->places[middle] < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t count_found(Slice text, Slice needle, size_t before) {
    size_t n = 0;
    for (size_t at = 0; (at = slice_find(text, needle, at)) < before; at++)
        n++;
    return n;
}

/* Where the passage stands now, in the squeezed new text; SIZE_MAX when nowhere. */
static size_t find_again(const Squeezed *old_text, const Squeezed *new_text, Slice needle,
                         size_t place) {
    size_t was = squeezed_at(old_text, place);
    size_t rank = count_found(old_text->text, needle, was);
    bool same = count_found(old_text->text, needle, SIZE_MAX) ==
                count_found(new_text->text, needle, SIZE_MAX);
    size_t best = SIZE_MAX, best_far = SIZE_MAX, n = 0;
    for (size_t at = 0; (at = slice_find(new_text->text, needle, at)) != SIZE_MAX;
         at++, n++) {
        size_t far = at > was ? at - was : was - at;
        if (same ? n == rank : far < best_far) {
            best = at;
            best_far = far;
        }
    }
    return best;
}

typedef struct {
    int64_t id;
    Span span;
    Slice text;
} Passage;

static size_t load_passages(Store *store, int64_t plan, Arena *keep, Passage **passages) {
    VEC(Passage) rows = {0};
    Stmt *stmt = db_stmt(store->db, "SELECT id, span_at, span_end, text FROM human_coding"
                                    " WHERE plan = @plan ORDER BY id");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt)) {
        Span span = {(size_t)stmt_int(stmt, 1), (size_t)stmt_int(stmt, 2)};
        vec_push(&rows, (Passage){stmt_int(stmt, 0), span,
                                  arena_copy(keep, stmt_text(stmt, 3))});
    }
    *passages = keep_array(keep, rows.at, rows.n, sizeof *rows.at);
    size_t n = rows.n;
    vec_release(&rows);
    return n;
}

static void move_passage(Store *store, const Passage *passage, bool found) {
    Stmt *stmt =
        db_stmt(store->db,
                "UPDATE human_coding SET span_at = @at, span_end = @end, found = @found"
                " WHERE id = @id");
    stmt_bind_int(stmt, "@at", (int64_t)passage->span.at);
    stmt_bind_int(stmt, "@end", (int64_t)passage->span.end);
    stmt_bind_int(stmt, "@found", found);
    stmt_bind_int(stmt, "@id", passage->id);
    stmt_run(stmt);
}

size_t anchor_humans(Store *store, int64_t plan, Slice old_text, Slice new_text) {
    Arena scratch = {0};
    Passage *passages;
    size_t n = load_passages(store, plan, &scratch, &passages), lost = 0;
    if (n) {
        Squeezed before = squeeze(old_text, &scratch),
                 after = squeeze(new_text, &scratch);
        for (size_t i = 0; i < n; i++) {
            Slice needle = squeeze(passages[i].text, &scratch).text;
            size_t at = needle.n
                            ? find_again(&before, &after, needle, passages[i].span.at)
                            : SIZE_MAX;
            if (at != SIZE_MAX)
                passages[i].span =
                    (Span){after.places[at], after.places[at + needle.n - 1] + 1};
            lost += at == SIZE_MAX;
            move_passage(store, &passages[i], at != SIZE_MAX);
        }
    }
    arena_release(&scratch);
    return lost;
}
