/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the example sentences of a scheme as its tests, and counts what a corpus uses. */
#include "base/base.h"

#include "theme/check.h"
#include "theme/coder_p.h"

/* ---- Examples ---- */

/* An example as a plan of one measure under its headings. */
typedef struct {
    Buf text;
    PlanTree tree;
    PlanCoding coding;
} Specimen;

static void specimen_add(Specimen *specimen, NodeKind kind, Slice text) {
    Span span = {specimen->text.n, specimen->text.n + text.n};
    uint32_t parent = (uint32_t)specimen->tree.nodes.n - 1; /* each under the one before
                                                             */
    PlanNode node = {.kind = kind, .parent = parent, .span = span};
    if (kind == NODE_MEASURE)
        node.body = span;
    else
        node.heading = span;
    buf_add(&specimen->text, text);
    buf_add_byte(&specimen->text, '\n');
    vec_push(&specimen->tree.nodes, node);
}

static void specimen_set(Specimen *specimen, const Example *example) {
    static const NodeKind kinds[] = {NODE_SECTION, NODE_SUBSECTION, NODE_TASK};
    buf_clear(&specimen->text);
    specimen->tree.nodes.n = 0;
    vec_push(&specimen->tree.nodes, (PlanNode){.kind = NODE_PLAN});
    for (size_t i = 0; i < example->n_headings; i++)
        specimen_add(specimen, kinds[i < 2 ? i : 2], example->headings[i]);
    specimen_add(specimen, NODE_MEASURE, example->text);
    specimen->tree.text = buf_slice(&specimen->text);
}

static void specimen_release(Specimen *specimen) {
    buf_release(&specimen->text);
    vec_release(&specimen->tree.nodes);
    plan_coding_release(&specimen->coding);
}

static bool is_right(const Scheme *scheme, uint32_t theme, const Example *example,
                     const PlanCoding *coding) {
    bool itself = false, any = false;
    for (size_t i = 0; i < coding->codings.n; i++) {
        uint32_t coded = coding->codings.at[i].theme;
        itself |= coded == theme;
        any |= coded >= theme && coded <= scheme->themes.at[theme].last_child;
    }
    return example->yes ? itself : !any;
}

static void add_failure(Table *table, const Scheme *scheme, uint32_t theme,
                        const Example *example, const Specimen *specimen) {
    const PlanCoding *coding = &specimen->coding;
    Buf codes = {0}, hits = {0};
    for (size_t i = 0; i < coding->codings.n; i++) {
        Slice code = scheme->themes.at[coding->codings.at[i].theme].info.code;
        buf_format(&codes, "%s%.*s", i ? "," : "", SLICE_ARG(code));
    }
    for (size_t i = 0; i < coding->evidence.n; i++) {
        const Evidence *row = &coding->evidence.at[i];
        Slice hit = slice_at(specimen->tree.text, row->span);
        Slice code = scheme->themes.at[row->theme].info.code;
        buf_format(&hits, "%s%.*s:%.*s", i ? " " : "", SLICE_ARG(code), SLICE_ARG(hit));
    }
    Cell *row = table_row(table);
    row[0] = cell_count((int64_t)scheme_place(scheme, example->json).line);
    row[1] = cell_text(table->arena, scheme->themes.at[theme].info.code);
    row[2] = cell_text(table->arena, slice_of(example->yes ? "yes" : "no"));
    row[3] = cell_text(table->arena, example->text);
    row[4] = cell_text(table->arena, buf_slice(&codes));
    row[5] = cell_text(table->arena, buf_slice(&hits));
    buf_release(&codes);
    buf_release(&hits);
}

Table scheme_check_examples(const Scheme *scheme, Arena *arena) {
    Table table = table_new(arena, "scheme-examples",
                            slice_of(T("Examples that fail", "未通过的例句")));
    table_column(&table, (Column){"line", T("line", "行"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"wanted", T("wanted", "应编"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"text", T("sentence", "例句"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"coded", T("coded", "实编"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"hits", T("hits", "命中"), COLUMN_TEXT, 0});
    Coder *coder = coder_new(scheme);
    Specimen specimen = {0};
    size_t run = 0;
    for (uint32_t theme = 0; theme < scheme->themes.n; theme++) {
        const Theme *row = &scheme->themes.at[theme];
        for (size_t i = 0; i < row->n_examples; i++, run++) {
            specimen_set(&specimen, &row->examples[i]);
            coder_code_plan(coder, &specimen.tree, &specimen.coding);
            if (!is_right(scheme, theme, &row->examples[i], &specimen.coding))
                add_failure(&table, scheme, theme, &row->examples[i], &specimen);
        }
    }
    table_note(&table,
               T("%zu examples run, %zu failed.", "共运行例句 %zu 条，未通过 %zu 条。"),
               run, table_rows(&table));
    specimen_release(&specimen);
    coder_free(coder);
    return table;
}

/* ---- Use in a corpus ---- */

struct SchemeUse {
    const Scheme *scheme;
    Coder *coder;
    uint64_t *hits; /* by scheme_atom */
    size_t measures;
};

SchemeUse *scheme_use_new(const Scheme *scheme) {
    size_t n = scheme->literals.n + scheme->regexes.n;
    SchemeUse *use = memory_grow(NULL, 1, sizeof *use);
    *use = (SchemeUse){.scheme = scheme, .coder = coder_new(scheme)};
    use->hits = memory_grow(NULL, n, sizeof *use->hits);
    for (size_t i = 0; i < n; i++)
        use->hits[i] = 0;
    return use;
}

void scheme_use_free(SchemeUse *use) {
    if (!use)
        return;
    coder_free(use->coder);
    free(use->hits);
    free(use);
}

void scheme_use_add(SchemeUse *use, const PlanTree *tree) {
    coder_read_plan(use->coder, tree);
    for (size_t i = 0; i < use->coder->hits.n; i++)
        use->hits[scheme_atom(use->scheme, use->coder->hits.at[i].atom)]++;
    for (size_t i = 0; i < use->coder->units.n; i++)
        use->measures += !use->coder->units.at[i].heading;
}

typedef struct {
    const SchemeUse *use;
    Table *table;
    const Rule *rule;
} DeadSearch;

static void add_dead(void *context, Atom atom, bool excluded) {
    const DeadSearch *search = context;
    const Scheme *scheme = search->use->scheme;
    if (search->use->hits[scheme_atom(scheme, atom)])
        return;
    Slice text = atom & ATOM_REGEX ? scheme->regexes.at[atom & ~ATOM_REGEX].pattern
                                   : scheme->literals.at[atom];
    Cell *row = table_row(search->table);
    row[0] = cell_count((int64_t)scheme_place(scheme, search->rule->json).line);
    row[1] =
        cell_text(search->table->arena, scheme->themes.at[search->rule->theme].info.code);
    row[2] =
        cell_text(search->table->arena, slice_of(excluded ? T("excluded phrase", "排除语")
                                                          : T("term", "词语")));
    row[3] = cell_text(search->table->arena, text);
}

Table scheme_use_dead(const SchemeUse *use, Arena *arena) {
    Table table =
        table_new(arena, "scheme-dead",
                  slice_of(T("Terms the corpus never uses", "语料中从未出现的词语")));
    table_column(&table, (Column){"line", T("line", "行"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"kind", T("kind", "类别"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"term", T("term", "词语"), COLUMN_TEXT, 0});
    for (size_t i = 0; i < use->scheme->rules.n; i++) {
        DeadSearch search = {use, &table, &use->scheme->rules.at[i]};
        rule_visit(search.rule, add_dead, &search);
    }
    table_note(&table, T("%zu measures looked at.", "共查看举措 %zu 条。"),
               use->measures);
    return table;
}
