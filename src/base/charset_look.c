/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Chinese a text looks, and the marks of a text decoded wrongly. A wrong decoding
 * gives Han characters, too, but rare ones: real text is made of a few hundred common
 * ones. */
#include "base/base.h"

#include "base/charset.h"
#include "base/normalize.h"
#include "base/utf8.h"

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

/* The 500 most frequent characters of policy documents, nine of ten in any of them, in
 * code point order. */
static const char common_han[] = "一万三上下不与专业东两严个中丰为主举义之乐习乡书争"
                                 "事二于互五交产享人亿代以们件价任企伍众优会传位低体"
                                 "作使供依促保信修值做健儿元充先党入全公共关兴其具养"
                                 "兼内农决准出分切划列创利到制前剧力办功加务动励势化"
                                 "北区医十升华协单南厅原县参及双发取口可台号各合同名"
                                 "向告员和品商善四因团园围固国在地场均坚型城域培基堂"
                                 "境增备外多大天央头好委子字学安完定宜实审宣室家容富"
                                 "对导将小少就局层居届展山工市布师带常干平年并幼广应"
                                 "府度康建开式引强形影彻得德心必快态思性总情想意感戏"
                                 "成我战房所才打托扩批承技把抓投护报拓招持指按挥据排"
                                 "探接推措提支收改放政效教数整文断新方施旅族日时明易"
                                 "是普智更有服期本术机材村条来极构林果查标校核根格案"
                                 "模次正步段每比民气水求江河治法注活流测济海消深清港"
                                 "游湖源满演点照牌物特率环现理生用电略的监盖目相省着"
                                 "督知研破础确碳示社神秀种科积程稳究空突立第等策筹算"
                                 "管类精系素索级纳线组织经结络统续综绿网置美群老考职"
                                 "联聘聚育能自至舞良色艺节范营落融行补表西要覆见观规"
                                 "视解计认训议记论设证评识试课调财责质贯贸费资赛走超"
                                 "足跨路践身转达过运近进选通造道部配重量金链镇长门问"
                                 "间队防阶际院险障集需青面革音项预领题风馆首验高鼓齐";

typedef struct {
    uint64_t bits[(HAN_LAST - HAN_FIRST) / 64 + 1];
} HanSet;

static HanSet han_set(Slice members) {
    HanSet set = {0};
    for (size_t at = 0; at < members.n;) {
        Rune next = utf8_decode(members, at);
        set.bits[(next.rune - HAN_FIRST) / 64] |= UINT64_C(1)
                                                  << (next.rune - HAN_FIRST) % 64;
        at += next.length;
    }
    return set;
}

static bool han_set_has(const HanSet *set, uint32_t rune) {
    return rune >= HAN_FIRST && rune <= HAN_LAST &&
           (set->bits[(rune - HAN_FIRST) / 64] >> (rune - HAN_FIRST) % 64 & 1);
}

/* What a character says for its text being Chinese and rightly decoded. */
static const struct {
    uint32_t first, last;
    double weight;
} weights[] = {
    {0x00, 0x08, -1}, /* controls */
    {0x09, 0x0D, 0},        {0x0E, 0x1F, -1},
    {0x20, 0x7E, 0},        {0x7F, 0x9F, -1},
    {0xA0, 0xA0, 0.5},      {0xB7, 0xB7, 0.8},
    {0x2010, 0x2027, 0.8},                         /* dashes, quotes, ellipsis */
    {0x2160, 0x217F, 0.5},  {0x2460, 0x24FF, 0.8}, /* roman and enclosed numbers */
    {0x25A0, 0x25FF, 0.5},  {0x3000, 0x3017, 0.8}, /* shapes; Chinese punctuation */
    {0x3400, 0x4DBF, -0.5}, {HAN_FIRST, 0x9FA5, 0.3},
    {0xE000, 0xF8FF, -1},  /* private use */
    {0xFF01, 0xFF5E, 0.8}, /* full width */
    {0xFFFD, 0xFFFD, -1},   {0x20000, 0x3FFFF, -0.5},
};

static double weight_of(uint32_t rune) {
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (rune >= weights[i].first && rune <= weights[i].last)
            return weights[i].weight;
    }
    return -0.2;
}

double charset_plausibility(Slice text) {
    HanSet common = han_set(slice_of(common_han));
    double sum = 0, counted = 0;
    for (size_t at = 0; at < text.n;) {
        Rune next = utf8_decode(text, at);
        at += next.length;
        bool is_common = han_set_has(&common, rune_simplified(next.rune));
        double weight = is_common ? 1 : weight_of(next.rune);
        sum += weight;
        counted += weight != 0;
    }
    return sum > 0 ? sum / counted : 0;
}

/* ---- Mojibake
 * ------------------------------------------------------------------------------- */

/* Halves of frequent Chinese characters and punctuation in UTF-8, read as GBK: rare
 * characters that real text has one of in some thousand. */
static const char utf8_as_gbk[] =
    "銆锛涓紝鍔鍏佸鑲鏈瀹屽傚瀛浜鏍偛鏂鍙浣鏁灞編佹鍒暀鍖殑鍚寮璁缇浼屾烘缁澶佺鐢"
    "拰甯鏀庤浠鐨戝杩鍥鈥璐寲牎傛璇佷骞鍦鑹腑鍜鍩搴疄寤囧诲彂閲宸珮鍗插勫笟佽氬叏绋";
static const Slice replaced[] = {{"\xEF\xBF\xBD", 3}, {"锟斤拷", 9}};
static const Slice uninitialised[] = {{"烫烫烫", 9}, {"屯屯屯", 9}};

static Mojibake find_any(Slice text, const Slice *needles, size_t n, const char *kind) {
    Mojibake found = {0};
    for (size_t i = 0; i < n; i++) {
        for (size_t at = slice_find(text, needles[i], 0); at != SIZE_MAX;
             at = slice_find(text, needles[i], at + needles[i].n)) {
            if (found.count++ == 0 || at < found.place.at)
                found.place = (Span){at, at + needles[i].n};
        }
    }
    found.kind = found.count ? kind : NULL;
    return found;
}

/* Two Latin-1 letters in a row, the first a UTF-8 or GBK lead byte: French and German
 * have hardly any. */
static bool is_latin(uint32_t rune) {
    return rune >= 0xA1 && rune <= 0xFF && rune != 0xB7 && rune != 0xD7;
}

typedef struct {
    size_t runes, latin, marks;
    Span first_latin, first_mark;
} Tally;

static Tally tally(Slice text) {
    HanSet marks = han_set(slice_of(utf8_as_gbk));
    Tally sum = {0};
    bool after_latin = false;
    for (size_t at = 0; at < text.n;) {
        Rune next = utf8_decode(text, at);
        Span place = {at, at + next.length};
        at += next.length;
        sum.runes += next.rune >= 0x80;
        bool latin = is_latin(next.rune);
        if (latin && after_latin && sum.latin++ == 0)
            sum.first_latin = place;
        after_latin = latin;
        if (han_set_has(&marks, next.rune) && sum.marks++ == 0)
            sum.first_mark = place;
    }
    return sum;
}

Mojibake charset_mojibake(Slice text) {
    Tally sum = tally(text);
    if (sum.marks >= 3 && sum.marks * 20 > sum.runes)
        return (Mojibake){"utf-8-as-gbk", sum.first_mark, sum.marks};
    if (sum.latin >= 4 && sum.latin * 4 > sum.runes)
        return (Mojibake){"as-latin-1", sum.first_latin, sum.latin};
    Mojibake found =
        find_any(text, replaced, sizeof replaced / sizeof *replaced, "replaced");
    if (found.kind)
        return found;
    return find_any(text, uninitialised, sizeof uninitialised / sizeof *uninitialised,
                    "uninitialised");
}
