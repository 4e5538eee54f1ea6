/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/metadata.h"
#include "plan/metadata_p.h"
#include "plan/numeral.h"
#include "plan/places.h"

static const char *const keys[] = {"title",      "year",     "region",
                                   "level",      "province", "publisher",
                                   "doc_number", "kind",     "issued"};

static const struct {
    const char *word, *source;
} rules[] = {
#define X(rule, word, source) {word, source},
    METADATA_RULES(X)
#undef X
};

const char *plan_metadata_key(size_t i) {
    return i < sizeof keys / sizeof *keys ? keys[i] : NULL;
}

bool plan_metadata_valid(const char *key, Slice value) {
    static const char *const levels[] = {"national", "province", "city", "county"};
    NumeralDate date;
    int64_t year = 0;
    if (strcmp(key, "year") == 0)
        return value.n == 4 && slice_int(value, &year) && year >= 1900 && year <= 2099;
    if (strcmp(key, "issued") == 0)
        return value.n == 10 && value.p[4] == '-' && numeral_date(value, 0, &date) &&
               date.day && date.span.end == 10;
    if (strcmp(key, "level") == 0) {
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
            if (slice_equal(value, slice_of(levels[i])))
                return true;
        }
        return false;
    }
    return value.n > 0;
}

/* ---- Keeping what is found ---- */

static int rank_of(const Metadatum *datum) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(datum->rule, rules[i].word) == 0)
            return (int)i;
    }
    BUG("metadata rule %s", datum->rule);
}

void metadata_add(Metadata *metadata, const char *key, Slice value, MetadataRule rule,
                  Span place) {
    PlanTree *tree = metadata->tree;
    value = slice_trim(value);
    if (value.n == 0)
        return;
    for (size_t i = 0; i < tree->metadata.n; i++) {
        const Metadatum *known = &tree->metadata.at[i];
        if (strcmp(known->key, key) == 0 && slice_equal(known->value, value) &&
            strcmp(known->rule, rules[rule].word) == 0)
            return;
    }
    vec_push(&tree->metadata, (Metadatum){
                                  .key = key,
                                  .value = arena_copy(&tree->arena, value),
                                  .source = rules[rule].source,
                                  .rule = rules[rule].word,
                                  .place = place,
                              });
}

static Metadatum *best(PlanTree *tree, const char *key) {
    Metadatum *found = NULL;
    for (size_t i = 0; i < tree->metadata.n; i++) {
        Metadatum *datum = &tree->metadata.at[i];
        if (strcmp(datum->key, key) == 0 && (!found || rank_of(datum) < rank_of(found)))
            found = datum;
    }
    return found;
}

Slice metadata_best(const Metadata *metadata, const char *key) {
    const Metadatum *datum = best(metadata->tree, key);
    return datum ? datum->value : (Slice){0};
}

static void choose_all(PlanTree *tree) {
    for (size_t i = 0; i < tree->metadata.n; i++)
        tree->metadata.at[i].chosen = false;
    for (size_t k = 0; plan_metadata_key(k); k++) {
        Metadatum *datum = best(tree, plan_metadata_key(k));
        if (datum)
            datum->chosen = true;
    }
}

void plan_give_metadatum(PlanTree *tree, const char *key, Slice value,
                         const char *source) {
    Metadata metadata = {.tree = tree};
    for (size_t k = 0; plan_metadata_key(k); k++) {
        if (strcmp(plan_metadata_key(k), key) == 0)
            metadata_add(&metadata, plan_metadata_key(k), value,
                         strcmp(source, "hand") == 0 ? RULE_HAND : RULE_MANIFEST,
                         (Span){0});
    }
    choose_all(tree);
}

/* ---- The lines around the body ---- */

static size_t first_task(const PlanTree *tree) {
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        bool counted = node->part == PART_PLAN || node->part == PART_SUMMARY;
        if (counted && node->kind >= NODE_SECTION && node->kind <= NODE_MEASURE)
            return node->span.at;
    }
    return tree->text.n;
}

static void add_lines(Metadata *metadata, Span span, bool chrome, size_t body_at) {
    Slice text = metadata->tree->text;
    for (size_t at = span.at; at < span.end;) {
        size_t end = slice_find(slice_sub(text, 0, span.end), S("\n"), at);
        if (end == SIZE_MAX)
            end = span.end;
        Slice line = slice_trim(slice_sub(text, at, end));
        if (line.n)
            vec_push(&metadata->edges,
                     (EdgeLine){line, (size_t)(line.p - text.p), chrome, at > body_at});
        at = end + 1;
    }
}

static void collect_edges(Metadata *metadata) {
    const PlanTree *tree = metadata->tree;
    size_t body_at = first_task(tree);
    for (size_t i = 0; i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        const PlanNode *node = &tree->nodes.at[piece->node];
        bool notice = node->part == PART_NOTICE;
        bool titles = piece->kind == PIECE_HEADING && piece->node == 0;
        /* Words behind the tasks that are no measure: the signature (落款) and its date.
         */
        bool signature = piece->kind == PIECE_PREAMBLE && piece->span.at > body_at;
        if (piece->kind == PIECE_CHROME || notice || titles || signature)
            add_lines(metadata, piece->span, piece->kind == PIECE_CHROME, body_at);
    }
}

/* The body as the plan begins, without headings: what was done last year opens a summary,
 * not the plan. */
static void collect_opening(Metadata *metadata) {
    enum { OPENING_BYTES = 1500 };
    const PlanTree *tree = metadata->tree;
    size_t bytes = 0;
    for (size_t i = 1; i < tree->nodes.n && bytes < OPENING_BYTES; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        if (node->part != PART_PLAN ||
            (node->kind != NODE_PREAMBLE && node->kind != NODE_MEASURE))
            continue;
        Span body = node->body;
        body.end = body.at + utf8_cut(slice_at(tree->text, body), OPENING_BYTES).n;
        vec_push(&metadata->opening, body);
        bytes += span_length(body);
    }
}

/* ---- Kind and region ---- */

void metadata_find_kind(Metadata *metadata) {
    static const struct {
        const char *word, *and, *kind;
    } kinds[] = {
        {"政府工作报告", NULL, "政府工作报告"},
        {"总结", "计划", "总结和计划"},
        {"总结", "要点", "总结和计划"},
        {"总结", "打算", "总结和计划"},
        {"总结", "思路", "总结和计划"},
        {"總結", "要點", "总结和计划"},
        {"任务分解", NULL, "任务清单"},
        {"任务清单", NULL, "任务清单"},
        {"工作台账", NULL, "任务清单"},
        {"重点任务", NULL, "任务清单"},
        {"工作要点", NULL, "工作要点"},
        {"工作要點", NULL, "工作要点"},
        {"要点", NULL, "工作要点"},
        {"工作计划", NULL, "工作计划"},
        {"工作安排", NULL, "工作计划"},
        {"工作思路", NULL, "工作计划"},
        {"工作打算", NULL, "工作计划"},
        {"重点工作", NULL, "工作计划"},
        {"行动计划", NULL, "实施方案"},
        {"方案", NULL, "实施方案"},
        {"规划", NULL, "规划"},
        {"细则", NULL, "实施细则"},
        {"办法", NULL, "管理办法"},
        {"意见", NULL, "意见"},
        {"总结", NULL, "总结"},
        {"计划", NULL, "工作计划"},
        {"通知", NULL, "通知"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!slice_contains(metadata->title, slice_of(kinds[i].word)))
            continue;
        if (kinds[i].and &&!slice_contains(metadata->title, slice_of(kinds[i].and)))
            continue;
        metadata_add(metadata, "kind", slice_of(kinds[i].kind), RULE_TITLE,
                     metadata->tree->nodes.at[0].heading);
        return;
    }
}

/* Past what may stand before the place in a title: a year, quotation marks. */
static Slice behind_year(Slice title) {
    NumeralDate date;
    while (numeral_date(title, 0, &date))
        title = slice_trim_start(slice_sub(title, date.span.end, title.n));
    static const char *const words[] = {"年度", "度", "《", "“", "关于印发", "中共"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_starts(title, slice_of(words[i])))
            title = slice_sub(title, strlen(words[i]), title.n);
    }
    return title;
}

static void add_place(Metadata *metadata, Slice name, MetadataRule rule, Span where) {
    Place place = place_of_name(name);
    if (place.region.n)
        metadata_add(metadata, "region", place.region, rule, where);
    if (place.level)
        metadata_add(metadata, "level", slice_of(place.level), rule, where);
    metadata_add(metadata, "province", place.province, rule, where);
}

/* The office whose pages these are stands in the page's path. */
static void add_breadcrumb(Metadata *metadata, const EdgeLine *line) {
    static const char *const strokes[] = {">", "＞", "»", "›"};
    Slice rest = line->text;
    while (rest.n) {
        size_t end = rest.n, behind = rest.n;
        for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++) {
            size_t at = slice_find(rest, slice_of(strokes[i]), 0);
            if (at < end) {
                end = at;
                behind = at + strlen(strokes[i]);
            }
        }
        Slice step = slice_trim(slice_sub(rest, 0, end));
        size_t at = line->at + (size_t)(step.p - line->text.p);
        bool stands_alone = step.n == line->text.n;
        if (!stands_alone && metadata_is_office(step))
            add_place(metadata, step, RULE_BREADCRUMB, (Span){at, at + step.n});
        rest = slice_sub(rest, behind, rest.n);
    }
}

void metadata_find_region(Metadata *metadata) {
    Slice publisher = behind_year(metadata_best(metadata, "publisher"));
    add_place(metadata, behind_year(metadata->title), RULE_DERIVED,
              metadata->tree->nodes.at[0].heading);
    if (slice_starts(publisher, S("教育部")) || slice_starts(publisher, S("国务院")) ||
        slice_starts(publisher, S("国家")))
        metadata_add(metadata, "level", S("national"), RULE_TITLE, (Span){0});
    else
        add_place(metadata, publisher, RULE_TITLE, (Span){0});
    for (size_t i = 0; i < metadata->edges.n; i++) {
        const EdgeLine *line = &metadata->edges.at[i];
        if (line->chrome && !line->tail && line->text.n <= 400)
            add_breadcrumb(metadata, line);
    }
}

/* ---- All ---- */

/* "(fā)" behind a character, as pages for learners print it: Latin letters in brackets.
 */
static size_t gloss_length(Slice text) {
    if (!slice_starts(text, S("(")))
        return 0;
    for (size_t at = 1; at < text.n && at < 16;) {
        Rune rune = utf8_decode(text, at);
        if (rune.rune == ')')
            return at > 1 ? at + 1 : 0;
        bool letter = (rune.rune >= 'a' && rune.rune <= 'z') ||
                      (rune.rune >= 0xC0 && rune.rune < 0x250);
        if (!letter)
            return 0;
        at += rune.length;
    }
    return 0;
}

static Slice without_glosses(Slice title, Arena *keep) {
    Buf out = {0};
    for (size_t at = 0; at < title.n;) {
        size_t gloss = gloss_length(slice_sub(title, at, title.n));
        size_t length = gloss ? gloss : utf8_decode(title, at).length;
        if (!gloss)
            buf_add(&out, slice_sub(title, at, at + length));
        at += length;
    }
    Slice clean = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return clean;
}

static bool is_count_rune(uint32_t rune) {
    char bytes[4];
    Slice text = {bytes, utf8_encode(rune, bytes)};
    return (rune >= '0' && rune <= '9') ||
           slice_contains(S("一二三四五六七八九十"), text);
}

/* Collections of samples number what they hold: "…工作计划篇1", "【第1篇 …". The number
 * is the collection's. */
static Slice without_collection(Slice title) {
    Slice rest =
        slice_starts(title, S("【")) ? slice_sub(title, strlen("【"), title.n) : title;
    bool counted = slice_starts(rest, S("第")), named = slice_starts(rest, S("篇"));
    if (counted || named) {
        size_t first = strlen("第"), at = first;
        while (at < rest.n && is_count_rune(utf8_decode(rest, at).rune))
            at += utf8_decode(rest, at).length;
        Slice behind = slice_sub(rest, at, rest.n);
        if (at > first && (named || slice_starts(behind, S("篇")))) {
            title =
                slice_trim_start(slice_sub(behind, counted ? strlen("篇") : 0, behind.n));
            while (slice_starts(title, S("：")) || slice_starts(title, S(":")) ||
                   slice_starts(title, S("】")))
                title = slice_trim_start(
                    slice_sub(title, title.p[0] == ':' ? 1 : 3, title.n));
        }
    }
    Slice cut = title;
    while (cut.n && is_count_rune(utf8_decode_before(cut, cut.n).rune))
        cut = slice_sub(cut, 0, cut.n - utf8_decode_before(cut, cut.n).length);
    bool numbered = cut.n < title.n && slice_ends(cut, S("篇"));
    return numbered ? slice_trim_end(slice_sub(cut, 0, cut.n - strlen("篇"))) : title;
}

/* The years a plan is for may stand in brackets on a line of their own under its title.
 */
static Slice with_years_below(const PlanTree *tree, Slice title, Arena *keep) {
    Slice below = slice_trim_start(
        slice_sub(tree->text, tree->nodes.at[0].heading.end, tree->text.n));
    Slice line = slice_trim(slice_cut(below, S("\n")).head);
    bool bracket = (slice_starts(line, S("(")) && slice_ends(line, S(")"))) ||
                   (slice_starts(line, S("（")) && slice_ends(line, S("）")));
    NumeralDate first, last;
    if (!bracket || title.n == 0 || !numeral_next_date(line, 0, &first) || first.month ||
        !numeral_next_date(line, first.span.end, &last) || last.month)
        return title;
    return arena_format(keep, "%.*s%.*s", SLICE_ARG(title), SLICE_ARG(line));
}

static void find_title(Metadata *metadata) {
    PlanTree *tree = metadata->tree;
    metadata->title = plan_node_heading(tree, 0, &tree->arena);
    metadata->title = without_collection(without_glosses(metadata->title, &tree->arena));
    metadata->title = with_years_below(tree, metadata->title, &tree->arena);
    metadata_add(metadata, "title", metadata->title, RULE_TITLE,
                 tree->nodes.at[0].heading);
    metadata_add(metadata, "title", metadata->document->title, RULE_PAGE, (Span){0});
    if (metadata->title.n == 0)
        metadata->title = arena_copy(&tree->arena, slice_trim(metadata->document->title));
}

void plan_find_metadata(const Document *document, PlanTree *tree) {
    Metadata metadata = {.document = document, .tree = tree};
    if (tree->nodes.n == 0)
        return;
    find_title(&metadata);
    collect_edges(&metadata);
    collect_opening(&metadata);
    metadata_find_issued(&metadata);
    metadata_find_year(&metadata);
    metadata_find_number(&metadata);
    metadata_find_publisher(&metadata);
    metadata_find_region(&metadata);
    metadata_find_kind(&metadata);
    vec_release(&metadata.edges);
    vec_release(&metadata.opening);
    choose_all(tree);
}
