/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as task lists: cells a format told of, rows laid out as "a | b | c", and columns
 * flattened to one cell a line. Finds them, and says by the words of their heads what
 * each column holds. Knows nothing of the tree. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { HEAD_BYTES = 90, COLUMNS_MAX = 32 };

/* The first row whose words stand in a head cell decides. */
static const struct {
    ColumnKind kind;
    const char *words;
} heads[] = {
    {COLUMN_OTHER, "备注 电话 附注 說明 说明 总分 分值 得分 评分"},
    {COLUMN_PROGRESS, "进展 完成情况 成效 状态 落实情况 工作完成 推进情况"},
    {COLUMN_DEADLINE, "时限 时间 期限 节点 完成日期 进度安排"},
    {COLUMN_PERSON, "责任人 领导 联系人 负责人 责任者"},
    {COLUMN_SUPPORT, "配合 协同 协办 参与单位 参加单位 协助"},
    {COLUMN_LEAD, "牵头 主办"},
    {COLUMN_MAIN, "主要责任 主责 第一责任"},
    {COLUMN_UNIT, "责任 单位 部门 科室 股室 处室 單位"},
    {COLUMN_NUMBER, "序号 编号 序號 項次 项次"},
    {COLUMN_CATEGORY, "类别 分类 领域 板块 大类 一级指标 工作方面 類別"},
    {COLUMN_MEASURE, "措施 举措 内容 目标 要求 做法 內容"},
    {COLUMN_TASK, "任务 项目 事项 工作 指标 要点 名称 任務 實事 实事"},
};

typedef struct {
    ColumnKind kind[COLUMNS_MAX];
    size_t n;
    bool understood;
} Head;

static Slice line_text(const Outline *o, size_t i) {
    return slice_at(o->text, o->lines.at[i].span);
}

static bool has_word(Slice s, const char *words) {
    for (Slice rest = slice_of(words); rest.n;) {
        Cut cut = slice_cut(rest, S(" "));
        if (slice_contains(s, cut.head))
            return true;
        rest = cut.tail;
    }
    return false;
}

static ColumnKind head_kind(Slice cell) {
    char buffer[HEAD_BYTES + 4];
    size_t n = 0;
    if (cell.n == 0 || cell.n > HEAD_BYTES || wording_ends_sentence(cell))
        return COLUMN_NONE;
    for (size_t at = 0; at < cell.n;) {
        Rune rune = rune_at(cell, at);
        if (!is_blank(rune.rune) && rune.rune != '\n') {
            memcpy(buffer + n, cell.p + at, rune.length);
            n += rune.length;
        }
        at += rune.length;
    }
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (has_word((Slice){buffer, n}, heads[i].words))
            return heads[i].kind;
    return COLUMN_NONE;
}

/* Of several columns that name work the first is the task and the others its measures;
 * one alone is the task. The main responsible unit leads only where others support it. */
static void settle_head(Head *head) {
    size_t work = 0, other = 0;
    bool support = false;
    for (size_t i = 0; i < head->n; i++)
        support = support || head->kind[i] == COLUMN_SUPPORT;
    for (size_t i = 0; i < head->n; i++) {
        ColumnKind *kind = &head->kind[i];
        if (*kind == COLUMN_MAIN)
            *kind = support ? COLUMN_LEAD : COLUMN_UNIT;
        if (*kind == COLUMN_TASK || *kind == COLUMN_MEASURE)
            *kind = work++ ? COLUMN_MEASURE : COLUMN_TASK;
        else if (*kind != COLUMN_NONE && *kind != COLUMN_OTHER)
            other++;
    }
    head->understood = work > 0 && other > 0;
}

static void add_cell(Outline *o, size_t line, Span span, ColumnKind kind) {
    span = span_trimmed(o->text, span);
    if (span_empty(span))
        return;
    Line *of = &o->lines.at[line];
    if (of->role != ROLE_TABLE || !of->cells)
        of->cell = (uint32_t)o->cells.n;
    of->role = ROLE_TABLE;
    of->cells++;
    vec_push(&o->cells, (Cell){span, kind, false, false});
}

static size_t measure_columns(const Head *head) {
    size_t n = 0;
    for (size_t i = 0; i < head->n; i++)
        n += head->kind[i] == COLUMN_MEASURE;
    return n;
}

/* Marks in the cells of one row, [from, to), where its task begins and whether the task
 * cell is a heading. */
static void settle_row(Outline *o, size_t from, size_t to, const Head *head) {
    bool task = false, number = false;
    for (size_t i = from; i < to; i++) {
        Cell *cell = &o->cells.at[i];
        task = task || cell->kind == COLUMN_TASK;
        number = number || cell->kind == COLUMN_NUMBER;
        cell->named = cell->kind == COLUMN_TASK && measure_columns(head) > 0;
    }
    if (!task && !number)
        return;
    for (size_t i = from; i < to; i++) {
        ColumnKind kind = o->cells.at[i].kind;
        if (kind == COLUMN_CATEGORY || kind == COLUMN_TITLE || kind == COLUMN_OTHER)
            continue;
        o->cells.at[i].opens = true;
        return;
    }
}

/* ---- Tables a format told of ---- */

static const Block *cell_block(const Outline *o, size_t line) {
    return &o->document->blocks.at[o->lines.at[line].block_index];
}

static bool read_cell_head(const Outline *o, size_t from, size_t to, unsigned row,
                           Head *head) {
    *head = (Head){.n = 0};
    size_t known = 0, all = 0;
    for (size_t i = from; i < to; i++) {
        const Block *block = cell_block(o, i);
        if (block->row != row || block->column >= COLUMNS_MAX)
            continue;
        ColumnKind kind = head_kind(line_text(o, i));
        unsigned end = block->column + (block->columns ? block->columns : 1);
        for (unsigned c = block->column; c < end && c < COLUMNS_MAX; c++) {
            head->kind[c] = kind;
            head->n = c + 1u > head->n ? c + 1u : head->n;
        }
        all++;
        known += kind != COLUMN_NONE;
    }
    settle_head(head);
    return all >= 2 && known * 2 > all && head->understood;
}

static unsigned table_columns(const Outline *o, size_t from, size_t to) {
    unsigned columns = 0;
    for (size_t i = from; i < to; i++) {
        const Block *block = cell_block(o, i);
        unsigned end = block->column + (block->columns ? block->columns : 1);
        columns = end > columns ? end : columns;
    }
    return columns;
}

static void cells_of_row(Outline *o, size_t from, size_t to, const Head *head,
                         unsigned columns) {
    size_t first = o->cells.n;
    for (size_t i = from; i < to; i++) {
        const Block *block = cell_block(o, i);
        ColumnKind kind =
            block->column < head->n ? head->kind[block->column] : COLUMN_OTHER;
        if (!head->understood)
            kind = COLUMN_UNKNOWN;
        else if (to - from == 1 && (block->columns >= columns || block->columns > 2))
            kind = COLUMN_TITLE;
        else if (kind == COLUMN_NONE)
            kind = COLUMN_OTHER;
        add_cell(o, i, o->lines.at[i].span, kind);
    }
    settle_row(o, first, o->cells.n, head);
}

static bool is_all_chrome(const Outline *o, size_t from, size_t to) {
    size_t labels = 0;
    for (size_t i = from; i < to; i++)
        labels += o->lines.at[i].chrome != CHROME_NOT;
    return labels * 2 >= to - from && to - from < 40;
}

static size_t row_end(const Outline *o, size_t from, size_t to) {
    size_t end = from;
    while (end < to && cell_block(o, end)->row == cell_block(o, from)->row)
        end++;
    return end;
}

static bool has_head(const Outline *o, size_t from, size_t to) {
    Head head;
    for (size_t i = from; i < to; i = row_end(o, i, to)) {
        if (read_cell_head(o, i, row_end(o, i, to), cell_block(o, i)->row, &head))
            return true;
    }
    return false;
}

/* The cells [from, to) are one table. */
static void read_cells(Outline *o, size_t from, size_t to) {
    unsigned columns = table_columns(o, from, to);
    if (columns <= 1) {
        for (size_t i = from; i < to; i++)
            o->lines.at[i].role = ROLE_BODY;
        return;
    }
    if (is_all_chrome(o, from, to)) {
        for (size_t i = from; i < to; i++)
            o->lines.at[i].role = ROLE_CHROME;
        return;
    }
    Head head = {.n = 0}, again;
    bool headed = has_head(o, from, to);
    for (size_t i = from; i < to;) {
        unsigned row = cell_block(o, i)->row;
        size_t end = row_end(o, i, to);
        if (read_cell_head(o, i, end, row, &again)) {
            head = again;
            for (size_t k = i; k < end; k++)
                add_cell(o, k, o->lines.at[k].span, COLUMN_HEADER);
        } else if (!head.understood && headed && end - i == 1 &&
                   cell_block(o, i)->columns >= columns) {
            /* A title across the table, above its head. */
            add_cell(o, i, o->lines.at[i].span, COLUMN_TITLE);
        } else {
            size_t first = o->cells.n;
            cells_of_row(o, i, end, &head, columns);
            if (i == from && first < o->cells.n)
                o->cells.at[first].opens = true; /* of a table not understood: told of
                                                    once */
        }
        i = end;
    }
}

/* ---- Rows laid out with | ---- */

/* The character that divides the cells of a line: a bar, else two tabs or more; 0 when it
 * is no row. */
static char divider_of(Slice s) {
    size_t bars = 0, tabs = 0;
    for (size_t i = 0; i < s.n; i++) {
        bars += s.p[i] == '|';
        tabs += s.p[i] == '\t';
    }
    return bars ? '|' : tabs >= 2 ? '\t' : 0;
}

/* The cells of a line, empty ones too, without what follows the last bar when it is
 * empty. */
static size_t bar_cells(const Outline *o, size_t line, Span *cells) {
    Span span = o->lines.at[line].span;
    char divider = divider_of(slice_at(o->text, span));
    size_t n = 0, begin = span.at;
    for (size_t at = span.at; at <= span.end && n < COLUMNS_MAX; at++) {
        if (at < span.end && o->text.p[at] != divider)
            continue;
        if (at == span.end && slice_trim(slice_sub(o->text, begin, at)).n == 0)
            break;
        cells[n++] = span_trimmed(o->text, (Span){begin, at});
        begin = at + 1;
    }
    return n;
}

static bool is_bar_line(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    return line->block != BLOCK_CELL && divider_of(line_text(o, i)) && !line->chrome;
}

/* The |---|---| of Markdown under the head. */
static bool is_rule(Slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("-|: \t+", s.p[i]))
            return false;
    return true;
}

/* The head may be broken over lines. One past its last line; `from` when these lines are
 * no head. */
static size_t read_bar_head(const Outline *o, size_t from, Head *head) {
    Span cells[COLUMNS_MAX];
    size_t i = from, known = 0;
    *head = (Head){.n = 0};
    for (; i < o->lines.n && i < from + 4 && is_bar_line(o, i); i++) {
        size_t n = bar_cells(o, i, cells), here = 0;
        for (size_t k = 0; k < n; k++)
            here += head_kind(slice_at(o->text, cells[k])) != COLUMN_NONE;
        if (here * 2 <= n || head->n + n > COLUMNS_MAX)
            break;
        for (size_t k = 0; k < n; k++)
            head->kind[head->n++] = head_kind(slice_at(o->text, cells[k]));
        known += here;
    }
    settle_head(head);
    return head->understood && head->n >= 3 && known >= 3 ? i : from;
}

static bool is_row_start(Slice cell) {
    Numeral numeral = numeral_read(cell, 0, cell.n);
    return numeral.length == cell.n ||
           marker_read(cell, 0, cell.n, PLACE_START).style != STYLE_NONE;
}

/* A row that lacks its first column, since that cell stands over several rows, is one
 * column to the right. */
static size_t row_shift(const Head *head, Slice first, size_t n) {
    bool merged = head->kind[0] == COLUMN_CATEGORY && n < head->n;
    if (!merged)
        return 0;
    Marker marker = marker_read(first, 0, first.n, PLACE_START);
    return marker.style == STYLE_HAN ? 0 : 1;
}

static size_t read_bar_rows(Outline *o, size_t from, const Head *head) {
    Span cells[COLUMNS_MAX];
    size_t column = head->n, first = o->cells.n, i = from;
    for (; i < o->lines.n && is_bar_line(o, i); i++) {
        size_t n = bar_cells(o, i, cells), full = 0;
        if (n == 0)
            continue;
        for (size_t k = 0; k < n; k++)
            full += !span_empty(cells[k]);
        Slice start = slice_at(o->text, cells[0]);
        if (column >= head->n || is_row_start(start)) {
            settle_row(o, first, o->cells.n, head);
            first = o->cells.n;
            column = row_shift(head, start, full);
        }
        for (size_t k = 0; k < n; k++, column++) {
            ColumnKind kind = column < head->n ? head->kind[column] : COLUMN_OTHER;
            add_cell(o, i, cells[k], kind == COLUMN_NONE ? COLUMN_OTHER : kind);
        }
    }
    settle_row(o, first, o->cells.n, head);
    return i;
}

static size_t read_bars(Outline *o, size_t from) {
    Head head;
    size_t rows = read_bar_head(o, from, &head);
    if (rows == from)
        return from + 1;
    while (rows < o->lines.n && is_bar_line(o, rows) && is_rule(line_text(o, rows)))
        rows++;
    for (size_t i = from; i < rows; i++)
        add_cell(o, i, o->lines.at[i].span, COLUMN_HEADER);
    return read_bar_rows(o, rows, &head);
}

/* ---- One cell a line ---- */

static bool is_number_line(const Outline *o, size_t i) {
    if (i >= o->lines.n)
        return false;
    Slice s = line_text(o, i);
    Numeral numeral = numeral_read(s, 0, s.n);
    return numeral.length == s.n && !numeral.han;
}

/* Lines that are head cells, beginning with 序号. */
static size_t read_flat_head(const Outline *o, size_t from, Head *head) {
    *head = (Head){.n = 0};
    size_t i = from;
    if (o->lines.at[from].runes > 14 || head_kind(line_text(o, from)) != COLUMN_NUMBER)
        return from;
    for (; i < o->lines.n && head->n < COLUMNS_MAX; i++) {
        ColumnKind kind =
            o->lines.at[i].runes <= 14 ? head_kind(line_text(o, i)) : COLUMN_NONE;
        if (kind == COLUMN_NONE || o->lines.at[i].marker.style || is_number_line(o, i))
            break;
        head->kind[head->n++] = kind;
    }
    settle_head(head);
    return head->understood && head->n >= 3 && head->kind[0] == COLUMN_NUMBER ? i : from;
}

static bool is_flat_heading(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    bool chapter =
        line->marker.style == STYLE_HAN || line->marker.style == STYLE_HAN_PAREN;
    return chapter && line->runes <= 40 && !wording_ends_sentence(line_text(o, i));
}

/* One row from its number on: one past it, or `from` when it is none. A cell of several
 * lines is the task's. */
static size_t read_flat_row(Outline *o, size_t from, const Head *head) {
    if (!is_number_line(o, from))
        return from;
    size_t end = from + 1;
    while (end < o->lines.n && end < from + 40 && !is_number_line(o, end) &&
           !is_flat_heading(o, end) && o->lines.at[end].chrome != CHROME_SURE)
        end++;
    size_t n = end - from, first = o->cells.n;
    if (n > head->n + 6)
        n = head->n;
    size_t extra = n > head->n ? n - head->n : 0;
    for (size_t k = 0; k < n; k++) {
        size_t column = k <= 1 ? k : k <= 1 + extra ? 1 : k - extra;
        ColumnKind kind = column < head->n ? head->kind[column] : COLUMN_OTHER;
        add_cell(o, from + k, o->lines.at[from + k].span,
                 kind == COLUMN_NONE ? COLUMN_OTHER : kind);
    }
    settle_row(o, first, o->cells.n, head);
    return from + n;
}

static size_t read_flat(Outline *o, size_t from) {
    Head head;
    size_t i = read_flat_head(o, from, &head);
    if (i == from)
        return from;
    size_t rows = i;
    while (rows < o->lines.n && rows < i + 3 && is_flat_heading(o, rows))
        rows++;
    if (!is_number_line(o, rows))
        return from;
    for (size_t k = from; k < i; k++)
        add_cell(o, k, o->lines.at[k].span, COLUMN_HEADER);
    while (i < o->lines.n) {
        if (is_flat_heading(o, i)) {
            i++;
            continue;
        }
        size_t end = read_flat_row(o, i, &head);
        if (end == i)
            return i;
        i = end;
    }
    return i;
}

void outline_grids(Outline *o) {
    for (size_t i = 0; i < o->lines.n;) {
        if (o->lines.at[i].block == BLOCK_CELL) {
            size_t end = i;
            unsigned table = cell_block(o, i)->table;
            while (end < o->lines.n && o->lines.at[end].block == BLOCK_CELL &&
                   cell_block(o, end)->table == table)
                end++;
            read_cells(o, i, end);
            i = end;
        } else if (is_bar_line(o, i)) {
            i = read_bars(o, i);
        } else {
            size_t end = read_flat(o, i);
            i = end > i ? end : i + 1;
        }
    }
}
