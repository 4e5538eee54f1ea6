/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/utf8.h"
#include "plan_maker.h"

/* ---- Node by node ---- */

static Span add_text(PlanMaker *maker, const char *text) {
    size_t at = maker->text.n;
    buf_add(&maker->text, slice_of(text));
    return (Span){at, maker->text.n};
}

static void add_piece(PlanMaker *maker, PieceKind kind, uint32_t node, size_t at) {
    buf_add_byte(&maker->text, '\n');
    vec_push(&maker->tree.pieces, (Piece){kind, {at, maker->text.n}, node});
}

static uint32_t next_ordinal(const PlanMaker *maker, uint32_t parent, NodeKind kind) {
    uint32_t n = 1;
    for (size_t i = 1; i < maker->tree.nodes.n; i++)
        n += maker->tree.nodes.at[i].parent == parent &&
             maker->tree.nodes.at[i].kind == kind;
    return n;
}

static uint32_t add_node(PlanMaker *maker, PlanNode node) {
    vec_push(&maker->tree.nodes, node);
    return (uint32_t)maker->tree.nodes.n - 1;
}

void maker_begin(PlanMaker *maker, const char *title) {
    *maker = (PlanMaker){.state = 1};
    Span heading = add_text(maker, title);
    uint32_t root = add_node(maker, (PlanNode){.kind = NODE_PLAN, .heading = heading});
    add_piece(maker, PIECE_HEADING, root, 0);
}

uint32_t maker_heading(PlanMaker *maker, uint32_t parent, NodeKind kind,
                       const char *number, const char *heading) {
    size_t at = maker->text.n;
    PlanNode node = {
        .kind = kind,
        .parent = parent,
        .ordinal = next_ordinal(maker, parent, kind),
        .level = maker->tree.nodes.at[parent].level + 1,
        .part = maker->tree.nodes.at[parent].part,
    };
    node.number = add_text(maker, number);
    node.heading = add_text(maker, heading);
    node.span = (Span){at, maker->text.n};
    uint32_t i = add_node(maker, node);
    add_piece(maker, PIECE_HEADING, i, at);
    return i;
}

uint32_t maker_leaf(PlanMaker *maker, uint32_t parent, NodeKind kind, PlanPart part,
                    const char *text) {
    static const PieceKind pieces[NODE_KINDS_COUNT] = {
        [NODE_MEASURE] = PIECE_MEASURE,
        [NODE_PREAMBLE] = PIECE_PREAMBLE,
        [NODE_CHROME] = PIECE_CHROME,
    };
    size_t at = maker->text.n;
    PlanNode node = {
        .kind = kind,
        .parent = parent,
        .ordinal = next_ordinal(maker, parent, kind),
        .level = maker->tree.nodes.at[parent].level + 1,
        .part = part,
    };
    node.body = add_text(maker, text);
    node.span = node.body;
    uint32_t i = add_node(maker, node);
    add_piece(maker, pieces[kind], i, at);
    return i;
}

void maker_duty(PlanMaker *maker, uint32_t node, DutyRole role, const char *unit) {
    size_t at = maker->text.n;
    add_text(maker, "（责任单位：");
    Span span = add_text(maker, unit);
    add_text(maker, "）");
    vec_push(&maker->tree.duties,
             (Duty){
                 .node = node,
                 .role = role,
                 .clause = {at, maker->text.n},
                 .span = span,
                 .unit = arena_copy(&maker->tree.arena, slice_of(unit)),
             });
    add_piece(maker, PIECE_DUTY, node, at);
}

static Span find_words(const PlanMaker *maker, uint32_t node, const char *words) {
    Span body = maker->tree.nodes.at[node].body;
    size_t at = slice_find(buf_slice(&maker->text), slice_of(words), body.at);
    if (at == SIZE_MAX || at + strlen(words) > body.end)
        BUG("'%s' is not in node %u", words, node);
    return (Span){at, at + strlen(words)};
}

void maker_target(PlanMaker *maker, uint32_t measure, const char *words, double value) {
    vec_push(&maker->tree.targets,
             (Target){
                 .measure = measure,
                 .span = find_words(maker, measure, words),
                 .comparator = COMPARE_AT_LEAST,
                 .hardness = HARDNESS_FIRM,
                 .value = value,
                 .value_norm = value,
                 .value_text = arena_copy(&maker->tree.arena, slice_of(words)),
                 .unit = S("所"),
                 .unit_norm = S("所"),
                 .object = S("学校"),
             });
}

void maker_deadline(PlanMaker *maker, uint32_t node, const char *words, int from,
                    int to) {
    vec_push(&maker->tree.deadlines,
             (Deadline){node, find_words(maker, node, words), from, to});
}

void maker_hit(PlanMaker *maker, uint32_t measure, uint32_t theme, const char *words) {
    Evidence hit = {measure, theme, 0, find_words(maker, measure, words), false, 1};
    vec_push(&maker->coding.evidence, hit);
    const Coding *last =
        maker->coding.codings.n ? vec_last(&maker->coding.codings) : NULL;
    if (!last || last->node != measure || last->theme != theme)
        vec_push(&maker->coding.codings, (Coding){measure, theme, 1});
}

void maker_metadatum(PlanMaker *maker, const char *key, const char *value,
                     const char *source, bool chosen) {
    vec_push(&maker->tree.metadata,
             (Metadatum){
                 .key = key,
                 .value = arena_copy(&maker->tree.arena, slice_of(value)),
                 .source = source,
                 .rule = "test",
                 .chosen = chosen,
             });
}

void maker_end(PlanMaker *maker) {
    PlanTree *tree = &maker->tree;
    tree->text = buf_slice(&maker->text);
    for (size_t i = 0; i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        for (uint32_t node = piece->node;; node = tree->nodes.at[node].parent) {
            PlanNode *above = &tree->nodes.at[node];
            above->span.end =
                piece->span.end > above->span.end ? piece->span.end : above->span.end;
            if (node == 0)
                break;
        }
    }
    Err err;
    if (!plan_tree_check(tree, &err))
        BUG("the maker made a broken tree: %s", err.text);
}

void maker_release(PlanMaker *maker) {
    plan_tree_release(&maker->tree);
    plan_coding_release(&maker->coding);
    buf_release(&maker->text);
}

/* ---- At random ---- */

uint32_t maker_below(PlanMaker *maker, uint32_t n) {
    /* xorshift64*: Vigna 2016 */
    maker->state ^= maker->state >> 12;
    maker->state ^= maker->state << 25;
    maker->state ^= maker->state >> 27;
    return (uint32_t)((maker->state * UINT64_C(2685821657736338717)) >> 33) % n;
}

static const char *const phrases[] = {
    "加强学校体育工作", "落实双减要求",       "开展安全隐患排查", "推进基层党组织建设",
    "新建学校3所",      "每天锻炼1小时",      "完善教师培训制度", "规范校外培训机构",
    "举办第2届运动会",  "提高课后服务质量",   "深化教育评价改革", "做好招生入学工作",
    "建设智慧校园",     "关爱留守儿童",       "优化学前教育布局", "扩大优质资源覆盖面",
    "强化食堂食品安全", "组织青少年体质监测", "抓好高考备考",     "开展家校协同育人",
};
enum { PHRASES = sizeof phrases / sizeof *phrases };

/* Two to eight phrases, so about 60 characters: the length of a real measure. */
static const char *random_sentence(PlanMaker *maker, Arena *arena) {
    Buf sentence = {0};
    for (uint32_t n = 2 + maker_below(maker, 7); n > 0; n--) {
        buf_add(&sentence, slice_of(phrases[maker_below(maker, PHRASES)]));
        buf_add(&sentence, n == 1                   ? S("。")
                           : maker_below(maker, 12) ? S("，")
                                                    : S("；\n"));
    }
    const char *text = arena_cstring(arena, buf_slice(&sentence));
    buf_release(&sentence);
    return text;
}

static bool slice_has(const char *text, const char *words) {
    return slice_contains(slice_of(text), slice_of(words));
}

static void random_target(PlanMaker *maker, uint32_t node, const char *words,
                          double value) {
    maker_target(maker, node, words, value);
    Target *target = vec_last(&maker->tree.targets);
    target->comparator = (Comparator)maker_below(maker, 6);
    target->hardness = (Hardness)maker_below(maker, 4);
    target->redacted = maker_below(maker, 8) == 0;
    target->has_high = maker_below(maker, 4) == 0;
    target->has_baseline = maker_below(maker, 4) == 0;
    target->per_period = maker_below(maker, 2) == 0;
    target->value = target->value_norm = target->redacted ? 0 : value / 7;
    target->high = target->has_high ? value * 3 : 0;
    target->baseline = target->has_baseline ? value / 3 : 0;
}

/* Themes ascending; a theme has one or two hits, some in the heading above. */
static void random_hits(PlanMaker *maker, uint32_t node, const char *text,
                        uint32_t n_themes) {
    uint32_t theme = maker_below(maker, n_themes);
    for (; theme < n_themes; theme += 1 + maker_below(maker, n_themes)) {
        Slice words = utf8_cut(slice_of(text), 12);
        Arena scratch = {0};
        maker_hit(maker, node, theme, arena_cstring(&scratch, words));
        arena_release(&scratch);
        Evidence *hit = vec_last(&maker->coding.evidence);
        hit->rule = maker_below(maker, 200);
        hit->weight =
            maker_below(maker, 4) ? 1 : ((double)maker_below(maker, 4000) - 1000) / 1000;
        vec_last(&maker->coding.codings)->weight = (double)maker_below(maker, 1000) / 7;
        if (maker_below(maker, 6) == 0) {
            hit->from_heading = true;
            hit->span = maker->tree.nodes.at[maker->tree.nodes.at[node].parent].heading;
        }
        Evidence again = {node, theme, 3, find_words(maker, node, "。"), false, 1};
        if (maker_below(maker, 2))
            vec_push(&maker->coding.evidence, again);
    }
}

static void random_measure(PlanMaker *maker, uint32_t task, PlanPart part,
                           uint32_t n_themes) {
    const char *text = random_sentence(maker, &maker->tree.arena);
    uint32_t node = maker_leaf(maker, task, NODE_MEASURE, part, text);
    if (slice_has(text, "3所"))
        random_target(maker, node, "3所", 3);
    if (slice_has(text, "1小时"))
        random_target(maker, node, "1小时", 1);
    if (slice_has(text, "第2届"))
        maker_deadline(maker, node, "第2届", maker_below(maker, 2) ? 20230101 : 0,
                       20231231);
    random_hits(maker, node, text, n_themes);
}

static void random_task(PlanMaker *maker, uint32_t parent, uint32_t number, size_t n,
                        uint32_t n_themes) {
    static const char *const units[] = {"基教科", "体育科", "安全办", "人事科", "督导室"};
    Slice marker = arena_format(&maker->tree.arena, "%u.", number);
    uint32_t task = maker_heading(maker, parent, NODE_TASK, marker.p,
                                  phrases[maker_below(maker, PHRASES)]);
    PlanPart part = maker->tree.nodes.at[parent].part;
    for (size_t i = 0; i < n; i++)
        random_measure(maker, task, part, n_themes);
    for (uint32_t i = maker_below(maker, 3); i > 0; i--)
        maker_duty(maker, task, (DutyRole)maker_below(maker, 3),
                   units[maker_below(maker, 5)]);
}

static void random_facts(PlanMaker *maker, uint64_t seed) {
    Arena *arena = &maker->tree.arena;
    maker_metadatum(maker, "title",
                    arena_format(arena, "第%u号区工作要点", (unsigned)seed).p, "header",
                    true);
    maker_metadatum(maker, "year",
                    arena_format(arena, "%u", (unsigned)(2020 + seed % 6)).p, "body",
                    true);
    maker_metadatum(maker, "year", "2019", "title", false);
    maker_metadatum(maker, "region", "某区", "manifest", true);
    for (uint32_t i = maker_below(maker, 4); i > 0; i--)
        vec_push(&maker->tree.diags,
                 (Diag){"number-gap", {0, 3}, arena_format(arena, "%u", i)});
}

void maker_random(PlanMaker *maker, uint64_t seed, size_t n_measures, uint32_t n_themes) {
    static const char *const numbers[] = {"一、", "二、", "三、", "四、",
                                          "五、", "六、", "七、", "八、"};
    maker_begin(maker, "某区教育局工作要点");
    maker->state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    maker_leaf(maker, 0, NODE_CHROME, PART_PLAN, "首页 > 政务公开 > 工作计划");
    maker_leaf(maker, 0, NODE_PREAMBLE, PART_PLAN,
               random_sentence(maker, &maker->tree.arena));
    uint32_t number = 1;
    for (size_t done = 0, s = 0; done < n_measures; s++) {
        uint32_t section = maker_heading(maker, 0, NODE_SECTION, numbers[s % 8],
                                         phrases[maker_below(maker, PHRASES)]);
        maker->tree.nodes.at[section].part =
            s == 1 && maker_below(maker, 2) ? PART_SUMMARY : PART_PLAN;
        uint32_t parent = section;
        if (maker_below(maker, 2)) {
            parent = maker_heading(maker, section, NODE_SUBSECTION, "（一）", "统筹推进");
            maker->tree.nodes.at[parent].part = maker->tree.nodes.at[section].part;
        }
        for (uint32_t t = 1 + maker_below(maker, 8); t > 0 && done < n_measures; t--) {
            size_t n = 1 + maker_below(maker, 6);
            random_task(maker, parent, number++, n, n_themes);
            done += n;
        }
    }
    random_facts(maker, seed);
    maker_end(maker);
}
