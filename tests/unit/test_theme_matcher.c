/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matcher and the folded view against naive ones, on random texts from a fixed seed.
 */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "theme/fold_p.h"
#include "theme/matcher_p.h"

static uint64_t state = 20240607;

static uint32_t below(uint32_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* Few different characters, so that terms overlap, nest and repeat. */
static void add_random(Buf *out, size_t runes, const char *const *alphabet, uint32_t n) {
    for (size_t i = 0; i < runes; i++)
        buf_add(out, slice_of(alphabet[below(n)]));
}

static const char *const characters[] = {"校", "外", "培", "训", "a", "、", "学"};

static int compare_hits(const void *left, const void *right) {
    const Hit *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return (a->literal > b->literal) - (a->literal < b->literal);
}

static void naive_scan(const SliceList *literals, Slice text, Hits *hits) {
    for (uint32_t i = 0; i < literals->n; i++) {
        for (size_t at = 0; (at = slice_find(text, literals->at[i], at)) != SIZE_MAX;
             at++)
            vec_push(hits, (Hit){(uint32_t)at, (uint32_t)(at + literals->at[i].n), i});
    }
}

static void check_against_naive(const SliceList *literals, Slice text) {
    Err err = {0};
    Matcher *matcher = matcher_new(literals->at, literals->n, &err);
    assert_non_null(matcher);
    MatcherScratch *scratch = matcher_scratch_new(matcher);
    Hits got = {0}, wanted = {0};
    matcher_scan(matcher, scratch, text, &got);
    naive_scan(literals, text, &wanted);
    assert_int_equal(got.n, wanted.n);
    if (got.n) {
        qsort(got.at, got.n, sizeof(Hit), compare_hits);
        qsort(wanted.at, wanted.n, sizeof(Hit), compare_hits);
        assert_memory_equal(got.at, wanted.at, got.n * sizeof(Hit));
    }
    vec_release(&got);
    vec_release(&wanted);
    matcher_scratch_free(scratch);
    matcher_free(matcher);
}

static void random_terms_are_all_found(void **unused) {
    (void)unused;
    for (size_t round = 0; round < 150; round++) {
        Arena arena = {0};
        SliceList literals = {0};
        size_t n = 1 + below(40);
        for (size_t i = 0; i < n; i++) {
            Buf term = {0};
            add_random(&term, 1 + below(5), characters, 7);
            bool known = false;
            for (size_t k = 0; k < literals.n; k++)
                known |= slice_equal(literals.at[k], buf_slice(&term));
            if (!known)
                vec_push(&literals, arena_copy(&arena, buf_slice(&term)));
            buf_release(&term);
        }
        Buf text = {0};
        add_random(&text, below(400), characters, 7);
        check_against_naive(&literals, buf_slice(&text));
        buf_release(&text);
        vec_release(&literals);
        arena_release(&arena);
    }
}

static void no_terms_find_nothing(void **unused) {
    (void)unused;
    SliceList none = {0};
    check_against_naive(&none, S("校外培训"));
    SliceList one = {0};
    vec_push(&one, S("校"));
    check_against_naive(&one, S(""));
    check_against_naive(&one, S("校校校"));
    vec_release(&one);
}

/* Binary-looking literals are text like any other: nothing in them is a pattern. */
static void terms_are_literal(void **unused) {
    (void)unused;
    static const char *const terms[] = {".*", "(", "[校]", "\\d",
                                        "^",  "$", "a|b",  "\xEF\xBC\x88"};
    SliceList literals = {0};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        vec_push(&literals, slice_of(terms[i]));
    check_against_naive(&literals, S("a|b .* ( [校] \\d ^$ 校 7 \xEF\xBC\x88"));
    vec_release(&literals);
}

static void check_fold(const char *text, const char *view) {
    Arena arena = {0};
    Slice folded = fold_copy(&arena, slice_of(text));
    if (!slice_equal(folded, slice_of(view)))
        fail_msg("'%s' folded: '%.*s'", text, SLICE_ARG(folded));
    arena_release(&arena);
}

static void text_is_folded(void **unused) {
    (void)unused;
    check_fold("", "");
    check_fold("课后服务", "课后服务");
    check_fold("５＋２", "5+2");
    check_fold("“双减” ‘工作’", "双减工作");
    check_fold("校外培\n  训　机构", "校外培训机构");
    check_fold("AED、ＡＥＤ", "aed、aed");
    check_fold("（责任：教体局）", "(责任:教体局)");
    check_fold("「双减」\xC2\xA0\xE2\x80\x8B", "双减");
    check_fold("①—《办法》", "①—《办法》");
}

/* Each byte of the view leads back to the text it came from. */
static void folded_spans_lead_back(void **unused) {
    (void)unused;
    static const char *const pieces[] = {"校", "Ａ", "A",  " ",  "\n",
                                         "“",  "训", "，", "　", "7"};
    for (size_t round = 0; round < 300; round++) {
        Buf text = {0};
        Fold fold = {0};
        add_random(&text, 1 + below(60), pieces, 10);
        Slice whole = buf_slice(&text);
        size_t cut = 0; /* two spans, so that the map has a seam */
        while (cut < whole.n && (cut < whole.n / 2 || (whole.p[cut] & 0xC0) == 0x80))
            cut++;
        fold_add(&fold, whole, (Span){0, cut});
        fold_end_unit(&fold);
        fold_add(&fold, whole, (Span){cut, whole.n});
        Slice view = buf_slice(&fold.view);
        for (size_t at = 0; at < view.n;) {
            Rune rune = utf8_decode(view, at);
            size_t end = at + rune.length;
            if (view.p[at] != '\n') {
                Span span = fold_span(&fold, whole, (uint32_t)at, (uint32_t)end);
                Arena arena = {0};
                Slice again = fold_copy(&arena, slice_at(whole, span));
                assert_true(slice_equal(again, slice_sub(view, at, end)));
                arena_release(&arena);
            }
            at = end;
        }
        fold_release(&fold);
        buf_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_terms_are_all_found),
        cmocka_unit_test(no_terms_find_nothing),
        cmocka_unit_test(terms_are_literal),
        cmocka_unit_test(text_is_folded),
        cmocka_unit_test(folded_spans_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
