/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits duty clauses. The clause is folded first, so that lines broken inside a unit's
 * name do no harm; gaps that the folding closed are still seen and part units where both
 * sides are units. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/duties.h"
#include "plan/folded_p.h"
#include "plan/labels_p.h"
#include "plan/targets_p.h"

typedef VEC(Span) SpanList;

/* What is being split, and where its units go. */
typedef struct {
    Slice text; /* as published */
    Folded folded;
    Arena *keep;
    DutyUnitList *units; /* NULL when only asked whether it is a clause */
} Clause;

static bool is_open(uint32_t rune) {
    return rune == '(' || rune == '<' || rune == '[' || rune == 0x3014 ||
           rune == 0x3010 || rune == 0x3008 || rune == 0x3016;
}

static bool is_close(uint32_t rune) {
    return rune == ')' || rune == '>' || rune == ']' || rune == 0x3015 ||
           rune == 0x3011 || rune == 0x3009 || rune == 0x3017;
}

static bool is_separator(uint32_t rune) {
    return rune == 0x3001 || rune == ',' || rune == ';' || rune == 0x3002 ||
           rune == '/' || rune == '|';
}

/* ---- One list of units
 * -------------------------------------------------------------------------- */

static Slice part(Slice text, size_t at, size_t end) {
    return slice_sub(text, at, end);
}

static size_t next_separator(Slice text, size_t at, size_t end) {
    int depth = 0;
    while (at < end) {
        Rune rune = utf8_decode(text, at);
        depth += is_open(rune.rune) - (is_close(rune.rune) && depth > 0);
        if (depth == 0 && is_separator(rune.rune))
            return at;
        at += rune.length;
    }
    return end;
}

/* 和, 及, 与 part units only between two of them: not in 教育和体育局. */
static size_t joint_at(Slice text, size_t start, size_t at, size_t end) {
    static const char *const joints[] = {"以及", "及", "和", "与"};
    size_t length = words_start(part(text, at, end), WORDS(joints));
    if (!length || !label_unit_suffix(part(text, start, at)))
        return 0;
    size_t stop = next_separator(text, at + length, end);
    return label_unit_suffix(part(text, at + length, stop)) ? length : 0;
}

static bool gap_at(const Folded *folded, size_t start, size_t at, size_t end) {
    Slice text = folded_text(folded);
    return at > start && folded->from.at[at].at > folded->from.at[at - 1].end &&
           label_unit_suffix(part(text, start, at)) > 0 &&
           label_unit_suffix(part(text, at, next_separator(text, at, end))) > 0;
}

/* Without 等, 等部门 at the end. */
static Span trim_piece(Slice text, Span piece) {
    static const char *const tails[] = {
        "等",         "等部门", "等单位",     "等有关部门", "等相关部门", "等有关单位",
        "等相关单位", "等科室", "等相关科室", "等有关科室", "。",         "."};
    static const char *const heads[] = {"由", ":"};
    for (size_t n = words_end(slice_at(text, piece), WORDS(tails));
         n && !span_empty(piece); n = words_end(slice_at(text, piece), WORDS(tails)))
        piece.end -= n;
    piece.at += words_start(slice_at(text, piece), WORDS(heads));
    return piece;
}

static void add_piece(Slice text, Span piece, SpanList *pieces) {
    piece = trim_piece(text, piece);
    if (!span_empty(piece))
        vec_push(pieces, piece);
}

static void split(const Folded *folded, Span list, SpanList *pieces) {
    Slice text = folded_text(folded);
    size_t start = list.at, at = list.at;
    int depth = 0;
    while (at < list.end) {
        Rune rune = utf8_decode(text, at);
        depth += is_open(rune.rune) - (is_close(rune.rune) && depth > 0);
        size_t length = 0;
        if (depth == 0 && gap_at(folded, start, at, list.end)) {
            add_piece(text, (Span){start, at}, pieces);
            start = at;
        }
        if (depth == 0)
            length = is_separator(rune.rune) ? rune.length
                                             : joint_at(text, start, at, list.end);
        if (length) {
            add_piece(text, (Span){start, at}, pieces);
            start = at + length;
        }
        at += length ? length : rune.length;
    }
    add_piece(text, (Span){start, list.end}, pieces);
}

/* ---- 各市<州>、县<市、区>教育局 is one unit
 * ----------------------------------------------------- */

static size_t area_word(Slice s) {
    static const char *const areas[] = {
        "市",     "州",   "县",     "区",     "盟",   "旗",   "镇",   "乡",   "地",
        "自治州", "街道", "自治县", "县市",   "县区", "市区", "地市", "区县", "市州",
        "区市",   "乡镇", "县市区", "开发区", "地区", "园区", "林区"};
    size_t length = words_start(s, WORDS(areas));
    Slice rest = slice_sub(s, length, s.n);
    if (length && rest.n && is_open(utf8_decode(rest, 0).rune)) {
        size_t at = 0;
        while (at < rest.n) {
            Rune rune = utf8_decode(rest, at);
            at += rune.length;
            if (is_close(rune.rune))
                return length + at;
        }
    }
    return length;
}

static bool is_bare_area(Slice s) {
    return s.n && area_word(s) == s.n;
}

/* An area with an office behind it: 县<市、区>教育局, but not 市直有关单位. */
static bool is_headed_area(Slice s) {
    static const char *const others[] = {"直", "属", "级", "内", "有关", "相关", "各"};
    size_t length = area_word(s);
    Slice rest = slice_sub(s, length, s.n);
    return length && rest.n && !words_start(rest, WORDS(others));
}

static void join_areas(Slice text, SpanList *pieces) {
    size_t kept = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        Slice s = slice_at(text, pieces->at[i]);
        size_t last = i;
        if (slice_starts(s, S("各")) && is_bare_area(slice_sub(s, S("各").n, s.n))) {
            size_t k = i + 1;
            while (k < pieces->n && is_bare_area(slice_at(text, pieces->at[k])))
                k++;
            if (k < pieces->n && is_headed_area(slice_at(text, pieces->at[k])))
                last = k;
        }
        pieces->at[kept++] = (Span){pieces->at[i].at, pieces->at[last].end};
        i = last;
    }
    pieces->n = kept;
}

/* Brackets stay as published, so the name is made from the published bytes, not the
 * folded ones. */
static Slice name_of(const Folded *folded, Slice published, Span piece, Arena *keep) {
    Buf name = {0};
    for (size_t k = piece.at; k < piece.end; k++)
        if (k == piece.at || folded->from.at[k].at != folded->from.at[k - 1].at)
            buf_add(&name, slice_at(published, folded->from.at[k]));
    Slice kept = arena_copy(keep, buf_slice(&name));
    buf_release(&name);
    return kept;
}

static void add_units(const Clause *clause, Span list, DutyRole role) {
    const Folded *folded = &clause->folded;
    SpanList pieces = {0};
    Slice text = folded_text(folded);
    split(folded, list, &pieces);
    join_areas(text, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        Span span = folded_span(folded, pieces.at[i]);
        Slice unit = name_of(folded, clause->text, pieces.at[i], clause->keep);
        vec_push(clause->units, (DutyUnit){role, span, unit});
    }
    vec_release(&pieces);
}

/* ---- A clause with labels
 * ----------------------------------------------------------------------- */

typedef struct {
    Label label;
    Span list; /* behind its colon up to the next label */
} Segment;

typedef VEC(Segment) SegmentList;

/* A label has a colon. It begins the clause, stands behind a separator or a blank, or is
 * too long to be the end of a name: 责任股室 right behind a name whose blank was lost. */
static Label label_here(const Folded *folded, size_t start, size_t at) {
    Slice text = folded_text(folded);
    Label label = label_at(text, at);
    if (!label.colon)
        return (Label){0};
    bool long_label = label.end - at > strlen("责任股室");
    bool gap = at > start && folded->from.at[at].at > folded->from.at[at - 1].end;
    uint32_t before = at > start ? utf8_decode_before(text, at).rune : ',';
    return long_label || gap || is_separator(before) ? label : (Label){0};
}

static void find_segments(const Folded *folded, Span inside, SegmentList *segments) {
    Slice text = folded_text(folded);
    int depth = 0;
    for (size_t at = inside.at; at < inside.end;) {
        Label label = depth ? (Label){0} : label_here(folded, inside.at, at);
        if (label.kind != LABEL_NONE) {
            if (segments->n)
                vec_last(segments)->list.end = at;
            vec_push(segments, (Segment){label, {label.end, inside.end}});
            at = label.end;
            continue;
        }
        Rune rune = utf8_decode(text, at);
        depth += is_open(rune.rune) - (is_close(rune.rune) && depth > 0);
        at += rune.length;
    }
}

static void add_segments(const Clause *clause, const SegmentList *segments) {
    bool supported = false;
    for (size_t i = 0; i < segments->n; i++)
        supported |= segments->at[i].label.kind == LABEL_DUTY &&
                     segments->at[i].label.role == DUTY_SUPPORT;
    for (size_t i = 0; i < segments->n; i++) {
        Label label = segments->at[i].label;
        bool leads = label.is_main && supported && label.role == DUTY_RESPONSIBLE;
        if (label.kind == LABEL_DUTY)
            add_units(clause, segments->at[i].list, leads ? DUTY_LEAD : label.role);
    }
}

/* ---- A clause in words: A牵头,B、C配合
 * ---------------------------------------------------------- */

static size_t verb_end(Slice group, DutyRole *role) {
    static const struct {
        const char *word;
        DutyRole role;
    } verbs[] = {
        {"牵头", DUTY_LEAD},
        {"牵头负责", DUTY_LEAD},
        {"牵头落实", DUTY_LEAD},
        {"负责", DUTY_RESPONSIBLE},
        {"分别负责", DUTY_RESPONSIBLE},
        {"具体负责", DUTY_RESPONSIBLE},
        {"共同负责", DUTY_RESPONSIBLE},
        {"负责落实", DUTY_RESPONSIBLE},
        {"按职责分工负责", DUTY_RESPONSIBLE},
        {"按职责负责", DUTY_RESPONSIBLE},
        {"按分工负责", DUTY_RESPONSIBLE},
        {"按职责分工分别负责", DUTY_RESPONSIBLE},
        {"分工负责", DUTY_RESPONSIBLE},
        {"配合", DUTY_SUPPORT},
        {"参与", DUTY_SUPPORT},
        {"协助", DUTY_SUPPORT},
        {"协同", DUTY_SUPPORT},
        {"协办", DUTY_SUPPORT},
        {"参加", DUTY_SUPPORT},
        {"配合落实", DUTY_SUPPORT},
        {"共同配合", DUTY_SUPPORT},
        {"按职责分工配合", DUTY_SUPPORT},
        {"主办", DUTY_LEAD},
        {"落实", DUTY_RESPONSIBLE},
        {"负责实施", DUTY_RESPONSIBLE},
        {"牵头实施", DUTY_LEAD},
        {"协作", DUTY_SUPPORT},
    };
    size_t best = 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        Slice word = slice_of(verbs[i].word);
        if (word.n > best && slice_ends(group, word)) {
            best = word.n;
            *role = verbs[i].role;
        }
    }
    return best;
}

/* Groups are parted by ,; 。 outside brackets; one without a verb goes with the next.
 * Whether all of it is such a clause. */
static bool read_worded(const Clause *clause, Span inside) {
    Slice text = folded_text(&clause->folded);
    size_t start = inside.at;
    bool closed = false;
    for (size_t at = inside.at; at < inside.end;) {
        size_t end = next_separator(text, at, inside.end);
        bool pause = end < inside.end && slice_starts(part(text, end, text.n), S("、"));
        DutyRole role = DUTY_RESPONSIBLE;
        size_t verb = pause ? 0 : verb_end(part(text, start, end), &role);
        at = end + (end < inside.end ? utf8_decode(text, end).length : 0);
        closed = verb > 0;
        if (!verb)
            continue;
        Span names = trim_piece(text, (Span){start, end - verb});
        if (span_empty(names) || !label_unit_suffix(slice_at(text, names)))
            return false;
        if (clause->units)
            add_units(clause, names, role);
        start = at;
    }
    return closed;
}

/* The folded clause without its outer brackets and final stop. */
static Span inside_of(Slice text) {
    Span inside = {0, text.n};
    if (text.n && is_open(utf8_decode(text, 0).rune)) {
        inside.at = utf8_decode(text, 0).length;
        Rune last = utf8_decode_before(text, text.n);
        int depth = 0;
        for (size_t at = 0; at < text.n; at += utf8_decode(text, at).length) {
            uint32_t rune = utf8_decode(text, at).rune;
            depth += is_open(rune) - is_close(rune);
        }
        if (is_close(last.rune) && depth <= 0)
            inside.end -= last.length;
    }
    static const char *const stops[] = {"。", ";", ",", "、"};
    for (size_t n = words_end(slice_at(text, inside), WORDS(stops));
         n && !span_empty(inside); n = words_end(slice_at(text, inside), WORDS(stops)))
        inside.end -= n;
    return inside;
}

void duties_of_clause(Slice text, Span span, Arena *keep, DutyUnitList *units) {
    Clause clause = {.text = text, .keep = keep};
    folded_read(&clause.folded, slice_at(text, span), span.at);
    Span inside = inside_of(folded_text(&clause.folded));
    SegmentList segments = {0};
    find_segments(&clause.folded, inside, &segments);
    bool worded = segments.n == 0 && read_worded(&clause, inside);
    clause.units = units;
    if (segments.n)
        add_segments(&clause, &segments);
    else if (worded)
        read_worded(&clause, inside);
    vec_release(&segments);
    folded_release(&clause.folded);
}

void duties_of_cell(Slice text, Span cell, DutyRole role, Arena *keep,
                    DutyUnitList *units) {
    Clause clause = {.text = text, .keep = keep, .units = units};
    folded_read(&clause.folded, slice_at(text, cell), cell.at);
    Span all = {0, folded_text(&clause.folded).n};
    SegmentList segments = {0};
    find_segments(&clause.folded, all, &segments);
    if (segments.n)
        add_segments(&clause, &segments);
    else
        add_units(&clause, all, role);
    vec_release(&segments);
    folded_release(&clause.folded);
}

bool duty_role_of(Slice label, DutyRole *role, bool *is_main) {
    Folded folded = {0};
    folded_read(&folded, label, 0);
    Slice text = folded_text(&folded);
    Label found = label_at(text, 0);
    bool whole = found.kind == LABEL_DUTY && found.end == text.n;
    if (whole) {
        *role = found.role;
        *is_main = found.is_main;
    }
    folded_release(&folded);
    return whole;
}

/* ---- Finding clauses
 * ---------------------------------------------------------------------------- */

enum { LOOK_AHEAD = 120, WORDED_MAX = 600, CLAUSE_MAX = 4096 };

/* Behind the bracket that closes the one at `at`; the end of the line when none does. */
static size_t bracket_end(Slice text, size_t at) {
    int depth = 0;
    size_t limit = at + CLAUSE_MAX < text.n ? at + CLAUSE_MAX : text.n, line = limit;
    while (at < limit) {
        Rune rune = utf8_decode(text, at);
        uint32_t folded =
            rune.rune >= 0xFF01 && rune.rune <= 0xFF5E ? rune.rune - 0xFEE0 : rune.rune;
        if (folded == '\n' && line == limit)
            line = at;
        depth += is_open(folded) - is_close(folded);
        at += rune.length;
        if (depth == 0)
            return at;
    }
    return line;
}

static bool opens_clause(Slice text, size_t at, size_t end, bool bracket) {
    Clause clause = {.text = text};
    size_t stop = bracket ? end : at + LOOK_AHEAD;
    folded_read(&clause.folded, slice_sub(text, at, stop < text.n ? stop : text.n), at);
    Slice inside = folded_text(&clause.folded);
    size_t start = bracket && inside.n ? utf8_decode(inside, 0).length : 0;
    Label label = label_at(inside, start);
    bool opens = label.colon &&
                 (label.kind == LABEL_DUTY || (bracket && label.kind == LABEL_DEADLINE));
    if (!opens && bracket && inside.n < WORDED_MAX)
        opens = read_worded(&clause, inside_of(inside));
    folded_release(&clause.folded);
    return opens;
}

/* Only where one of these stands close behind can a clause open; saves folding at every
 * bracket. */
static bool may_open(Slice rest) {
    static const char *const words[] = {
        "责", "牵", "负", "配", "协", "主", "承", "落", "实", "完", "时", "参", "支",
        "第", "具", "直", "共", "相", "有", "办", "工", "任", "推", "进", "起", "期"};
    return words_start(slice_trim_start(slice_sub(rest, 0, 32)), WORDS(words)) > 0;
}

static size_t line_end(Slice text, size_t at) {
    size_t end = slice_find(text, S("\n"), at);
    return end == SIZE_MAX ? text.n : end;
}

bool duty_next_clause(Slice text, size_t from, Span *clause) {
    bool fresh = from == 0 || text.p[from - 1] == '\n'; /* where a bare label may stand */
    for (size_t at = from; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        uint32_t folded =
            rune.rune >= 0xFF01 && rune.rune <= 0xFF5E ? rune.rune - 0xFEE0 : rune.rune;
        size_t end = at;
        if (is_open(folded) && folded != '<')
            end = bracket_end(text, at);
        if (end > at && opens_clause(text, at, end, true)) {
            *clause = (Span){at, end};
            return true;
        }
        bool blank = rune_is_space(rune.rune);
        if (fresh && !blank && !is_open(folded) &&
            may_open(slice_sub(text, at, text.n)) && opens_clause(text, at, at, false)) {
            *clause = (Span){at, line_end(text, at)};
            return true;
        }
        fresh = folded == '\n' || rune.rune == 0x3002 || blank;
        at += rune.length;
    }
    return false;
}

/* ---- Options
 * ------------------------------------------------------------------------------------ */

static bool ends_in_place(Slice prefix) {
    static const char *const places[] = {"省", "市", "区", "县", "州",
                                         "旗", "盟", "各", "我"};
    return words_end(prefix, WORDS(places)) > 0;
}

Slice duty_alias(const DutyAliasList *aliases, Slice unit, Arena *keep) {
    const DutyAlias *best = NULL;
    for (size_t i = 0; aliases && i < aliases->n; i++) {
        const DutyAlias *alias = &aliases->at[i];
        if (!slice_ends(unit, alias->from) || (best && alias->from.n <= best->from.n))
            continue;
        Slice prefix = slice_sub(unit, 0, unit.n - alias->from.n);
        if (prefix.n == 0 || ends_in_place(prefix))
            best = alias;
    }
    if (!best)
        return unit;
    return arena_format(keep, "%.*s%.*s",
                        SLICE_ARG(slice_sub(unit, 0, unit.n - best->from.n)),
                        SLICE_ARG(best->to));
}

static void make_first_lead(PlanTree *tree, size_t from, size_t end) {
    for (size_t i = from; i < end; i++)
        if (tree->duties.at[i].role != DUTY_RESPONSIBLE)
            return;
    for (size_t i = from; i < end; i++)
        tree->duties.at[i].role = i == from ? DUTY_LEAD : DUTY_SUPPORT;
}

void plan_apply_duty_options(PlanTree *tree, const DutyOptions *options) {
    for (size_t i = 0; i < tree->duties.n; i++)
        tree->duties.at[i].unit =
            duty_alias(options->aliases, tree->duties.at[i].unit, &tree->arena);
    for (size_t i = 0; options->first_leads && i < tree->duties.n;) {
        size_t end = i + 1;
        while (end < tree->duties.n &&
               tree->duties.at[end].node == tree->duties.at[i].node &&
               tree->duties.at[end].clause.at == tree->duties.at[i].clause.at)
            end++;
        make_first_lead(tree, i, end);
        i = end;
    }
}
