/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who issued a plan, and under which document number (文号). */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/metadata_p.h"
#include "plan/numeral.h"

/* ---- Document number: 苏教〔2023〕2号, 凌政办发[2020]35号 ---- */

/* Mirrors put pinyin behind rare characters, "发(fā)": "(latin)" is passed over. */
static size_t skip_gloss(Slice text, size_t at) {
    if (at >= text.n || text.p[at] != '(')
        return at;
    size_t end = slice_find(text, S(")"), at);
    if (end == SIZE_MAX || end - at > 12)
        return at;
    for (size_t i = at + 1; i < end;) {
        Rune rune = utf8_decode(text, i);
        if (rune.rune == RUNE_INVALID || rune.rune >= 0x2000 ||
            (rune.rune >= '0' && rune.rune <= '9'))
            return at;
        i += rune.length;
    }
    return end + 1;
}

static const struct {
    const char *open, *close;
} year_brackets[] = {{"〔", "〕"}, {"[", "]"},   {"［", "］"}, {"（", "）"},
                     {"(", ")"},   {"【", "】"}, {"﹝", "﹞"}};

/* A figure of ASCII or full width at `at`: its value, -1 when there is none; *end is
 * behind it. */
static int figure_at(Slice text, size_t at, size_t *end) {
    if (at >= text.n)
        return -1;
    Rune rune = utf8_decode(text, at);
    uint32_t folded = numeral_fold(rune.rune);
    *end = at + rune.length;
    return folded >= '0' && folded <= '9' ? (int)(folded - '0') : -1;
}

/* A year of four figures at `at`; the offset behind it, or 0. */
static size_t year_figures(Slice text, size_t at) {
    int year = 0;
    for (int i = 0; i < 4; i++) {
        int figure = figure_at(text, at, &at);
        if (figure < 0)
            return 0;
        year = year * 10 + figure;
    }
    return year >= 1949 && year <= 2099 ? at : 0;
}

/* "〔2023〕" at `at`; the offset behind it, or 0. */
static size_t bracketed_year(Slice text, size_t at) {
    for (size_t i = 0; i < sizeof year_brackets / sizeof *year_brackets; i++) {
        Slice open = slice_of(year_brackets[i].open),
              close = slice_of(year_brackets[i].close);
        size_t end = slice_starts(slice_sub(text, at, text.n), open)
                         ? year_figures(text, at + open.n)
                         : 0;
        if (end && slice_starts(slice_sub(text, end, text.n), close))
            return end + close.n;
    }
    return 0;
}

/* "2号", "第 2 号" at `at`; the offset behind 号, or 0. */
static size_t running_number(Slice text, size_t at) {
    if (slice_starts(slice_sub(text, at, text.n), S("第")))
        at += strlen("第");
    while (at < text.n && text.p[at] == ' ')
        at++;
    size_t figures = 0, end = at;
    while (figure_at(text, at, &end) >= 0) {
        at = end;
        figures++;
    }
    if (figures == 0 || figures > 5)
        return 0;
    while (at < text.n && text.p[at] == ' ')
        at++;
    Slice rest = slice_sub(text, at, text.n);
    return slice_starts(rest, S("号")) || slice_starts(rest, S("號")) ? at + strlen("号")
                                                                      : 0;
}

/* A number that begins exactly at `at`: two to twelve Han characters, a year in brackets,
 * a number. */
static bool document_number_at(Slice text, size_t at, Span *span, Buf *out) {
    size_t runes = 0, i = at;
    buf_clear(out);
    while (i < text.n && runes <= 14) {
        size_t year_end = runes >= 2 ? bracketed_year(text, i) : 0;
        if (year_end) {
            size_t end = running_number(text, year_end);
            if (!end)
                return false;
            buf_add(out, slice_sub(text, i, end - strlen("号")));
            buf_add(out, S("号"));
            *span = (Span){at, end};
            return true;
        }
        size_t gloss = skip_gloss(text, i);
        if (gloss != i) {
            i = gloss;
            continue;
        }
        Rune rune = utf8_decode(text, i);
        if (!rune_is_han(rune.rune))
            return false;
        buf_add(out, slice_sub(text, i, i + rune.length));
        i += rune.length;
        runes++;
    }
    return false;
}

/* The number must begin a line, or stand behind its label: one that is cited in a
 * sentence belongs to another document. */
void metadata_find_number(Metadata *metadata) {
    static const char *const labels[] = {"发文字号", "文件编号", "文　　号", "文号",
                                         "文 号",    "字号",     "号】"};
    Buf number = {0};
    Span span = {0};
    for (size_t i = 0; i < metadata->edges.n; i++) {
        const EdgeLine *line = &metadata->edges.at[i];
        Slice bare = slice_starts(line->text, S("（"))
                         ? slice_sub(line->text, strlen("（"), line->text.n)
                     : slice_starts(line->text, S("("))
                         ? slice_sub(line->text, 1, line->text.n)
                         : line->text;
        if (!line->tail && document_number_at(bare, 0, &span, &number)) {
            size_t at = line->at + (line->text.n - bare.n);
            metadata_add(metadata, "doc_number", buf_slice(&number), RULE_LINE,
                         (Span){at, at + span.end});
        }
        for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
            size_t at = slice_find(line->text, slice_of(labels[k]), 0);
            if (at == SIZE_MAX)
                continue;
            Slice value = slice_sub(line->text, at + strlen(labels[k]), line->text.n);
            while (slice_starts(value, S(":")) || slice_starts(value, S("：")) ||
                   slice_starts(value, S("】")))
                value = slice_sub(value, value.p[0] == ':' ? 1 : 3, value.n);
            value = slice_trim_start(value);
            size_t offset = (size_t)(value.p - line->text.p);
            if (document_number_at(line->text, offset, &span, &number))
                metadata_add(metadata, "doc_number", buf_slice(&number),
                             RULE_LABEL_WRITTEN,
                             (Span){line->at + span.at, line->at + span.end});
        }
    }
    buf_release(&number);
}

/* ---- Publisher ---- */

static const char *const bodies[] = {"人民政府办公厅",
                                     "人民政府办公室",
                                     "政府办公厅",
                                     "政府办公室",
                                     "人民政府",
                                     "教育工作委员会",
                                     "教育委员会",
                                     "委员会办公室",
                                     "委员会",
                                     "办公室",
                                     "办公厅",
                                     "教育部",
                                     "教委",
                                     "厅",
                                     "局",
                                     "委",
                                     "政府办"};

/* The length of the office's name that begins the text: up to the last of its words for
 * an office before anything that is no Han character, 关于 or a year. 0 when there is
 * none. */
static size_t office_length(Slice text) {
    size_t length = 0;
    for (size_t at = 0; at < text.n;) {
        Slice rest = slice_sub(text, at, text.n);
        Rune rune = utf8_decode(text, at);
        bool masked = rune.rune == '*' || rune.rune == 'x' || rune.rune == 'X';
        if ((!rune_is_han(rune.rune) && !masked) || slice_starts(rest, S("关于")) ||
            slice_starts(rest, S("印发")))
            break;
        for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
            Slice body = slice_of(bodies[i]);
            if (slice_starts(rest, body) && at + body.n > length &&
                (at > 0 || slice_equal(body, S("教育部"))))
                length = at + body.n;
        }
        at += rune.length;
    }
    /* 局长, 局属, 委员, 厅际 go on with another word. */
    static const char *const goes_on[] = {"长", "属", "员", "际", "机关", "党"};
    Slice rest = slice_sub(text, length, text.n);
    for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on && length; i++) {
        if (slice_starts(rest, slice_of(goes_on[i])) && !slice_starts(rest, S("长 ")))
            return 0;
    }
    return length;
}

bool metadata_is_office(Slice name) {
    name = slice_trim(name);
    return name.n >= strlen("教育局") && name.n <= 120 && office_length(name) == name.n;
}

static const struct {
    const char *label;
    MetadataRule rule;
} office_labels[] = {
    {"发文机关", RULE_LABEL_WRITTEN},   {"发文单位", RULE_LABEL_WRITTEN},
    {"制定机关", RULE_LABEL_WRITTEN},   {"成文单位", RULE_LABEL_WRITTEN},
    {"发布机构", RULE_LABEL_PUBLISHED}, {"发布机关", RULE_LABEL_PUBLISHED},
    {"发布单位", RULE_LABEL_PUBLISHED}, {"公开机构", RULE_LABEL_PUBLISHED},
    {"信息来源", RULE_LABEL_PUBLISHED}, {"来源", RULE_LABEL_PUBLISHED},
};

static void labelled_office(Metadata *metadata, const EdgeLine *line) {
    for (size_t i = 0; i < sizeof office_labels / sizeof *office_labels; i++) {
        size_t at = slice_find(line->text, slice_of(office_labels[i].label), 0);
        if (at == SIZE_MAX)
            continue;
        Slice value =
            slice_sub(line->text, at + strlen(office_labels[i].label), line->text.n);
        for (bool more = true; more;) {
            Slice before = value;
            value = slice_trim_start(value);
            if (slice_starts(value, S(":")))
                value = slice_sub(value, 1, value.n);
            if (slice_starts(value, S("：")) || slice_starts(value, S("】")))
                value = slice_sub(value, 3, value.n);
            more = value.n != before.n;
        }
        size_t length = office_length(value);
        size_t offset = line->at + (size_t)(value.p - line->text.p);
        if (length)
            metadata_add(metadata, "publisher", slice_sub(value, 0, length),
                         office_labels[i].rule, (Span){offset, offset + length});
    }
}

/* The line over a date is the signature. */
static void signed_office(Metadata *metadata, size_t i) {
    const EdgeLine *line = &metadata->edges.at[i];
    NumeralDate date;
    if (line->chrome || i + 1 >= metadata->edges.n || !metadata_is_office(line->text))
        return;
    Slice next = metadata->edges.at[i + 1].text;
    bool digits = next.n >= 6 && next.n <= 8 && next.p[0] == '2';
    if (digits || (numeral_date(next, 0, &date) && date.day))
        metadata_add(metadata, "publisher", line->text, RULE_SIGNATURE,
                     (Span){line->at, line->at + line->text.n});
}

static void titled_office(Metadata *metadata) {
    Slice title = metadata->title;
    NumeralDate date;
    while (numeral_date(title, 0, &date))
        title = slice_trim_start(slice_sub(title, date.span.end, title.n));
    if (slice_starts(title, S("度")))
        title = slice_sub(title, strlen("度"), title.n);
    size_t length = office_length(title);
    if (length)
        metadata_add(metadata, "publisher", slice_sub(title, 0, length), RULE_TITLE,
                     metadata->tree->nodes.at[0].heading);
}

/* "——2026年1月27日在某县第十八届人民代表大会第三次会议上" under 政府工作报告: the report
 * is that county's government's. */
static void congress_office(Metadata *metadata, const EdgeLine *line) {
    size_t congress = slice_find(line->text, S("人民代表大会"), 0);
    size_t at = slice_find(line->text, S("在"), 0);
    if (line->tail || congress == SIZE_MAX || at == SIZE_MAX || at > congress ||
        !slice_contains(metadata->title, S("政府工作报告")))
        return;
    at += strlen("在");
    size_t end = slice_find(line->text, S("第"), at);
    end = end < congress ? end : congress;
    if (end <= at || end - at > 45)
        return;
    Slice government = arena_format(&metadata->tree->arena, "%.*s人民政府",
                                    SLICE_ARG(slice_sub(line->text, at, end)));
    metadata_add(metadata, "publisher", government, RULE_DERIVED,
                 (Span){line->at + at, line->at + end});
}

void metadata_find_publisher(Metadata *metadata) {
    titled_office(metadata);
    for (size_t i = 0; i < metadata->edges.n; i++) {
        if (metadata->edges.at[i].text.n > 400)
            continue;
        labelled_office(metadata, &metadata->edges.at[i]);
        signed_office(metadata, i);
        congress_office(metadata, &metadata->edges.at[i]);
    }
    /* A government's report is its own: 2026年甘肃省政府工作报告. */
    Slice title = metadata->title;
    size_t report = slice_find(title, S("政府工作报告"), 0);
    NumeralDate date;
    while (report != SIZE_MAX && numeral_date(title, 0, &date)) {
        title = slice_sub(title, date.span.end, title.n);
        report = slice_find(title, S("政府工作报告"), 0);
    }
    if (report != SIZE_MAX && report > 0) {
        Slice name = slice_sub(title, 0, report);
        if (slice_ends(name, S("人民")))
            name = slice_sub(name, 0, name.n - strlen("人民"));
        Slice government =
            arena_format(&metadata->tree->arena, "%.*s人民政府", SLICE_ARG(name));
        metadata_add(metadata, "publisher", government, RULE_DERIVED,
                     metadata->tree->nodes.at[0].heading);
    }
}
