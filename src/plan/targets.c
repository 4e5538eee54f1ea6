/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the quantities of a measure with their comparator, baseline, period and hardness,
 * and keeps those that are targets. Which are not is for targets_refuse.c to say. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/folded_p.h"
#include "plan/targets.h"
#include "plan/targets_p.h"

/* ---- Words around a quantity
 * ------------------------------------------------------------------- */

typedef struct {
    const char *word;
    Comparator comparator;
} CompareWord;

/* Right before the number. 达到 and its like say only that it is to be reached. */
static const CompareWord before_words[] = {
    {"不少于", COMPARE_AT_LEAST},
    {"不低于", COMPARE_AT_LEAST},
    {"不小于", COMPARE_AT_LEAST},
    {"不短于", COMPARE_AT_LEAST},
    {"不得少于", COMPARE_AT_LEAST},
    {"不得低于", COMPARE_AT_LEAST},
    {"不能少于", COMPARE_AT_LEAST},
    {"至少", COMPARE_AT_LEAST},
    {"最少", COMPARE_AT_LEAST},
    {"至少为", COMPARE_AT_LEAST},
    {"起码", COMPARE_AT_LEAST},
    {"保底", COMPARE_AT_LEAST},
    {"突破", COMPARE_MORE},
    {"超过", COMPARE_MORE},
    {"超", COMPARE_MORE},
    {"逾", COMPARE_MORE},
    {"多于", COMPARE_MORE},
    {"高于", COMPARE_MORE},
    {"大于", COMPARE_MORE},
    {"达到或超过", COMPARE_AT_LEAST},
    {">", COMPARE_MORE},
    {"≥", COMPARE_AT_LEAST},
    {"≤", COMPARE_AT_MOST},
    {"<", COMPARE_LESS},
    {"不少於", COMPARE_AT_LEAST},
    {"不低於", COMPARE_AT_LEAST},
    {"達到", COMPARE_EXACT},
    {"達", COMPARE_EXACT},
    {"超過", COMPARE_MORE},
    {"不超過", COMPARE_AT_MOST},
    {"不超过", COMPARE_AT_MOST},
    {"不高于", COMPARE_AT_MOST},
    {"不多于", COMPARE_AT_MOST},
    {"不大于", COMPARE_AT_MOST},
    {"不得超过", COMPARE_AT_MOST},
    {"不得高于", COMPARE_AT_MOST},
    {"不得多于", COMPARE_AT_MOST},
    {"不能超过", COMPARE_AT_MOST},
    {"不突破", COMPARE_AT_MOST},
    {"控制在", COMPARE_AT_MOST},
    {"限制在", COMPARE_AT_MOST},
    {"最多", COMPARE_AT_MOST},
    {"至多", COMPARE_AT_MOST},
    {"控制到", COMPARE_AT_MOST},
    {"压缩在", COMPARE_AT_MOST},
    {"低于", COMPARE_LESS},
    {"少于", COMPARE_LESS},
    {"小于", COMPARE_LESS},
    {"约", COMPARE_ABOUT},
    {"大约", COMPARE_ABOUT},
    {"接近", COMPARE_ABOUT},
    {"近", COMPARE_ABOUT},
    {"达到", COMPARE_EXACT},
    {"达", COMPARE_EXACT},
    {"达成", COMPARE_EXACT},
    {"至", COMPARE_EXACT},
    {"到", COMPARE_EXACT},
    {"保持在", COMPARE_EXACT},
    {"稳定在", COMPARE_EXACT},
    {"维持在", COMPARE_EXACT},
    {"控制为", COMPARE_EXACT},
};

static const CompareWord after_words[] = {
    {"以上", COMPARE_AT_LEAST},   {"及以上", COMPARE_AT_LEAST},
    {"之上", COMPARE_AT_LEAST},   {"(含)以上", COMPARE_AT_LEAST},
    {"或以上", COMPARE_AT_LEAST}, {"以内", COMPARE_AT_MOST},
    {"以內", COMPARE_AT_MOST},    {"之内", COMPARE_AT_MOST},
    {"以下", COMPARE_AT_MOST},    {"及以下", COMPARE_AT_MOST},
    {"左右", COMPARE_ABOUT},      {"上下", COMPARE_ABOUT},
};

/* The longest of the words that stands at the end (or the start) of where. */
static const CompareWord *compare_word(Slice where, const CompareWord *words, size_t n,
                                       bool at_end) {
    const CompareWord *best = NULL;
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i].word);
        bool fits = at_end ? slice_ends(where, word) : slice_starts(where, word);
        if (fits && (!best || word.n > slice_of(best->word).n))
            best = &words[i];
    }
    return best;
}

static Slice between(const Quantity *q, size_t from, size_t to) {
    return slice_sub(q->text, from, to);
}

/* 至少 may stand before the verb and then holds for a whole list:
 * 至少开展2次团体辅导、2次社团活动. */
static void read_far_comparator(Quantity *q) {
    static const char *const least[] = {"至少", "最少", "不少于"}, *const most[] = {
                                                                       "最多", "至多"};
    static const char *const ends[] = {",", ";", "至少", "最少", "最多", "至多"};
    Slice before = between(q, q->clause, q->at);
    size_t at = words_last(before, least, 2);
    Comparator comparator = COMPARE_AT_LEAST;
    if (at == SIZE_MAX) {
        at = words_last(before, WORDS(most));
        comparator = COMPARE_AT_MOST;
    }
    if (at == SIZE_MAX || words_any(slice_sub(before, at, before.n), WORDS(ends)))
        return;
    q->comparator = comparator;
    q->prefixed = true;
}

/* 不低于总课时的9% */
static void read_distant_comparator(Quantity *q) {
    static const char *const limits[] = {"不低于",   "不少于", "不得低于",
                                         "不得少于", "不超过", "不高于",
                                         "不得超过", "高于",   "超过"};
    Slice before = between(q, q->clause, q->at);
    size_t at = words_last(before, WORDS(limits));
    if (!slice_ends(before, S("的")) || at == SIZE_MAX)
        return;
    q->comparator =
        compare_word(slice_sub(before, 0, at), WORDS(before_words), true)->comparator;
    q->prefixed = q->adjoined = true;
}

static void read_comparators(Quantity *q) {
    q->comparator = q->numeral.more ? COMPARE_MORE : COMPARE_EXACT;
    static const char *const other_words[] = {"做到", "得到", "受到", "看到", "送到",
                                              "收到", "遇到", "找到", "接到", "以至",
                                              "甚至", "乃至", "直至"};
    Slice before = between(q, q->clause, q->at);
    const CompareWord *word = compare_word(before, WORDS(before_words), true);
    if (word && words_end(before, WORDS(other_words)))
        word = NULL;
    if (word) {
        q->prefixed = q->adjoined = true;
        if (word->comparator != COMPARE_EXACT)
            q->comparator = word->comparator;
    } else {
        read_far_comparator(q);
        read_distant_comparator(q);
    }
    word = compare_word(between(q, q->end, q->text.n), WORDS(after_words), false);
    if (!word)
        return;
    q->suffixed = true;
    q->end += slice_of(word->word).n;
    q->comparator = word->comparator;
}

/* 由86%提高到90%, 将现有的12个专业整合为8个专业: the number between 由 and the word of
 * change. */
static void read_baseline(Quantity *q) {
    static const char *const from[] = {"由",     "从",     "现有的", "现有",
                                       "原来的", "原有的", "目前的"};
    static const char *const change[] = {
        "提高到", "提升到", "增加到", "增长到", "扩大到", "延长到", "上升到", "下降到",
        "降低到", "减少到", "缩短到", "压缩到", "压减到", "提高至", "提升至", "增加至",
        "增长至", "扩大至", "延长至", "上升至", "下降至", "降低至", "减少至", "缩短至",
        "压缩至", "压减至", "增至",   "升至",   "降至",   "提至",   "减至",   "扩至",
        "调整为", "调整到", "调整至", "整合为", "优化为", "合并为", "拓展到", "拓展至",
        "到",     "至",     "达到",   "缩小到", "缩小至", "发展到", "扩展到"};
    Slice before = between(q, q->clause, q->at);
    size_t at = words_last(before, WORDS(from));
    if (at == SIZE_MAX || !words_end(before, WORDS(change)))
        return;
    Numeral old;
    if (!numeral_next(before, at, &old) || old.has_high || old.span.end > before.n - 3)
        return;
    /* a date is no baseline: 从2020年的… */
    if (slice_starts(slice_sub(before, old.span.end, before.n), S("年")) &&
        !numeral_next(before, old.span.end, &old))
        return;
    q->has_baseline = q->prefixed = true;
    q->baseline_redacted = old.redacted;
    q->baseline = old.redacted ? 0 : old.value * old.scale / q->numeral.scale;
}

/* Itself such a baseline: 由…(this) and behind it 提高到 with another number. */
static bool is_baseline(const Quantity *q) {
    static const char *const from[] = {"由",     "从",     "现有的", "现有",
                                       "原来的", "原有的", "目前的"};
    static const char *const change[] = {"到", "至", "为"};
    Slice before = between(q, q->clause, q->at);
    if (words_last(before, WORDS(from)) == SIZE_MAX)
        return false;
    Slice rest = between(q, q->end, q->clause_end);
    Numeral next;
    return numeral_next(rest, 0, &next) && next.span.at <= 45 &&
           words_end(slice_sub(rest, 0, next.span.at), WORDS(change)) > 0;
}

/* 每学期 holds on behind a comma for doings and hours only, and not where the clause has
 * a span of its own. */
static bool is_carried(const Quantity *q, size_t at) {
    static const char *const spans[] = {"年内", "全年", "累计", "年度", "总", "共"};
    if (at >= q->clause)
        return true;
    bool doing = q->unit->kind == UNIT_ACT || q->unit->kind == UNIT_TIME;
    return doing && !words_any(between(q, q->clause, q->at), WORDS(spans));
}

static Span read_period(const Quantity *q) {
    static const char *const units[] = {
        "天",   "日", "周", "月", "季度", "季",     "学期",   "学年",   "年",  "半年",
        "星期", "旬", "晚", "晨", "个月", "个学期", "个假期", "个学期", "周末"};
    static const char *const whole[] = {"年均", "月均", "周均", "日均"};
    Slice before = between(q, q->sentence, q->at);
    size_t end = words_last(before, WORDS(whole));
    if (end != SIZE_MAX && q->sentence + end > q->clause)
        return (Span){q->sentence + end - 6, q->sentence + end};
    const char *const each[] = {"每"};
    for (size_t at = words_last(before, each, 1); at != SIZE_MAX;
         at = words_last(slice_sub(before, 0, at - 3), each, 1)) {
        Numeral n;
        size_t after = numeral_at(before, at, &n) ? n.span.end : at;
        size_t length = words_start(slice_sub(before, after, before.n), WORDS(units));
        if (length && is_carried(q, q->sentence + at))
            return (Span){q->sentence + at - 3, q->sentence + after + length};
    }
    return (Span){0};
}

static Hardness read_hardness(const Quantity *q) {
    static const char *const firm[] = {"确保", "必须", "务必", "保证"};
    static const char *const strive[] = {"力争", "争取", "努力", "争"};
    static const char *const explore[] = {"探索", "尝试"};
    Slice before = between(q, q->sentence, q->at);
    size_t tried = words_last(before, WORDS(explore));
    if (tried != SIZE_MAX && q->sentence + tried < q->clause)
        tried = SIZE_MAX; /* what is explored is the clause's own matter */
    size_t at[] = {words_last(before, WORDS(firm)), words_last(before, WORDS(strive)),
                   tried};
    static const Hardness hardness[] = {HARDNESS_FIRM, HARDNESS_STRIVE, HARDNESS_EXPLORE};
    Hardness best = HARDNESS_PLAIN;
    size_t last = 0;
    for (size_t i = 0; i < 3; i++)
        if (at[i] != SIZE_MAX && at[i] > last) {
            last = at[i];
            best = hardness[i];
        }
    return best;
}

/* ---- A quantity
 * --------------------------------------------------------------------------------- */

static bool is_break(uint32_t rune, bool sentence) {
    static const uint32_t ends[] = {0x3002, ';', '!', '?', '|'},
                          pauses[] = {',', ':', '(', ')'};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (rune == ends[i])
            return true;
    for (size_t i = 0; i < sizeof pauses / sizeof *pauses && !sentence; i++)
        if (rune == pauses[i])
            return true;
    return rune >= 0x2460 && rune <= 0x2473;
}

/* How far around a number its clause and sentence are looked for; bounds the cost of a
 * measure without stops. */
enum { REACH = 600 };

static size_t break_before(Slice text, size_t at, bool sentence) {
    size_t least = at > REACH ? at - REACH : 0;
    while (at > least) {
        Rune rune = utf8_decode_before(text, at);
        if (is_break(rune.rune, sentence))
            return at;
        at -= rune.length;
    }
    return at;
}

static size_t break_behind(Slice text, size_t at) {
    size_t most = at + REACH;
    while (at < text.n && at < most) {
        Rune rune = utf8_decode(text, at);
        if (is_break(rune.rune, false))
            return at;
        at += rune.length;
    }
    return at;
}

static const Unit no_unit = {"", "", 1, UNIT_THING, NULL};

/* The unit behind the number, or the one it brings along. Without one only a large number
 * that something is compared with can be a quantity: 总量突破3万. */
static bool read_unit(Quantity *q) {
    const Numeral *n = &q->numeral;
    q->unit_span = (Span){n->scale_at, n->span.end};
    q->end = n->span.end;
    if (n->kind == NUMERAL_PERCENT || n->kind == NUMERAL_PERMILLE) {
        bool signed_percent = q->text.p[n->span.end - 1] == '%';
        q->unit = n->kind == NUMERAL_PERCENT ? unit_percent() : unit_permille();
        q->unit_span.at = signed_percent ? n->span.end - 1 : n->span.end;
        return true;
    }
    q->unit = unit_at(q->text, n->span.end);
    if (q->unit) {
        q->end = q->unit_span.end = n->span.end + slice_of(q->unit->word).n;
        return true;
    }
    if (n->kind == NUMERAL_FRACTION) {
        q->unit = unit_fraction();
        return true;
    }
    q->unit = &no_unit;
    return n->scale >= 1e4;
}

/* 8次至10次: the range's second number behind a unit of its own. */
static void read_second(Quantity *q) {
    static const char *const signs[] = {"至", "到", "-", "~", "—", "–"};
    Slice rest = between(q, q->end, q->text.n);
    size_t length = words_start(rest, WORDS(signs));
    Numeral other;
    if (!length || q->numeral.has_high || q->unit == &no_unit ||
        q->unit->kind == UNIT_SHARE || !numeral_at(q->text, q->end + length, &other) ||
        other.has_high || other.scale != q->numeral.scale ||
        unit_at(q->text, other.span.end) != q->unit ||
        (!other.redacted && other.value <= q->numeral.value))
        return;
    q->second = (Span){q->end, other.written.end};
    q->numeral.has_high = true;
    q->numeral.high = other.value;
    q->numeral.redacted |= other.redacted;
    q->unit_span = (Span){other.scale_at, other.span.end + slice_of(q->unit->word).n};
    q->end = q->unit_span.end;
}

static bool read_quantity(Slice text, const Numeral *numeral, Quantity *q) {
    *q = (Quantity){.text = text, .numeral = *numeral, .at = numeral->span.at};
    if (!read_unit(q))
        return false;
    read_second(q);
    q->clause = break_before(text, q->at, false);
    q->clause_end = break_behind(text, q->end);
    q->sentence = break_before(text, q->at, true);
    read_comparators(q);
    if (q->unit == &no_unit && (!q->adjoined || q->end != q->clause_end))
        return false;
    read_baseline(q);
    q->period = read_period(q);
    q->hardness = read_hardness(q);
    return true;
}

/* ---- What the number is about
 * ------------------------------------------------------------------- */

static size_t phrase_end(Slice text, size_t at) {
    static const char *const stops[] = {"、", "“", "”", "和", "及", "与", "并", "\""};
    while (at < text.n) {
        Rune rune = utf8_decode(text, at);
        bool stop = words_start(slice_sub(text, at, text.n), WORDS(stops)) > 0;
        if (is_break(rune.rune, false) || stop)
            break;
        at += rune.length;
    }
    return at;
}

/* The noun phrase behind the unit; when the clause ends there, what stands between the
 * last break and the number, without the words of comparison. */
static Span read_object(const Quantity *q) {
    static const char *const drop[] = {
        "确保", "力争", "争取", "实现", "全年", "新建", "建设",   "创建", "打造",
        "培育", "开展", "组织", "举办", "完成", "新增", "培训",   "年内", "其中",
        "引进", "采购", "发展", "培养", "资助", "补充", "全区",   "全市", "全县",
        "新",   "使",   "将",   "让",   "由",   "、",   "改扩建", "改建", "扩建"};
    static const char *const rates[] = {"额", "量", "率", "数", "值"};
    static const char *const tails[] = {
        "提高到", "提升到", "增加到", "延长至", "提高", "提升", "增长", "增加",
        "累计",   "总量",   "为",     "在",     "占",   "共",   "了",   "、"};
    size_t from = q->end;
    if (slice_starts(between(q, from, q->text.n), S("的")))
        from += S("的").n;
    size_t end = phrase_end(slice_sub(q->text, 0, q->clause_end), from);
    if (end > from)
        return (Span){from, end};
    Slice before = between(q, q->clause, q->at);
    const CompareWord *word = compare_word(before, WORDS(before_words), true);
    size_t to = q->at - (word ? slice_of(word->word).n : 0);
    size_t list = slice_find(before, S("、"), 0);
    from = q->clause;
    Numeral n;
    if (list != SIZE_MAX && numeral_next(slice_sub(before, 0, list), 0, &n)) {
        const char *const comma[] = {"、"};
        from = q->clause + words_last(slice_sub(before, 0, to - q->clause), comma, 1);
    }
    for (size_t n_drop = words_start(between(q, from, to), WORDS(drop)); n_drop;
         n_drop = words_start(between(q, from, to), WORDS(drop))) {
        if (words_start(between(q, from + n_drop, to), WORDS(rates)))
            break;
        from += n_drop;
    }
    for (size_t n_tail = words_end(between(q, from, to), WORDS(tails)); n_tail;
         n_tail = words_end(between(q, from, to), WORDS(tails)))
        to -= n_tail;
    if (q->has_baseline) {
        const char *const old[] = {"由", "从"};
        size_t cut = words_last(between(q, from, to), old, 2);
        to = cut == SIZE_MAX || cut <= 3 ? to : from + cut - 3;
    }
    return from < to ? (Span){from, to} : (Span){0};
}

/* ---- A target
 * ----------------------------------------------------------------------------------- */

static Slice kept(Arena *keep, const Quantity *q, Span span) {
    return span_empty(span) ? (Slice){0} : arena_copy(keep, slice_at(q->text, span));
}

/* "10" and "15" of 10名至15名 as "10至15"; "万名" of 万余名. */
static Slice unit_text(Arena *keep, const Quantity *q) {
    if (q->unit == unit_percent())
        return S("%");
    if (q->unit == unit_permille())
        return S("‰");
    Slice written = slice_at(q->text, q->unit_span), word = slice_of(q->unit->word);
    Slice scale = slice_sub(written, 0, written.n - word.n);
    static const char *const more[] = {"余", "多"};
    scale.n -= words_end(scale, WORDS(more));
    return arena_format(keep, "%.*s%.*s", SLICE_ARG(scale), SLICE_ARG(word));
}

static Slice value_text(Arena *keep, const Quantity *q) {
    Slice written = slice_at(q->text, q->numeral.written),
          second = slice_at(q->text, q->second);
    return arena_format(keep, "%.*s%.*s", SLICE_ARG(written), SLICE_ARG(second));
}

static Target make_target(const Quantity *q, const Folded *folded, Arena *keep) {
    const Numeral *n = &q->numeral;
    Target target = {
        .span = folded_span(folded, (Span){q->at, q->end}),
        .comparator = q->comparator,
        .hardness = q->hardness,
        .redacted = n->redacted,
        .has_high = n->has_high && !n->redacted,
        .has_baseline = q->has_baseline && !q->baseline_redacted,
        .per_period = !span_empty(q->period),
        .value = n->value,
        .high = n->has_high ? n->high : 0,
        .baseline = q->baseline,
        .value_norm = n->value * n->scale * q->unit->factor,
        .value_text = value_text(keep, q),
        .unit = unit_text(keep, q),
        .unit_norm = slice_of(q->unit->norm),
        .object = kept(keep, q, read_object(q)),
        .period = kept(keep, q, q->period),
    };
    return target;
}

/* Behind "①", "1.", "（1）": the measure's own marker is no number. */
static size_t skip_marker(Slice text) {
    size_t at = 0;
    while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9')
        at++;
    if (at == 0 || at > 3 || at >= text.n)
        return 0;
    bool dot =
        text.p[at] == '.' && at + 1 < text.n && (unsigned char)text.p[at + 1] >= 128;
    return dot ? at + 1 : 0;
}

/* 分别不低于65%和85%: a number right behind another of its kind is compared alike. */
static void inherit(Quantity *q, const Quantity *last) {
    static const char *const joints[] = {"和", "、", "及", "与"};
    Slice joint = slice_sub(q->text, last->end, q->at);
    if (last->unit != q->unit || q->prefixed || q->suffixed || !last->prefixed ||
        words_start(joint, WORDS(joints)) != joint.n || joint.n == 0)
        return;
    q->comparator = last->comparator;
    q->prefixed = q->adjoined = true;
}

static void find_in(const Folded *folded, Arena *keep, TargetList *found) {
    Slice text = folded_text(folded);
    Numeral numeral;
    Quantity last = {0};
    size_t from = skip_marker(text);
    while (numeral_next(text, from, &numeral)) {
        from = numeral.span.end;
        Quantity q;
        if (!read_quantity(text, &numeral, &q))
            continue;
        if (last.unit)
            inherit(&q, &last);
        last = q;
        from = q.end;
        if (!is_baseline(&q) && !quantity_refusal(&q))
            vec_push(found, make_target(&q, folded, keep));
    }
}

void targets_find(Slice text, size_t shift, Arena *keep, TargetList *found) {
    Folded folded = {0};
    folded_read(&folded, text, shift);
    find_in(&folded, keep, found);
    folded_release(&folded);
}

void plan_find_targets(PlanTree *tree) {
    TargetList found = {0};
    tree->targets.n = 0;
    for (uint32_t i = 0; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        if (node->kind != NODE_MEASURE ||
            (node->part != PART_PLAN && node->part != PART_ANNEX))
            continue;
        found.n = 0;
        targets_find(slice_at(tree->text, node->body), node->body.at, &tree->arena,
                     &found);
        for (size_t k = 0; k < found.n; k++) {
            found.at[k].measure = i;
            vec_push(&tree->targets, found.at[k]);
        }
    }
    vec_release(&found);
}

const char *comparator_word(Comparator comparator) {
    static const char *const words[] = {"=", ">=", ">", "<=", "<", "~"};
    return words[comparator];
}

const char *hardness_word(Hardness hardness) {
    static const char *const words[] = {"plain", "firm", "strive", "explore"};
    return words[hardness];
}
