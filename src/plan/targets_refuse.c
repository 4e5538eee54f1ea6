/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which quantities of a measure are no targets, rule by rule. Each rule looks at the
 * words around the number and knows nothing of the other rules; the first that refuses
 * gives its reason. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/targets_p.h"

/* What makes, gets or holds something countable. */
static const char *const making[] = {
    "新建", "改建", "扩建", "续建", "迁建", "改扩建", "建设", "建成", "建好", "创建",
    "打造", "培育", "培养", "新增", "增加", "增设",   "增添", "扩增", "补充", "招聘",
    "招录", "引进", "选聘", "选派", "选拔", "选树",   "遴选", "评选", "认定", "命名",
    "表彰", "申报", "争创", "创成", "配备", "采购",   "购置", "更换", "更新", "安装",
    "改造", "维修", "修缮", "撤并", "撤销", "组建",   "成立", "设立", "开设", "开办",
    "开发", "开展", "开通", "开工", "开放", "启动",   "启用", "投用", "举办", "承办",
    "组织", "召开", "完成", "推出", "培训", "轮训",   "资助", "帮扶", "结对", "征集",
    "编制", "编写", "办好", "掌握", "安排", "布置",   "惠及", "支持", "承接", "输送",
    "检查", "督查", "排查", "走访", "化解", "配齐",   "达到", "再建", "扶持", "通过",
    "获评", "创评", "参加", "举行", "实现", "发展",   "增挂", "试点", "设置", "布局",
    "落成", "交付", "储备", "推荐", "评定", "发放",   "制作", "拍摄", "出版", "建立",
    "建强", "进行", "提供", "调整", "整合", "试行",   "打通"};

static Slice before_in_clause(const Quantity *q) {
    return slice_sub(q->text, q->clause, q->at);
}

static Slice after(const Quantity *q) {
    return slice_sub(q->text, q->end, q->text.n);
}

static Slice after_unit(const Quantity *q) {
    size_t end =
        q->unit_span.end > q->numeral.span.end ? q->unit_span.end : q->numeral.span.end;
    return slice_sub(q->text, end, q->text.n);
}

static uint32_t rune_before(const Quantity *q) {
    return q->at ? utf8_decode_before(q->text, q->at).rune : 0;
}

static uint32_t rune_after(const Quantity *q) {
    return q->end < q->text.n ? utf8_decode(q->text, q->end).rune : 0;
}

static bool is_compared(const Quantity *q) {
    return q->prefixed || q->suffixed;
}

/* A figure in Chinese up to ten: half of them are parts of names. */
static bool is_small_han(const Quantity *q) {
    return q->numeral.han && !q->numeral.redacted && !q->numeral.has_high &&
           q->numeral.value <= 10 && q->unit->kind != UNIT_SHARE;
}

/* 百名校长, 千村: a round number with nothing before it is rhetoric. */
static bool is_bare_round(const Quantity *q) {
    static const char *const round[] = {"百", "千", "万", "亿", "十"};
    return q->numeral.han && !q->numeral.more &&
           words_start(slice_at(q->text, q->numeral.written), WORDS(round)) ==
               span_length(q->numeral.written);
}

/* ---- Names ---- */

typedef struct {
    const char *open, *close;
} Quote;

/* The nearest quotation mark before the number opens and is closed behind it. */
static bool is_quoted(const Quantity *q) {
    static const Quote quotes[] = {{"“", "”"},   {"‘", "’"},   {"《", "》"}, {"「", "」"},
                                   {"『", "』"}, {"〈", "〉"}, {"【", "】"}};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        const char *const open[] = {quotes[i].open}, *const close[] = {quotes[i].close};
        Slice before = slice_sub(q->text, q->sentence, q->at);
        size_t opened = words_last(before, open, 1),
               closed = words_last(before, close, 1);
        if (opened == SIZE_MAX || (closed != SIZE_MAX && closed > opened))
            continue;
        if (slice_contains(slice_sub(q->text, q->at, q->at + 120),
                           slice_of(quotes[i].close)))
            return true;
    }
    /* Straight marks: an odd number of them before, at least one behind. */
    size_t n = 0;
    for (size_t i = q->sentence; i < q->at; i++)
        n += q->text.p[i] == '"';
    return n % 2 == 1 &&
           slice_contains(slice_sub(q->text, q->end, q->end + 120), S("\""));
}

static bool is_ordinal(const Quantity *q) {
    static const char *const ordinals[] = {"第", "前", "No.", "NO.", "一式"};
    Slice before = slice_sub(q->text, q->clause, q->at);
    if (words_end(before, WORDS(ordinals)))
        return true;
    /* 第4、5位 */
    Slice head = before;
    while (slice_ends(head, S("、")) ||
           (head.n && head.p[head.n - 1] >= '0' && head.p[head.n - 1] <= '9'))
        head.n -= slice_ends(head, S("、")) ? S("、").n : 1;
    if (head.n < before.n && slice_ends(head, S("第")))
        return true;
    /* 二期, 二类: a quantity would be 两 */
    return slice_equal(slice_at(q->text, q->numeral.written), S("二")) &&
           q->unit->kind != UNIT_SHARE;
}

/* 十二届三次全会, 核电三期, 三十条措施: Chinese figures that number or name. */
static bool is_numbering(const Quantity *q) {
    static const char *const meetings[] = {"全会", "全体会议", "党代会", "代表大会",
                                           "会议精神"};
    static const char *const courses[] = {"举办", "开展", "培训", "组织", "轮训", "开设"};
    static const char *const policies[] = {"措施", "意见", "规定",
                                           "政策", "举措", "禁令"};
    Slice word = slice_of(q->unit->word), rest = after(q);
    if (is_compared(q) || !q->numeral.han)
        return false;
    if (slice_equal(word, S("条")) && words_any(slice_sub(rest, 0, 12), WORDS(policies)))
        return true;
    if (slice_equal(word, S("期")))
        return !words_any(before_in_clause(q), WORDS(courses)) && span_empty(q->period);
    return words_start(rest, WORDS(meetings)) > 0;
}

/* 3+1+2, x+N, K12, 4×100: joined to a neighbour by a sign or a letter. */
static bool is_joined(const Quantity *q) {
    static const uint32_t signs[] = {'+', 0x00B7, '/', '-', 0x2014, '.',
                                     '_', '#',    '^', '=', 0xD7,   '*'};
    uint32_t before = rune_before(q), next = rune_after(q);
    /* 3节课+2节活动: things added up, not figures */
    if (before == '+' && q->at > 1 && (unsigned char)q->text.p[q->at - 2] >= 128)
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (before == signs[i] && q->at > q->clause + 1 &&
            (signs[i] != 0x2014 || !slice_ends(before_in_clause(q), S("——"))))
            return true;
    /* a blank that parts figures: "2025 12所" is no number of schools */
    if (before == ' ' && q->at > 1 && q->text.p[q->at - 2] >= '0' &&
        q->text.p[q->at - 2] <= '9')
        return true;
    if (next == '+' || (before < 128 && ((before | 32) >= 'a' && (before | 32) <= 'z')))
        return true;
    return before >= '0' && before <= '9';
}

static bool is_date(const Quantity *q) {
    return q->unit->factor <= 0 ||
           (slice_equal(slice_of(q->unit->word), S("年")) && q->numeral.value >= 1000);
}

/* 6个“100%建设”, 三个一, 两个100%: a count of mottoes, of which the motto itself holds a
 * number; and that number. */
static bool counts_mottoes(const Quantity *q) {
    Slice rest = after(q), before = before_in_clause(q);
    Numeral n;
    bool counted = strcmp(q->unit->word, "个") == 0 && !is_compared(q);
    if (strcmp(q->unit->word, "个") == 0 && numeral_at(rest, 0, &n) && !n.redacted &&
        (is_small_han(q) || n.kind == NUMERAL_PERCENT))
        return true;
    if (slice_ends(before, S("个")) &&
        numeral_next(slice_sub(before, before.n > 9 ? before.n - 9 : 0, before.n), 0, &n))
        return true;
    if (!counted || !slice_starts(rest, S("“")))
        return false;
    Slice motto = slice_cut(slice_sub(rest, S("“").n, rest.n), S("”")).head;
    return slice_contains(motto, S("%")) || slice_contains(motto, S("百分"));
}

/* 四个意识, 三个一: small figures and ideas. */
static bool is_idea(const Quantity *q) {
    static const char *const ideas[] = {
        "方面", "领域", "环节", "维度", "层面", "阶段",     "原则", "意识", "字",
        "要求", "特征", "要素", "统一", "坚持", "必须",     "确保", "不",   "层次",
        "主题", "关键", "结合", "自信", "维护", "确立",     "转变", "务必", "一",
        "更",   "优先", "纳入", "关系", "重大", "时间节点", "时段", "规定"};
    Slice rest = after(q);
    if (is_compared(q))
        return false;
    return q->unit->kind == UNIT_THING && words_start(rest, WORDS(ideas)) > 0;
}

/* 5%以内（含5%）: says that the bound itself counts. */
static bool is_inclusion(const Quantity *q) {
    static const char *const words[] = {"(含", "(不含", "(包含"};
    return words_end(slice_sub(q->text, 0, q->at), WORDS(words)) > 0;
}

/* 6个学分（相当于108课时）: the same again in another unit. */
static bool is_equivalent(const Quantity *q) {
    static const char *const words[] = {"相当于", "折合", "约合"};
    return words_end(before_in_clause(q), WORDS(words)) > 0;
}

/* ---- Whom or what it is about ---- */

/* Behind 以上, 以下 stands what is delimited: 35岁以下教师, 600分以上考生,
 * 不足30人的教学点. */
static bool is_delimiting(const Quantity *q) {
    static const char *const low[] = {"不足", "未满", "不满", "少于", "低于",
                                      "小于", "超过", "超",   "满",   "大于",
                                      "多于", "高于", "达到", "达"};
    static const char *const firm[] = {"不少于",   "不低于",  "不小于", "不超过",
                                       "不高于",   "不多于",  "不大于", "不得少于",
                                       "不得低于", "不得超过"};
    static const char *const reached[] = {"参加", "参与", "获", "入选", "考入", "进入",
                                          "达",   "通过", "受", "接受", "用于", "投入",
                                          "资金", "经费", "在", "由",   "实现", "为",
                                          "掌握", "以上", "被", "优先", "设",   "配"};
    static const char *const aims[] = {"的目标", "的要求", "的标准", "的水平"};
    Slice before = before_in_clause(q), rest = after(q);
    bool share = q->unit->kind == UNIT_SHARE,
         held = words_end(before, WORDS(firm)) > 0 || share;
    bool thing = q->unit->kind == UNIT_THING || q->unit->kind == UNIT_ACT ||
                 slice_equal(slice_of(q->unit->word), S("名"));
    if (slice_starts(rest, S("的")) &&
        words_start(slice_sub(rest, 3, rest.n), WORDS(firm)))
        return true; /* 51至80所的不超过35篇 */
    if (slice_starts(rest, S("的")) && share)
        return words_end(before, low, 6) > 0 && !words_end(before, WORDS(firm)) &&
               !words_start(rest, WORDS(aims));
    if (slice_starts(rest, S("的")) && !held)
        return words_end(before, WORDS(low)) > 0 || !thing;
    if (!q->suffixed || held || thing || rest.n == 0)
        return false;
    Rune next = utf8_decode(rest, 0);
    return rune_is_han(next.rune) && !words_start(rest, WORDS(reached));
}

static bool is_under(const Quantity *q) {
    static const char *const under[] = {"不足", "未满", "不满"};
    return words_end(before_in_clause(q), WORDS(under)) > 0;
}

/* What is there already and only made use of: 发挥6所…的作用, 围绕3个专题. */
static bool is_means(const Quantity *q) {
    static const char *const using_words[] = {"发挥", "依托", "借助", "利用",
                                              "凭借", "围绕", "聚焦", "按照",
                                              "根据", "基于", "对照", "针对"};
    Slice before = before_in_clause(q);
    size_t used = words_last(before, WORDS(using_words));
    if (used == SIZE_MAX)
        return false;
    return !words_any(slice_sub(before, used, before.n), WORDS(making));
}

/* 较上年提高1.5个百分点: last year only compared with. */
static bool names_past_year(Slice before) {
    static const char *const years[] = {"去年", "上年"};
    static const char *const against[] = {"较", "比", "与", "同", "于"};
    for (size_t at = words_last(before, WORDS(years)); at != SIZE_MAX;
         at = words_last(before, WORDS(years))) {
        before = slice_sub(before, 0, at - strlen("去年"));
        if (!words_end(before, WORDS(against)))
            return true;
    }
    return false;
}

static bool is_past(const Quantity *q) {
    static const char *const sentence_words[] = {"过去一年", "一年来", "近年来",
                                                 "截至",     "以来",   "五年来"};
    static const char *const clause_words[] = {
        "已",     "曾",     "现有",   "原有",   "目前",   "现已",   "完成了", "实现了",
        "达到了", "举办了", "开展了", "新增了", "建成了", "培训了", "组织了", "有了"};
    if (q->has_baseline)
        return false;
    Slice before = slice_sub(q->text, q->sentence, q->at);
    return names_past_year(before) || words_any(before, WORDS(sentence_words)) ||
           words_any(before_in_clause(q), WORDS(clause_words));
}

static bool is_forbidden(const Quantity *q) {
    static const char *const words[] = {"严禁", "禁止", "杜绝",     "不准",
                                        "严防", "防止", "严肃查处", "违反"};
    return !q->adjoined && words_any(before_in_clause(q), WORDS(words));
}

/* 每2周, 每千名: says how often, or of how many. */
static bool is_period(const Quantity *q) {
    static const char *const each[] = {"每", "每隔", "近", "逢"};
    Slice before = before_in_clause(q);
    if (words_end(before, WORDS(each)) && !slice_ends(before, S("最近")))
        return !(slice_ends(before, S("近")) && !is_bare_round(q) &&
                 q->numeral.value >= 50);
    return false;
}

/* ---- By the kind of unit ---- */

static bool is_loose_time(const Quantity *q) {
    static const char *const limits[] = {"内", "前",   "后",   "圈",   "制",
                                         "一", "之内", "行动", "计划", "左右内"};
    static const char *const lengths[] = {"时间", "时长", "总量", "活动",
                                          "锻炼", "阅读", "运动"};
    if (q->unit->kind != UNIT_TIME)
        return false;
    bool fine = strcmp(q->unit->norm, "分钟") == 0;
    if (q->adjoined || q->has_baseline)
        return false;
    /* round the clock: 24小时值班 */
    if (q->numeral.value == 24 && fine)
        return true;
    if (words_start(after_unit(q), WORDS(limits)))
        return true;
    if (!fine)
        return !q->prefixed;
    bool long_enough = words_any(before_in_clause(q), WORDS(lengths));
    if (is_compared(q))
        return q->suffixed && !long_enough && span_empty(q->period);
    if (span_empty(q->period) && !long_enough)
        return true;
    Slice rest = after(q);
    return rest.n && rune_is_han(utf8_decode(rest, 0).rune) && span_empty(q->period);
}

static bool is_loose_score(const Quantity *q) {
    static const char *const gains[] = {"提高", "提升", "增加", "增长",
                                        "上升", "缩小", "到",   "至"};
    return q->unit->kind == UNIT_SCORE && !is_compared(q) &&
           !words_end(before_in_clause(q), WORDS(gains));
}

/* 50米跑, 400米跑道, 30万吨级码头, 60万吨乙烯项目: a size in a name. */
static bool is_sized_name(const Quantity *q) {
    static const char *const works[] = {"项目", "工程", "电站", "机组",
                                        "装置", "线路", "码头"};
    Slice rest = after(q);
    if (q->unit->kind == UNIT_SIZE && !is_compared(q) &&
        (slice_starts(rest, S("级")) ||
         words_any(slice_sub(q->text, q->end, q->clause_end), WORDS(works))))
        return strcmp(q->unit->norm, "平方米") != 0 && strcmp(q->unit->norm, "亩") != 0;
    return strcmp(q->unit->word, "米") == 0 && !is_compared(q) && rest.n &&
           rune_is_han(utf8_decode(rest, 0).rune);
}

static bool is_loose_abstract(const Quantity *q) {
    return q->unit->kind == UNIT_ABSTRACT && !is_compared(q) &&
           (q->numeral.han || !words_any(before_in_clause(q), WORDS(making)));
}

static bool is_loose_fraction(const Quantity *q) {
    return q->numeral.kind == NUMERAL_FRACTION && !is_compared(q) && !q->has_baseline;
}

/* ---- Small figures in Chinese ---- */

/* The clause, or the item of a list, ends with it: 新建幼儿园两所、小学一所 */
static bool is_last(const Quantity *q) {
    return q->end == q->clause_end || slice_starts(after(q), S("、"));
}

/* One is a number only of things that are built, held or given out one by one. */
static bool is_one_thing(const Quantity *q) {
    static const char *const ones[] = {"所",   "座", "处", "间", "栋", "幢", "场",
                                       "场次", "次", "期", "家", "台", "辆", "名",
                                       "门",   "节", "册", "部", "套", "个"};
    static const char *const verbs[] = {
        "新建", "改建", "扩建", "建成", "建设", "开工", "启动", "启用", "举办",
        "承办", "开展", "组织", "召开", "安排", "配备", "创建", "新增", "增设",
        "掌握", "布置", "公示", "开设", "举行", "完成", "编写", "培育", "增加"};
    static const char *const each[] = {"每校", "每所", "每班", "每名", "每人",
                                       "每生", "每个", "每村", "每镇", "每乡",
                                       "每县", "每户", "每园"};
    Slice word = slice_of(q->unit->word), before = before_in_clause(q);
    bool concrete = words_start(word, WORDS(ones)) == word.n;
    size_t verb = words_last(before, WORDS(verbs));
    if (words_any(before, WORDS(each)) && !slice_ends(before, S("每")))
        return concrete && words_any(before, WORDS(making));
    bool near = verb != SIZE_MAX && (before.n - verb <= 6 || is_last(q));
    return concrete && near && !slice_equal(word, S("个")) && !slice_equal(word, S("套"));
}

/* 与三家企业共建: a partner is counted though no verb stands before. */
static bool is_partner(const Quantity *q) {
    static const char *const with[] = {"与", "同", "和", "联合"};
    static const char *const joint[] = {"共建", "签订", "签约", "结成",
                                        "结对", "合作", "协议"};
    Slice before = before_in_clause(q);
    size_t at = words_last(before, WORDS(with));
    return at != SIZE_MAX && before.n - at <= 12 &&
           words_any(slice_sub(q->text, q->end, q->clause_end), WORDS(joint));
}

/* In a list (甲、乙两个中心) the verb stands before the whole of it, or right before the
 * number (甲工作、新建两所). */
static bool is_made(const Quantity *q) {
    static const char *const about[] = {"对", "就", "从", "以", "把", "围绕", "在"};
    static const char *const pushing[] = {"加快", "推进", "推动", "抓好", "做好", "落实"};
    static const char *const solid[] = {"所", "座", "处", "家", "栋", "幢",
                                        "间", "名", "台", "辆", "场"};
    Slice before = before_in_clause(q), head = slice_cut(before, S("、")).head;
    Slice word = slice_of(q->unit->word);
    if (words_start(before, WORDS(about)))
        return false;
    if (words_end(before, WORDS(making)))
        return true;
    if (words_end(before, WORDS(pushing)))
        return words_start(word, WORDS(solid)) == word.n;
    return (words_any(head, WORDS(making)) && before.n <= 90) ||
           (is_last(q) && before.n >= 12);
}

static bool is_weak_han(const Quantity *q) {
    if (is_bare_round(q))
        return !q->prefixed && !slice_ends(before_in_clause(q), S("近"));
    if (!is_small_han(q) || is_compared(q) || q->has_baseline)
        return false;
    bool act = q->unit->kind == UNIT_ACT || q->unit->kind == UNIT_TIME;
    if (!span_empty(q->period) && (act || q->numeral.value > 1))
        return false;
    return q->numeral.value <= 1 ? !is_one_thing(q) : !is_made(q) && !is_partner(q);
}

/* 控制在一节课的一半: the whole of which the share is meant. */
static bool is_whole(const Quantity *q) {
    Slice rest = slice_sub(after(q), 0, 15);
    Cut cut = slice_cut(rest, S("的"));
    Numeral share;
    return cut.found && cut.head.n <= 6 &&
           numeral_at(after(q), cut.head.n + S("的").n, &share) &&
           (share.kind == NUMERAL_FRACTION || share.kind == NUMERAL_PERCENT);
}

static const struct {
    const char *reason;
    bool (*applies)(const Quantity *q);
} rules[] = {
    {"date", is_date},
    {"quoted", is_quoted},
    {"ordinal", is_ordinal},
    {"numbering", is_numbering},
    {"joined", is_joined},
    {"mottoes", counts_mottoes},
    {"idea", is_idea},
    {"inclusion", is_inclusion},
    {"equivalent", is_equivalent},
    {"period", is_period},
    {"under", is_under},
    {"delimiting", is_delimiting},
    {"means", is_means},
    {"past", is_past},
    {"forbidden", is_forbidden},
    {"time", is_loose_time},
    {"score", is_loose_score},
    {"sized name", is_sized_name},
    {"abstract", is_loose_abstract},
    {"fraction", is_loose_fraction},
    {"whole", is_whole},
    {"small", is_weak_han},
};

const char *quantity_refusal(const Quantity *q) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].applies(q))
            return rules[i].reason;
    return NULL;
}
