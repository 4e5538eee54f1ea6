/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packed layout comes back as it was, and bytes that are no layout are refused. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "command/blocks.h"

static const char text[] = "一、标题\n第一句。\n单元格\n";

static Document sample(void) {
    Document document = {.text = {text, sizeof text - 1}};
    vec_push(&document.blocks,
             (Block){.kind = BLOCK_HEADING, .span = {0, 12}, .level = 2});
    vec_push(&document.blocks,
             (Block){.kind = BLOCK_LINE, .span = {13, 25}, .page = 300});
    vec_push(&document.blocks, (Block){.kind = BLOCK_CELL,
                                       .span = {26, 35},
                                       .table = 1,
                                       .row = 4,
                                       .column = 2,
                                       .rows = 3,
                                       .columns = 1,
                                       .header = true});
    vec_push(&document.diags, (Diag){"encoding-doubtful", {13, 25}, S("GB18030")});
    return document;
}

static void comes_back_as_it_was(void **state) {
    (void)state;
    Document document = sample(), again = {.text = document.text};
    Buf packed = {0};
    Arena arena = {0};
    Err err = {0};
    blocks_pack(&document, &packed);
    assert_true(blocks_unpack(buf_slice(&packed), &arena, &again, &err));
    assert_int_equal(again.blocks.n, 3);
    for (size_t i = 0; i < 3; i++) {
        const Block *a = &document.blocks.at[i], *b = &again.blocks.at[i];
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->span.at, b->span.at);
        assert_int_equal(a->span.end, b->span.end);
        assert_int_equal(a->level, b->level);
        assert_int_equal(a->table, b->table);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->column, b->column);
        assert_int_equal(a->rows, b->rows);
        assert_int_equal(a->columns, b->columns);
        assert_int_equal(a->header, b->header);
        assert_int_equal(a->page, b->page);
    }
    assert_int_equal(again.diags.n, 1);
    assert_string_equal(again.diags.at[0].code, "encoding-doubtful");
    assert_true(slice_equal(again.diags.at[0].detail, S("GB18030")));
    assert_int_equal(again.diags.at[0].place.end, 25);
    vec_release(&document.blocks);
    vec_release(&document.diags);
    vec_release(&again.blocks);
    vec_release(&again.diags);
    arena_release(&arena);
    buf_release(&packed);
}

static void refuses_what_is_no_layout(void **state) {
    (void)state;
    Document document = sample();
    Buf packed = {0};
    blocks_pack(&document, &packed);
    for (size_t n = 0; n < packed.n; n++) {
        Document again = {.text = document.text};
        Err err = {0};
        Arena arena = {0};
        assert_false(blocks_unpack((Slice){packed.p, n}, &arena, &again, &err));
        arena_release(&arena);
        assert_int_equal(again.blocks.n, 0);
        assert_true(err.text[0] != '\0');
    }
    /* A text shorter than the blocks say: their spans would lie outside. */
    Document shorter = {.text = {text, 20}};
    Arena arena = {0};
    assert_false(blocks_unpack(buf_slice(&packed), &arena, &shorter, NULL));
    arena_release(&arena);
    vec_release(&document.blocks);
    vec_release(&document.diags);
    buf_release(&packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_as_it_was),
        cmocka_unit_test(refuses_what_is_no_layout),
    };
    return cmocka_run_group_tests_name("command: packed layout", tests, NULL, NULL);
}
