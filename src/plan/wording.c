/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of the genre tell: tables of endings and beginnings. Knows nothing of
 * lines or levels. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/outline_p.h"

static bool has_any(Slice s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_contains(s, slice_of(words[i])))
            return true;
    return false;
}

static bool ends_any(Slice s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_ends(s, slice_of(words[i])))
            return true;
    return false;
}

static bool starts_any(Slice s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_starts(s, slice_of(words[i])))
            return true;
    return false;
}

#define HAS_ANY(s, words) has_any((s), (words), sizeof(words) / sizeof *(words))
#define ENDS_ANY(s, words) ends_any((s), (words), sizeof(words) / sizeof *(words))
#define STARTS_ANY(s, words) starts_any((s), (words), sizeof(words) / sizeof *(words))

uint32_t last_rune(Slice line) {
    return line.n ? utf8_decode_before(line, line.n).rune : 0;
}

uint32_t first_rune(Slice line) {
    return line.n ? utf8_decode(line, 0).rune : 0;
}

/* ” ’ ） 》 】 and the like. */
static bool is_closing(uint32_t rune) {
    Slice all = S("”’）)》】〕」』］]〉\"");
    for (size_t at = 0; at < all.n;) {
        Rune one = utf8_decode(all, at);
        if (one.rune == rune)
            return true;
        at += one.length;
    }
    return false;
}

static Slice without_closing(Slice line) {
    while (line.n) {
        Rune last = utf8_decode_before(line, line.n);
        if (!is_closing(last.rune))
            break;
        line = slice_trim_end(slice_sub(line, 0, line.n - last.length));
    }
    return line;
}

static bool is_stop(uint32_t rune) {
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == '!' ||
           rune == '?' || rune == 0xFF61;
}

bool wording_ends_sentence(Slice line) {
    uint32_t last = last_rune(without_closing(line));
    return is_stop(last) || last == 0x2026;
}

bool wording_has_stop(Slice line) {
    return slice_contains(line, S("。")) || slice_contains(line, S("！")) ||
           slice_contains(line, S("？"));
}

bool wording_ends_open(Slice line) {
    static const char *const open[] = {"，", ",",  "、", "（", "(",  "《", "“",
                                       "‘",  "〈", "「", "【", "〔", "；", ";"};
    return ENDS_ANY(line, open);
}

/* Runes that no title ends in, nor any other line that stands for itself. */
static bool ends_like_text(Slice line) {
    static const char *const ends[] = {"。", "；", ";",  "，", ",", "、",
                                       "：", ":",  "！", "？", "?", "!"};
    return ENDS_ANY(line, ends);
}

/* A bracketed tail is no part of the words: "…工作要点（完整）", "…(3篇)". */
static Slice without_tail(Slice line) {
    static const char *const tails[] = {"范文", "範文", "模板",   "参考", "最新",
                                        "精选", "全文", "的通知", "通知"};
    for (;;) {
        line = slice_trim_end(line);
        uint32_t last = last_rune(line);
        if (last == ')' || last == 0xFF09 || last == 0x3011) {
            size_t at = line.n;
            while (at > 0) {
                Rune rune = utf8_decode_before(line, at);
                at -= rune.length;
                if (rune.rune == '(' || rune.rune == 0xFF08 || rune.rune == 0x3010)
                    break;
            }
            if (at == 0 || line.n - at > 60)
                return line;
            line = slice_sub(line, 0, at);
            continue;
        }
        size_t n = line.n;
        for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
            if (slice_ends(line, slice_of(tails[i])))
                line.n -= strlen(tails[i]);
        while (line.n && (line.p[line.n - 1] >= '0' && line.p[line.n - 1] <= '9'))
            line.n--;
        static const char *const counts[] = {"》", "篇", "篇一", "篇二", "篇三", "之一"};
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
            if (slice_ends(line, slice_of(counts[i])))
                line = slice_sub(line, 0, line.n - strlen(counts[i]));
        if (line.n == n)
            return line;
    }
}

bool wording_is_title(Slice line) {
    static const char *const nouns[] = {
        "要点", "要點", "计划",       "計劃",   "规划", "規劃",     "方案",     "总结",
        "總結", "思路", "打算",       "安排",   "目标", "清单",     "分解表",   "措施",
        "办法", "纲要", "进展",       "情况",   "情況", "工作报告", "工作報告", "意见",
        "意見", "部署", "任务",       "细则",   "谋划", "要求",     "决定",     "通知",
        "批复", "复函", "公告",       "回顾",   "行动", "若干意见", "制度",     "条例",
        "规定", "报告", "目标责任书", "任务书", "台账", "一览表",   "举措",     "实事",
    };
    if (line.n < 12 || line.n > 300 || ends_like_text(line) || wording_has_stop(line))
        return false;
    return ENDS_ANY(without_tail(line), nouns) || slice_ends(line, S("通知"));
}

static size_t date_field(Slice s, size_t at, size_t *digits) {
    *digits = 0;
    while (at < s.n) {
        Rune rune = utf8_decode(s, at);
        bool ascii = rune.rune >= '0' && rune.rune <= '9',
             wide = rune.rune >= 0xFF10 && rune.rune <= 0xFF19;
        bool zero = rune.rune == 0x25CB || rune.rune == 0x3007 || rune.rune == 'O' ||
                    rune.rune == 0x96F6;
        Numeral han = {0};
        if (!ascii && !wide && !zero) {
            han = numeral_read(s, at, at + rune.length);
            if (!han.length)
                break;
        }
        at += rune.length;
        ++*digits;
    }
    return at;
}

bool wording_is_date(Slice line) {
    line = slice_trim(line);
    while (line.n && is_closing(last_rune(line)))
        line = slice_trim_end(
            slice_sub(line, 0, line.n - utf8_decode_before(line, line.n).length));
    if (slice_starts(line, S("（")) || slice_starts(line, S("(")))
        line = slice_trim_start(slice_sub(line, first_rune(line) == '(' ? 1 : 3, line.n));
    if (line.n < 6 || line.n > 60)
        return false;
    static const char *const marks[] = {"年", "月", "日", "-",  "/", ".",
                                        ":",  "时", "分", "：", "号"};
    size_t at = 0, fields = 0, all = 0;
    while (at < line.n) {
        size_t digits, next = date_field(line, at, &digits);
        if (next > at) {
            if (fields == 0 && digits != 4 && digits != 2 && digits < 7)
                return false;
            fields++;
            all += digits;
            at = next;
            continue;
        }
        Rune rune = utf8_decode(line, at);
        bool mark =
            rune_is_space(rune.rune) || STARTS_ANY(slice_sub(line, at, line.n), marks);
        if (!mark)
            return false;
        at += rune.length;
    }
    return fields >= 3 || (fields == 1 && all >= 7 && all <= 8) ||
           (fields == 2 && all >= 5 && slice_ends(line, S("月")));
}

bool wording_is_addressee(Slice line) {
    static const char *const words[] = {"各",   "局",   "委",   "部门", "同志",
                                        "代表", "单位", "学校", "厅",   "办公室"};
    if (!slice_ends(line, S("：")) && !slice_ends(line, S(":")))
        return false;
    if (wording_has_stop(line) || line.n > 600)
        return false;
    static const char *const starts[] = {
        "各",   "同志们", "市属", "县属", "区属",   "省属", "局属",
        "机关", "全市",   "全县", "全区", "尊敬的", "省直", "市直",
        "县直", "区直",   "厅属", "直属", "部属",   "委属", "校属"};
    return STARTS_ANY(line, starts) && HAS_ANY(line, words);
}

/* Traditional beside simplified: these decide whether a section's measures count. */
bool wording_is_summary(Slice heading) {
    static const char *const words[] = {
        "总结",     "總結",       "回顾",     "回顧",     "成效",         "成绩",
        "成績",     "亮点",       "亮點",     "完成情况", "完成情況",     "工作情况",
        "落实情况", "进展情况",   "发展成就", "主要成就", "主要做法",     "取得的",
        "进展",     "存在的问题", "存在问题", "主要问题", "工作开展情况", "基本情况",
        "发展基础", "主要工作和",
    };
    return HAS_ANY(heading, words);
}

bool wording_is_plan(Slice heading) {
    static const char *const words[] = {
        "计划", "計劃",     "要点",     "要點",     "打算",     "思路",     "安排",
        "部署", "谋划",     "重点工作", "主要任务", "目标任务", "工作任务", "下一步",
        "下步", "主要工作", "规划",     "方案",     "目标",     "建议",
    };
    return HAS_ANY(heading, words) && !slice_contains(heading, S("完成情况"));
}

bool wording_is_annex(Slice line) {
    static const char *const starts[] = {"附件", "附表", "附录", "附錄"};
    static const char *const wholes[] = {"名词解释", "名词注释",     "注释", "附注",
                                         "名词说明", "有关名词解释", "附："};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        if (slice_equal(line, slice_of(wholes[i])))
            return true;
    if (!STARTS_ANY(line, starts) || line.n > 240)
        return false;
    Slice rest = slice_trim(slice_sub(line, 6, line.n));
    Numeral number = numeral_read(rest, 0, rest.n);
    rest = slice_trim(slice_sub(rest, number.length, rest.n));
    static const char *const marks[] = {"：", ":", "、", ".", "．"};
    return rest.n == 0 || STARTS_ANY(rest, marks) || number.length > 0;
}
