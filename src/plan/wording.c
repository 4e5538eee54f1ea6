/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of the genre tell: tables of endings and beginnings. Knows nothing of
 * lines or levels. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

uint32_t last_rune(Slice line) {
    return line.n ? rune_before(line, line.n).rune : 0;
}

uint32_t first_rune(Slice line) {
    return line.n ? rune_at(line, 0).rune : 0;
}

/* ” ’ ） 》 】 and the like. */
static bool is_closing(uint32_t rune) {
    Slice all = S("”’）)》】〕」』］]〉\"");
    for (size_t at = 0; at < all.n;) {
        Rune one = rune_at(all, at);
        if (one.rune == rune)
            return true;
        at += one.length;
    }
    return false;
}

static Slice without_closing(Slice line) {
    while (line.n) {
        Rune last = rune_before(line, line.n);
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
    static const Word open[] = {W("，"), W(","),  W("、"), W("（"), W("("),
                                W("《"), W("“"),  W("‘"),  W("〈"), W("「"),
                                W("【"), W("〔"), W("；"), W(";")};
    return ENDS_ANY(line, open);
}

/* Runes that no title ends in, nor any other line that stands for itself. */
static bool ends_like_text(Slice line) {
    static const Word ends[] = {W("。"), W("；"), W(";"),  W("，"), W(","), W("、"),
                                W("："), W(":"),  W("！"), W("？"), W("?"), W("!")};
    return ENDS_ANY(line, ends);
}

/* A bracketed tail is no part of the words: "…工作要点（完整）", "…(3篇)". */
static Slice without_tail(Slice line) {
    static const Word tails[] = {W("范文"), W("範文"), W("模板"),   W("参考"), W("最新"),
                                 W("精选"), W("全文"), W("的通知"), W("通知")};
    for (;;) {
        line = slice_trim_end(line);
        uint32_t last = last_rune(line);
        if (last == ')' || last == 0xFF09 || last == 0x3011) {
            size_t at = line.n;
            while (at > 0) {
                Rune rune = rune_before(line, at);
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
            if (ends_with(line, tails[i]))
                line.n -= tails[i].n;
        while (line.n && (line.p[line.n - 1] >= '0' && line.p[line.n - 1] <= '9'))
            line.n--;
        static const Word counts[] = {W("》"),   W("篇"),   W("篇一"),
                                      W("篇二"), W("篇三"), W("之一")};
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
            if (ends_with(line, counts[i]))
                line = slice_sub(line, 0, line.n - counts[i].n);
        if (line.n == n)
            return line;
    }
}

bool wording_is_title(Slice line) {
    static const Word nouns[] = {
        W("要点"),   W("要點"),     W("计划"),       W("計劃"),   W("规划"),
        W("規劃"),   W("方案"),     W("总结"),       W("總結"),   W("思路"),
        W("打算"),   W("安排"),     W("目标"),       W("清单"),   W("分解表"),
        W("措施"),   W("办法"),     W("纲要"),       W("进展"),   W("情况"),
        W("情況"),   W("工作报告"), W("工作報告"),   W("意见"),   W("意見"),
        W("部署"),   W("任务"),     W("细则"),       W("谋划"),   W("要求"),
        W("决定"),   W("通知"),     W("批复"),       W("复函"),   W("公告"),
        W("回顾"),   W("行动"),     W("若干意见"),   W("制度"),   W("条例"),
        W("规定"),   W("报告"),     W("目标责任书"), W("任务书"), W("台账"),
        W("一览表"), W("举措"),     W("实事"),
    };
    if (line.n < 12 || line.n > 300 || ends_like_text(line) || wording_has_stop(line))
        return false;
    return ENDS_ANY(without_tail(line), nouns) || slice_ends(line, S("通知"));
}

static size_t date_field(Slice s, size_t at, size_t *digits) {
    *digits = 0;
    while (at < s.n) {
        Rune rune = rune_at(s, at);
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
        line =
            slice_trim_end(slice_sub(line, 0, line.n - rune_before(line, line.n).length));
    if (slice_starts(line, S("（")) || slice_starts(line, S("(")))
        line = slice_trim_start(slice_sub(line, first_rune(line) == '(' ? 1 : 3, line.n));
    if (line.n < 6 || line.n > 60)
        return false;
    static const Word marks[] = {W("年"), W("月"), W("日"), W("-"),  W("/"), W("."),
                                 W(":"),  W("时"), W("分"), W("："), W("号")};
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
        Rune rune = rune_at(line, at);
        bool mark = is_blank(rune.rune) || STARTS_ANY(slice_sub(line, at, line.n), marks);
        if (!mark)
            return false;
        at += rune.length;
    }
    return fields >= 3 || (fields == 1 && all >= 7 && all <= 8) ||
           (fields == 2 && all >= 5 && slice_ends(line, S("月")));
}

bool wording_is_addressee(Slice line) {
    static const Word words[] = {W("各"),   W("局"),   W("委"),   W("部门"), W("同志"),
                                 W("代表"), W("单位"), W("学校"), W("厅"),   W("办公室")};
    if (!slice_ends(line, S("：")) && !slice_ends(line, S(":")))
        return false;
    if (wording_has_stop(line) || line.n > 600)
        return false;
    static const Word starts[] = {
        W("各"),   W("同志们"), W("市属"), W("县属"), W("区属"),   W("省属"), W("局属"),
        W("机关"), W("全市"),   W("全县"), W("全区"), W("尊敬的"), W("省直"), W("市直"),
        W("县直"), W("区直"),   W("厅属"), W("直属"), W("部属"),   W("委属"), W("校属")};
    return STARTS_ANY(line, starts) && HAS_ANY(line, words);
}

/* Traditional beside simplified: these decide whether a section's measures count. */
bool wording_is_summary(Slice heading) {
    static const Word words[] = {
        W("总结"),       W("總結"),     W("回顾"),         W("回顧"),     W("成效"),
        W("成绩"),       W("成績"),     W("亮点"),         W("亮點"),     W("完成情况"),
        W("完成情況"),   W("工作情况"), W("落实情况"),     W("进展情况"), W("发展成就"),
        W("主要成就"),   W("主要做法"), W("取得的"),       W("进展"),     W("存在的问题"),
        W("存在问题"),   W("主要问题"), W("工作开展情况"), W("基本情况"), W("发展基础"),
        W("主要工作和"),
    };
    return HAS_ANY(heading, words);
}

bool wording_is_plan(Slice heading) {
    static const Word words[] = {
        W("计划"),     W("計劃"),     W("要点"),     W("要點"),   W("打算"),
        W("思路"),     W("安排"),     W("部署"),     W("谋划"),   W("重点工作"),
        W("主要任务"), W("目标任务"), W("工作任务"), W("下一步"), W("下步"),
        W("主要工作"), W("规划"),     W("方案"),     W("目标"),   W("建议"),
    };
    return HAS_ANY(heading, words) && !slice_contains(heading, S("完成情况"));
}

bool wording_is_annex(Slice line) {
    static const Word starts[] = {W("附件"), W("附表"), W("附录"), W("附錄")};
    static const Word wholes[] = {W("名词解释"), W("名词注释"),     W("注释"), W("附注"),
                                  W("名词说明"), W("有关名词解释"), W("附：")};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        if (slice_equal(line, word_slice(wholes[i])))
            return true;
    if (!STARTS_ANY(line, starts) || line.n > 240)
        return false;
    Slice rest = slice_trim(slice_sub(line, 6, line.n));
    Numeral number = numeral_read(rest, 0, rest.n);
    rest = slice_trim(slice_sub(rest, number.length, rest.n));
    static const Word marks[] = {W("："), W(":"), W("、"), W("."), W("．")};
    return rest.n == 0 || STARTS_ANY(rest, marks) || number.length > 0;
}
