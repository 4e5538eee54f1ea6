/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of labels and of unit names, as tables. */
#include "base/base.h"

#include "plan/labels_p.h"
#include "plan/targets_p.h"

typedef struct {
    const char *word;
    DutyRole role;
    bool alone; /* a label also without 单位 behind it */
} Head;

static const Head heads[] = {
    {"牵头", DUTY_LEAD, true},         {"主办", DUTY_LEAD, true},
    {"主责", DUTY_LEAD, false},        {"责任", DUTY_RESPONSIBLE, false},
    {"负责", DUTY_RESPONSIBLE, true},  {"承办", DUTY_RESPONSIBLE, false},
    {"落实", DUTY_RESPONSIBLE, false}, {"实施", DUTY_RESPONSIBLE, false},
    {"完成", DUTY_RESPONSIBLE, false}, {"承担", DUTY_RESPONSIBLE, false},
    {"配合", DUTY_SUPPORT, true},      {"协同", DUTY_SUPPORT, true},
    {"协办", DUTY_SUPPORT, true},      {"协助", DUTY_SUPPORT, true},
    {"参与", DUTY_SUPPORT, true},      {"参加", DUTY_SUPPORT, false},
    {"支持", DUTY_SUPPORT, false},     {"协作", DUTY_SUPPORT, false},
    {"主抓", DUTY_LEAD, false},        {"牽頭", DUTY_LEAD, true},
    {"責任", DUTY_RESPONSIBLE, false}, {"負責", DUTY_RESPONSIBLE, true},
    {"實施", DUTY_RESPONSIBLE, false}, {"協助", DUTY_SUPPORT, true},
};

static size_t head_at(Slice rest, const Head **head) {
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        Slice word = slice_of(heads[i].word);
        if (slice_starts(rest, word)) {
            *head = &heads[i];
            return word.n;
        }
    }
    return 0;
}

static Slice from(Slice text, size_t at) {
    return slice_sub(text, at, text.n);
}

/* "(科室)", "<处室>" behind a label */
static size_t bracket_at(Slice text, size_t at) {
    static const char *const open[] = {"(", "<", "[", "〔", "【", "〈"},
                             *const close[] = {")", ">", "]", "〕", "】", "〉"};
    for (size_t i = 0; i < 6; i++) {
        if (!slice_starts(from(text, at), slice_of(open[i])))
            continue;
        size_t end = slice_find(text, slice_of(close[i]), at);
        return end != SIZE_MAX && end - at <= 36 ? end + slice_of(close[i]).n : at;
    }
    return at;
}

static bool duty_words(Slice text, size_t at, Label *label) {
    static const char *const before[] = {"主要", "第一", "具体", "直接", "共同", "总",
                                         "相关", "有关", "主体", "工作", "任务", "市级",
                                         "区级", "县级", "省级", "其他", "其它"};
    static const char *const nouns[] = {
        "单位", "科室", "股室", "处室",   "部门",   "科处室", "领导",      "人",
        "人员", "主体", "机构", "学校",   "科",     "股",     "处",        "局",
        "方",   "單位", "部門", "股(室)", "科(室)", "处(室)", "单位(科室)"};
    bool is_main = false;
    for (size_t n = words_start(from(text, at), WORDS(before)); n;
         n = words_start(from(text, at), WORDS(before))) {
        is_main |= slice_starts(from(text, at), S("主要")) ||
                   slice_starts(from(text, at), S("第一"));
        at += n;
    }
    const Head *head = NULL, *next = NULL;
    size_t length = head_at(from(text, at), &head);
    if (!length)
        return false;
    for (at += length; (length = head_at(from(text, at), &next)); at += length)
        if (next->role == DUTY_LEAD)
            head = next;
    size_t noun = words_start(from(text, at), WORDS(nouns));
    if (!noun && !head->alone)
        return false;
    label->kind = LABEL_DUTY;
    label->role = head->role;
    label->is_main = is_main;
    label->end = at + noun;
    return true;
}

static bool deadline_words(Slice text, size_t at, Label *label) {
    static const char *const words[] = {
        "完成时限", "完成时间", "时限",     "时间节点",     "办结时限",
        "时间要求", "完成期限", "时间进度", "推进时间",     "实施时间",
        "工作时限", "时限要求", "进度安排", "完成时间节点", "时间安排",
        "起止时间", "期限",     "完成日期", "时间"};
    size_t length = words_start(from(text, at), WORDS(words));
    label->end = at + length;
    label->kind = length ? LABEL_DEADLINE : LABEL_NONE;
    return length > 0;
}

/* Labels in duty clauses that charge no unit and set no time. */
static bool other_words(Slice text, size_t at, Label *label) {
    static const char *const words[] = {
        "分管领导",   "联系领导",   "联系人",     "联系电话", "监督电话", "备注",
        "分管市领导", "分管县领导", "分管区领导", "挂联领导", "包保领导"};
    size_t length = words_start(from(text, at), WORDS(words));
    label->end = at + length;
    label->kind = length ? LABEL_OTHER : LABEL_NONE;
    return length > 0;
}

Label label_at(Slice text, size_t at) {
    Label label = {0}, second = {0};
    if (!duty_words(text, at, &label) && !deadline_words(text, at, &label) &&
        !other_words(text, at, &label))
        return (Label){0};
    label.end = bracket_at(text, label.end);
    /* 责任单位及责任人: one label, in the first one's role */
    static const char *const joints[] = {"及", "和", "、", "/", "与"};
    size_t joint = words_start(from(text, label.end), WORDS(joints));
    if (joint && duty_words(text, label.end + joint, &second))
        label.end = bracket_at(text, second.end);
    label.colon = slice_starts(from(text, label.end), S(":"));
    label.end += label.colon;
    return label;
}

size_t label_unit_suffix(Slice text) {
    static const char *const suffixes[] = {
        "局",   "科",   "处",   "室",   "办",   "委",     "厅",   "部",   "股",   "院",
        "校",   "园",   "所",   "站",   "组",   "队",     "馆",   "会",   "社",   "团",
        "联",   "府",   "中心", "集团", "小学", "中学",   "大学", "高中", "职中", "中专",
        "单位", "部门", "街道", "乡镇", "镇街", "公司",   "银行", "党委", "支部", "工委",
        "联盟", "学区", "机构", "大队", "科协", "文联",   "残联", "妇联", "政协", "人大",
        "法院", "医院", "基地", "企业", "媒体", "电视台", "报社", "学会", "协会"};
    return words_end(text, WORDS(suffixes));
}
