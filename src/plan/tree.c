/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan tree: words of its kinds, reading from it, and the check of all it promises.
 * Knows nothing of parsing. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/tree.h"

const char *node_kind_word(NodeKind kind) {
    static const char *const words[] = {
#define X(kind, word, zh) word,
        NODE_KINDS(X)
#undef X
    };
    return words[kind];
}

const char *node_kind_name(NodeKind kind) {
    static const char *const names[] = {
#define X(kind, word, zh) zh,
        NODE_KINDS(X)
#undef X
    };
    return T(node_kind_word(kind), names[kind]);
}

const char *plan_part_word(PlanPart part) {
    static const char *const words[] = {
#define X(part, word, zh) word,
        PLAN_PARTS(X)
#undef X
    };
    return words[part];
}

const char *duty_role_word(DutyRole role) {
    static const char *const words[] = {
#define X(role, word, zh) word,
        DUTY_ROLES(X)
#undef X
    };
    return words[role];
}

void plan_tree_release(PlanTree *tree) {
    vec_release(&tree->nodes);
    vec_release(&tree->pieces);
    vec_release(&tree->duties);
    vec_release(&tree->targets);
    vec_release(&tree->deadlines);
    vec_release(&tree->metadata);
    vec_release(&tree->diags);
    arena_release(&tree->arena);
    tree->text = (Slice){0};
}

/* The first piece that ends behind `at`. */
static size_t piece_from(const PlanTree *tree, size_t at) {
    size_t low = 0, high = tree->pieces.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tree->pieces.at[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds s without its line breaks and the white space around them. Between words of Latin
 * script a blank stays. */
static void add_unbroken(Buf *out, Slice s) {
    while (s.n) {
        Cut cut = slice_cut(s, S("\n"));
        Slice part = cut.found ? slice_trim_end(cut.head) : cut.head;
        buf_add(out, part);
        if (!cut.found)
            return;
        s = slice_trim_start(cut.tail);
        bool latin = out->n && s.n && (unsigned char)out->p[out->n - 1] < 0x80 &&
                     (unsigned char)s.p[0] < 0x80;
        if (latin && out->p[out->n - 1] > ' ' && s.p[0] > ' ')
            buf_add_byte(out, ' ');
    }
}

/* The text of a span without pieces of chrome inside it (page numbers in mid sentence).
 */
static Slice span_text(const PlanTree *tree, Span span, Arena *keep) {
    if (span_empty(span))
        return (Slice){0};
    Buf out = {0};
    for (size_t i = piece_from(tree, span.at); i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        if (piece->span.at >= span.end)
            break;
        if (piece->kind == PIECE_CHROME &&
            (piece->span.at > span.at || piece->span.end < span.end))
            continue;
        size_t at = piece->span.at > span.at ? piece->span.at : span.at;
        size_t end = piece->span.end < span.end ? piece->span.end : span.end;
        Slice part = slice_sub(tree->text, at, end);
        bool last = end == span.end;
        add_unbroken(&out, last ? part : slice_trim_end(part));
    }
    Slice text = arena_copy(keep, slice_trim(buf_slice(&out)));
    buf_release(&out);
    return text;
}

Slice plan_node_text(const PlanTree *tree, uint32_t node, Arena *keep) {
    return span_text(tree, tree->nodes.at[node].body, keep);
}

Slice plan_node_heading(const PlanTree *tree, uint32_t node, Arena *keep) {
    return span_text(tree, tree->nodes.at[node].heading, keep);
}

uint32_t plan_ancestor(const PlanTree *tree, uint32_t node, NodeKind kind) {
    while (tree->nodes.at[node].kind != kind) {
        if (node == 0)
            return UINT32_MAX;
        node = tree->nodes.at[node].parent;
    }
    return node;
}

Slice plan_metadatum(const PlanTree *tree, const char *key) {
    for (size_t i = 0; i < tree->metadata.n; i++)
        if (tree->metadata.at[i].chosen && strcmp(tree->metadata.at[i].key, key) == 0)
            return tree->metadata.at[i].value;
    return (Slice){0};
}

/* ---- The check ---- */

typedef struct {
    uint32_t parent, last[NODE_KINDS_COUNT];
} Counter;

static bool is_boundary(Slice text, size_t at) {
    return at <= text.n && (at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static bool span_holds(Span outer, Span inner) {
    return span_empty(inner) || (outer.at <= inner.at && inner.end <= outer.end);
}

static bool is_inside_text(Slice text, Span span) {
    return span.at <= span.end && is_boundary(text, span.at) &&
           is_boundary(text, span.end);
}

/* What may stand under what: leaves hold nothing, nothing hangs under something finer
 * than itself. */
static bool can_contain(NodeKind parent, NodeKind child) {
    switch (parent) {
    case NODE_PLAN: return child != NODE_PLAN;
    case NODE_SECTION: return child != NODE_PLAN && child != NODE_CHROME;
    case NODE_SUBSECTION:
        return child == NODE_SUBSECTION || child == NODE_TASK || child == NODE_MEASURE;
    case NODE_TASK: return child == NODE_TASK || child == NODE_MEASURE;
    default: return false;
    }
}

static bool check_node(const PlanTree *tree, uint32_t i, Err *err) {
    const PlanNode *node = &tree->nodes.at[i];
    if (i == 0) {
        bool root = node->kind == NODE_PLAN && node->parent == 0 && node->level == 0;
        return root || err_set(err, "node 0 is not a plan of level 0");
    }
    if (node->parent >= i)
        return err_set(err, "node %u comes before its parent %u", i, node->parent);
    const PlanNode *parent = &tree->nodes.at[node->parent];
    if (!can_contain(parent->kind, node->kind))
        return err_set(err, "node %u: a %s cannot hold a %s", i,
                       node_kind_word(parent->kind), node_kind_word(node->kind));
    if (node->level < parent->level)
        return err_set(err, "node %u: level %u under level %u", i, node->level,
                       parent->level);
    if (node->kind == NODE_MEASURE && node->level != parent->level + 1)
        return err_set(err, "measure %u: level %u under level %u", i, node->level,
                       parent->level);
    Span spans[] = {node->span, node->number, node->heading, node->body};
    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++) {
        if (!is_inside_text(tree->text, spans[k]))
            return err_set(err, "node %u: span %zu-%zu is not in the text", i,
                           spans[k].at, spans[k].end);
        if (!span_holds(node->span, spans[k]))
            return err_set(err, "node %u: %zu-%zu lies outside of it", i, spans[k].at,
                           spans[k].end);
    }
    if (!span_holds(parent->span, node->span))
        return err_set(err, "node %u lies outside of its parent %u", i, node->parent);
    bool leaf = node->kind == NODE_MEASURE || node->kind == NODE_PREAMBLE ||
                node->kind == NODE_CHROME;
    if (leaf == span_empty(node->body))
        return err_set(err, "node %u: a %s %s a body", i, node_kind_word(node->kind),
                       leaf ? "without" : "with");
    return true;
}

static bool check_ordinals(const PlanTree *tree, Err *err) {
    Counter *counters = memory_grow(NULL, tree->nodes.n, sizeof *counters);
    memset(counters, 0, tree->nodes.n * sizeof *counters);
    bool ok = true;
    for (uint32_t i = 1; ok && i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        uint32_t due = ++counters[node->parent].last[node->kind];
        if (node->ordinal != due)
            ok = err_set(err, "node %u: ordinal %u, not %u", i, node->ordinal, due);
    }
    free(counters);
    return ok;
}

static bool check_order(const PlanTree *tree, Err *err) {
    for (uint32_t i = 2; i < tree->nodes.n; i++)
        if (tree->nodes.at[i].span.at < tree->nodes.at[i - 1].span.at)
            return err_set(err, "node %u begins before node %u", i, i - 1);
    return true;
}

static bool piece_fits(PieceKind piece, NodeKind node) {
    switch (piece) {
    case PIECE_HEADING:
        return node == NODE_PLAN || (node >= NODE_SECTION && node <= NODE_TASK);
    case PIECE_MEASURE: return node == NODE_MEASURE;
    case PIECE_DUTY: return node != NODE_PREAMBLE && node != NODE_CHROME;
    case PIECE_PREAMBLE: return node == NODE_PREAMBLE;
    case PIECE_CHROME: return node == NODE_CHROME;
    }
    return false;
}

static bool check_pieces(const PlanTree *tree, Err *err) {
    size_t at = 0;
    for (size_t i = 0; i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        if (piece->span.at != at || piece->span.end <= at)
            return err_set(err, "piece %zu is %zu-%zu, due at %zu", i, piece->span.at,
                           piece->span.end, at);
        if (!is_inside_text(tree->text, piece->span))
            return err_set(err, "piece %zu ends inside a character or behind the text",
                           i);
        if (piece->node >= tree->nodes.n ||
            !piece_fits(piece->kind, tree->nodes.at[piece->node].kind))
            return err_set(err, "piece %zu does not fit its node %u", i, piece->node);
        if (!span_holds(tree->nodes.at[piece->node].span, piece->span))
            return err_set(err, "piece %zu lies outside of node %u", i, piece->node);
        bool begins = i == 0 || !rune_is_space(utf8_decode(tree->text, at).rune);
        if (!begins)
            return err_set(err, "piece %zu begins with white space", i);
        at = piece->span.end;
    }
    if (at != tree->text.n)
        return err_set(err, "the pieces end at %zu, the text at %zu", at, tree->text.n);
    return true;
}

/* A body is the trimmed text of its node's pieces. */
static bool check_bodies(const PlanTree *tree, Err *err) {
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        Slice body = slice_at(tree->text, node->body);
        if (body.n != slice_trim(body).n)
            return err_set(err, "node %u: white space around its body", i);
        Slice heading = slice_at(tree->text, node->heading);
        if (heading.n != slice_trim(heading).n)
            return err_set(err, "node %u: white space around its heading", i);
    }
    return true;
}

static bool check_facts(const PlanTree *tree, Err *err) {
    for (size_t i = 0; i < tree->duties.n; i++) {
        const Duty *duty = &tree->duties.at[i];
        if (duty->node >= tree->nodes.n || !span_holds(duty->clause, duty->span) ||
            !is_inside_text(tree->text, duty->clause))
            return err_set(err, "duty %zu does not lie in its clause", i);
    }
    for (size_t i = 0; i < tree->targets.n; i++) {
        const Target *target = &tree->targets.at[i];
        if (target->measure >= tree->nodes.n ||
            tree->nodes.at[target->measure].kind != NODE_MEASURE ||
            !span_holds(tree->nodes.at[target->measure].span, target->span))
            return err_set(err, "target %zu does not lie in its measure", i);
    }
    for (size_t i = 0; i < tree->deadlines.n; i++)
        if (tree->deadlines.at[i].node >= tree->nodes.n ||
            !is_inside_text(tree->text, tree->deadlines.at[i].span))
            return err_set(err, "deadline %zu has no node or no place", i);
    return true;
}

bool plan_tree_check(const PlanTree *tree, Err *err) {
    if (tree->nodes.n == 0)
        return err_set(err, "a tree without nodes");
    if (tree->nodes.at[0].span.at != 0 || tree->nodes.at[0].span.end != tree->text.n)
        return err_set(err, "node 0 is not the whole text");
    for (uint32_t i = 0; i < tree->nodes.n; i++)
        if (!check_node(tree, i, err))
            return false;
    return check_ordinals(tree, err) && check_order(tree, err) &&
           check_pieces(tree, err) && check_bodies(tree, err) && check_facts(tree, err);
}
