/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day a plan was issued and the year it is for. They are two things: a plan for 2024
 * may be issued in December 2023, and re-posters put a year of their own over it. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/metadata_p.h"
#include "plan/numeral.h"

static void add_day(Metadata *metadata, const NumeralDate *date, MetadataRule rule,
                    size_t offset) {
    char text[16];
    snprintf(text, sizeof text, "%04d-%02d-%02d", date->year, date->month, date->day);
    metadata_add(metadata, "issued", slice_of(text), rule,
                 (Span){offset + date->span.at, offset + date->span.end});
}

/* ---- issued ---- */

static const struct {
    const char *label;
    MetadataRule rule;
} date_labels[] = {
    {"成文日期", RULE_LABEL_WRITTEN},   {"发文日期", RULE_LABEL_WRITTEN},
    {"印发日期", RULE_LABEL_WRITTEN},   {"签发日期", RULE_LABEL_WRITTEN},
    {"生成日期", RULE_LABEL_WRITTEN},   {"成文时间", RULE_LABEL_WRITTEN},
    {"印发时间", RULE_LABEL_WRITTEN},   {"发布日期", RULE_LABEL_PUBLISHED},
    {"发布时间", RULE_LABEL_PUBLISHED}, {"公布日期", RULE_LABEL_PUBLISHED},
    {"公开日期", RULE_LABEL_PUBLISHED}, {"公开时间", RULE_LABEL_PUBLISHED},
    {"提供日期", RULE_LABEL_PUBLISHED}, {"更新时间", RULE_LABEL_PUBLISHED},
    {"更新日期", RULE_LABEL_PUBLISHED}, {"上传时间", RULE_LABEL_PUBLISHED},
    {"上传日期", RULE_LABEL_PUBLISHED}, {"发表时间", RULE_LABEL_PUBLISHED},
    {"录入时间", RULE_LABEL_PUBLISHED}, {"時間", RULE_LABEL_PUBLISHED},
    {"时间", RULE_LABEL_PUBLISHED},     {"日期", RULE_LABEL_PUBLISHED},
};

/* Letters put between a label and its value: "日 期 ： 【". */
static size_t behind_label(Slice line, size_t at) {
    static const char *const marks[] = {":", "：", "】", "]",       "|",
                                        " ", "\t", "　", "\xC2\xA0"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks;) {
        if (slice_starts(slice_sub(line, at, line.n), slice_of(marks[i]))) {
            at += strlen(marks[i]);
            i = 0;
        } else {
            i++;
        }
    }
    return at;
}

static void labelled_dates(Metadata *metadata, const EdgeLine *line) {
    for (size_t i = 0; i < sizeof date_labels / sizeof *date_labels; i++) {
        NumeralDate date;
        size_t at = slice_find(line->text, slice_of(date_labels[i].label), 0);
        if (at == SIZE_MAX)
            continue;
        at = behind_label(line->text, at + strlen(date_labels[i].label));
        if (numeral_date(line->text, at, &date) && date.day)
            add_day(metadata, &date, date_labels[i].rule, line->at);
    }
}

/* A date written without separators under a notice, "2024327": read where only one
 * reading is a day. */
static bool squeezed_date(Slice line, NumeralDate *date) {
    if (line.n < 6 || line.n > 7)
        return false;
    int64_t digits = 0, year = 0;
    if (!slice_int(line, &digits) || !slice_int(slice_sub(line, 0, 4), &year) ||
        year < 1950 || year > 2099)
        return false;
    size_t readings = 0;
    for (size_t split = 5; split <= 6 && split < line.n; split++) {
        int64_t month = 0, day = 0;
        bool zero = line.p[4] == '0' || line.p[split] == '0';
        if (zero || !slice_int(slice_sub(line, 4, split), &month) ||
            !slice_int(slice_sub(line, split, line.n), &day))
            continue;
        if (month < 1 || month > 12 || day < 1 ||
            day > numeral_days_in_month((int)year, (int)month))
            continue;
        *date = (NumeralDate){(int)year, (int)month, (int)day, {0, line.n}};
        readings++;
    }
    return readings == 1;
}

static Slice without_brackets(Slice line, size_t *removed) {
    static const char *const opens[] = {"（", "(", "——", "—", "-"};
    static const char *const closes[] = {"）", ")", "印发", "发布"};
    *removed = 0;
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        Slice open = slice_of(opens[i]);
        if (!slice_starts(line, open))
            continue;
        line = slice_sub(line, open.n, line.n);
        *removed += open.n;
    }
    for (size_t i = 0; i < sizeof closes / sizeof *closes; i++) {
        Slice close = slice_of(closes[i]);
        if (slice_ends(line, close))
            line = slice_sub(line, 0, line.n - close.n);
    }
    return line;
}

/* A line that is a date, or under the title begins with one ("——2026年1月27日在…会议上").
 */
static void dated_lines(Metadata *metadata, const EdgeLine *line) {
    NumeralDate date;
    size_t removed = 0;
    Slice bare = without_brackets(line->text, &removed);
    if (squeezed_date(bare, &date)) {
        add_day(metadata, &date, RULE_SIGNATURE, line->at + removed);
        return;
    }
    /* （苏教〔2023〕2号 2023年3月1日） */
    size_t number = slice_find(bare, S("号"), 0);
    if (removed && !line->chrome && number != SIZE_MAX && number < 60 &&
        slice_contains(slice_sub(bare, 0, number), S("〕"))) {
        size_t end = number + strlen("号");
        Slice behind = slice_trim_start(slice_sub(bare, end, bare.n));
        removed += bare.n - behind.n;
        bare = behind;
    }
    if (!numeral_date(bare, 0, &date) || !date.day)
        return;
    bool whole = slice_trim(slice_sub(bare, date.span.end, bare.n)).n == 0;
    if (whole && !line->chrome)
        add_day(metadata, &date, RULE_SIGNATURE, line->at + removed);
    else if (!whole && removed && !line->tail)
        add_day(metadata, &date, RULE_SUBTITLE, line->at + removed);
    else
        add_day(metadata, &date, RULE_LINE, line->at + removed);
}

/* "…（2026年1月27日）": the day of delivery or of adoption behind other words. */
static void dates_in_line(Metadata *metadata, const EdgeLine *line) {
    NumeralDate date;
    for (size_t from = 0; numeral_next_date(line->text, from, &date);
         from = date.span.end) {
        if (date.day)
            add_day(metadata, &date, RULE_LINE, line->at);
    }
}

void metadata_find_issued(Metadata *metadata) {
    enum { LINE_BYTES = 400 };
    for (size_t i = 0; i < metadata->edges.n; i++) {
        const EdgeLine *line = &metadata->edges.at[i];
        if (line->text.n > LINE_BYTES)
            continue;
        labelled_dates(metadata, line);
        dated_lines(metadata, line);
        if (line->chrome && !line->tail)
            dates_in_line(metadata, line);
    }
}

/* ---- year ---- */

static bool holds_any(Slice text, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (slice_contains(text, slice_of(words[i])))
            return true;
    }
    return false;
}
#define HOLDS(text, ...)                                                                 \
    holds_any((text), (const char *const[]){__VA_ARGS__},                                \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void add_year(Metadata *metadata, int year, MetadataRule rule, Span place) {
    char text[8];
    snprintf(text, sizeof text, "%d", year);
    metadata_add(metadata, "year", slice_of(text), rule, place);
}

static bool is_plan_title(Slice title) {
    return HOLDS(title, "要点", "要點", "计划", "計劃", "打算", "思路", "安排",
                 "重点工作", "任务", "工作报告", "目标");
}

/* A report on what was done, with no word of what is to come. */
static bool is_summary_title(Slice title) {
    return HOLDS(title, "总结", "總結") &&
           !HOLDS(title, "要点", "要點", "计划", "計劃", "打算", "思路", "安排");
}

/* A plan for several years: 规划, 三年行动计划, 五年, “十四五”. */
static bool is_for_years(Slice title) {
    return HOLDS(title, "五年", "三年行动", "“十") && !HOLDS(title, "工作要点", "年度");
}

/* Opinions, rules and the like hold until they are changed: only the body's own statement
 * gives them a year. */
static bool is_timeless(Slice title) {
    return HOLDS(title, "规划", "意见", "细则", "办法") &&
           !HOLDS(title, "要点", "工作计划", "年度");
}

/* "2021年—2025年", "2023-2025年": a range of years says nothing of one. */
static bool is_in_range(Slice text, const NumeralDate *date) {
    static const char *const dashes[] = {"—", "-", "－", "~", "～", "至", "–", "―"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        Slice dash = slice_of(dashes[i]);
        if (slice_starts(slice_sub(text, date->span.end, text.n), dash) ||
            slice_ends(slice_sub(text, 0, date->span.at), dash))
            return true;
    }
    return false;
}

/* The last year a title names: of "2022年工作总结和2023年工作计划" the second. 0 when it
 * names none. */
static int last_year(Slice title, Span *where) {
    NumeralDate date;
    int year = 0;
    int64_t bare = 0;
    /* "2017市教育局年度工作计划" */
    if (slice_int(slice_sub(title, 0, 4), &bare) && bare >= 1980 && bare <= 2099) {
        year = (int)bare;
        *where = (Span){0, 4};
    }
    for (size_t from = 0; numeral_next_date(title, from, &date); from = date.span.end) {
        if (is_in_range(title, &date))
            continue;
        year = date.year;
        *where = date.span;
    }
    return year;
}

static void year_of_titles(Metadata *metadata) {
    Span where = {0};
    int year = last_year(metadata->title, &where);
    if (year)
        add_year(metadata, year, RULE_TITLE, metadata->tree->nodes.at[0].heading);
    for (size_t i = 0; i < metadata->edges.n; i++) {
        const EdgeLine *line = &metadata->edges.at[i];
        bool past = HOLDS(line->text, "上一", "下一", "上一条", "下一条", "相关");
        if (line->tail || past || line->text.n > 300 ||
            (!is_plan_title(line->text) && line->chrome))
            continue;
        year = last_year(line->text, &where);
        bool subtitle = HOLDS(line->text, "会议上", "大会上", "会上的报告");
        NumeralDate date;
        bool signature = numeral_date(line->text, 0, &date) && date.day;
        if (!year || (signature && !subtitle) ||
            (!subtitle && !is_plan_title(line->text)))
            continue;
        Span place = {line->at + where.at, line->at + where.end};
        add_year(metadata, year,
                 subtitle       ? RULE_SUBTITLE
                 : line->chrome ? RULE_PAGE
                                : RULE_NOTICE,
                 place);
    }
    year = last_year(metadata->document->title, &where);
    if (year && is_plan_title(metadata->document->title))
        add_year(metadata, year, RULE_PAGE, (Span){0});
}

/* "2023年是…", or a sentence that begins with the year and goes on to say what the work,
 * the aim, the thinking is. */
static bool year_of_sentence(Metadata *metadata, Span span) {
    enum { REACH = 150 };
    Slice body = slice_at(metadata->tree->text, span);
    NumeralDate date;
    for (size_t from = 0; numeral_next_date(body, from, &date); from = date.span.end) {
        if (date.month || is_in_range(body, &date))
            continue;
        Slice before = slice_trim_end(slice_sub(body, 0, date.span.at));
        bool starts = before.n == 0 || slice_ends(before, S("。"));
        Slice sentence =
            slice_cut(slice_sub(body, date.span.end, date.span.end + REACH), S("。"))
                .head;
        bool says = slice_starts(slice_sub(body, date.span.end, body.n), S("是")) ||
                    (starts && slice_contains(sentence, S("是")) &&
                     HOLDS(sentence, "工作", "思路", "目标", "要求", "思想"));
        if (!says)
            continue;
        add_year(metadata, date.year, RULE_STATEMENT,
                 (Span){span.at + date.span.at, span.at + date.span.end});
        return true;
    }
    return false;
}

static void year_of_statement(Metadata *metadata) {
    for (size_t i = 0; i < metadata->opening.n; i++) {
        if (year_of_sentence(metadata, metadata->opening.at[i]))
            return;
    }
}

/* "三、2026年重点工作" heads a part of the plan; what was done then (回顾, 成效) does not
 * count. */
static void year_of_headings(Metadata *metadata) {
    const PlanTree *tree = metadata->tree;
    for (size_t i = 1; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        if (node->part != PART_PLAN || node->kind < NODE_SECTION ||
            node->kind > NODE_SUBSECTION)
            continue;
        Slice heading = slice_at(tree->text, node->heading);
        Span where = {0};
        int year = last_year(heading, &where);
        if (!year || !HOLDS(heading, "工作", "任务", "要点", "计划", "目标") ||
            HOLDS(heading, "回顾", "总结", "成效", "成绩", "完成"))
            continue;
        add_year(metadata, year, RULE_HEADING,
                 (Span){node->heading.at + where.at, node->heading.at + where.end});
    }
}

static int issued_year(const Metadata *metadata) {
    int64_t year = 0;
    Slice issued = metadata_best(metadata, "issued");
    return issued.n >= 4 && slice_int(slice_sub(issued, 0, 4), &year) ? (int)year : 0;
}

/* Weak ways, tried only where nothing better spoke: 今年 and the day of issue; the one
 * year the body names. */
static void year_of_mentions(Metadata *metadata) {
    enum { BODY_BYTES = 20000 };
    const PlanTree *tree = metadata->tree;
    size_t body_at = metadata->opening.n ? metadata->opening.at[0].at : 0;
    Slice body = utf8_cut(slice_sub(tree->text, body_at, tree->text.n), BODY_BYTES);
    int issued = issued_year(metadata), only = 0;
    bool several = false, mentioned = false;
    NumeralDate date;
    for (size_t i = 0; issued && i < metadata->opening.n; i++) {
        if (slice_contains(slice_at(tree->text, metadata->opening.at[i]), S("今年")))
            add_year(metadata, issued, RULE_THIS_YEAR, metadata->opening.at[i]);
    }
    for (size_t from = 0; numeral_next_date(body, from, &date); from = date.span.end) {
        several = several || (only && date.year != only);
        only = date.year;
        mentioned = mentioned || date.year == issued;
    }
    if (mentioned)
        add_year(metadata, issued, RULE_MENTIONED, (Span){0});
    else if (only && !several)
        add_year(metadata, only, RULE_MENTIONED, (Span){0});
}

static void year_of_filename(Metadata *metadata) {
    Slice name = metadata->document->name;
    for (size_t at = 0; at + 4 <= name.n; at++) {
        int64_t year = 0;
        bool starts = at == 0 || (unsigned char)(name.p[at - 1] - '0') > 9;
        bool ends = at + 4 == name.n || (unsigned char)(name.p[at + 4] - '0') > 9;
        if (starts && ends && slice_int(slice_sub(name, at, at + 4), &year) &&
            year >= 1980 && year <= 2099)
            add_year(metadata, (int)year, RULE_FILENAME, (Span){0});
    }
}

void metadata_find_year(Metadata *metadata) {
    Slice title = metadata->title;
    if (is_for_years(title))
        return;
    year_of_statement(metadata);
    if (is_timeless(title))
        return;
    year_of_headings(metadata);
    if (is_summary_title(title))
        return;
    year_of_titles(metadata);
    if (metadata_best(metadata, "year").n == 0)
        year_of_mentions(metadata);
    year_of_filename(metadata);
}
