/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heat map: one tinted cell for each row and column, its value in it where there is
 * room. White is none. */
#include "base/base.h"

#include <math.h>

#include "present/chart_p.h"
#include "present/tint_p.h"

enum { LONG_SIDE = 60, LEGEND_ROOM = 46, TREE_AXIS_ROOM = 22 };

typedef struct {
    Chart *chart;
    bool turned; /* the table's columns go down the side */
    bool tree;   /* a dendrogram: the tree stands at the right of the last columns */
    bool gaps;   /* some cells have no value */
    size_t n_rows, n_columns;
    Tints tints;
} Heat;

static const ChartCell *heat_cell(const Heat *heat, size_t row, size_t column) {
    return heat->turned ? chart_cell(heat->chart, column, row)
                        : chart_cell(heat->chart, row, column);
}

static Slice row_name(const Heat *heat, size_t row) {
    return heat->turned ? heat->chart->grid.columns[row] : heat->chart->grid.rows[row];
}

static Slice column_name(const Heat *heat, size_t column) {
    return heat->turned ? heat->chart->grid.rows[column]
                        : heat->chart->grid.columns[column];
}

static bool is_dark(const Heat *heat, size_t class) {
    return class && tint_is_dark(heat->tints.shades[class - 1]);
}

static const char *colour_of(const Heat *heat, size_t class) {
    return tint_colour(heat->tints.shades[class - 1]);
}

/* What stands in a cell: percent without the sign, as whole numbers; the legend says so.
 */
static Slice cell_label(const Heat *heat, const ChartCell *cell) {
    Arena *scratch = heat->chart->scratch;
    if (!cell->there)
        return heat->tree ? (Slice){0} : S("-");
    if (!(cell->value > 0))
        return (Slice){0};
    if (heat->chart->value->type == COLUMN_REAL)
        return chart_show(heat->chart, cell->value);
    return cell->value < 0.5 ? S("<1")
                             : arena_format(scratch, "%.0f", round(cell->value));
}

typedef struct {
    size_t row, end_row, column, end_column;
    double cell_width, cell_height;
    bool slanted, labels;
    Slice *rows, *columns; /* as drawn */
} Part;

static double cell_width_for(size_t columns) {
    static const struct {
        size_t most;
        double width;
    } widths[] = {{4, 96}, {8, 72}, {16, 50}, {28, 36}, {45, 28}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        if (columns <= widths[i].most)
            return widths[i].width;
    }
    return 22;
}

static double widest(const Slice *names, size_t n, int size) {
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, chart_text_width(names[i], size));
    return most;
}

/* Room for the labels of this part; slanted ones reach up and beyond the right edge. */
static ChartRoom measure(const Heat *heat, Part *part) {
    Chart *chart = heat->chart;
    size_t rows = part->end_row - part->row, columns = part->end_column - part->column;
    part->rows = ARENA_ARRAY(chart->scratch, Slice, rows);
    part->columns = ARENA_ARRAY(chart->scratch, Slice, columns);
    for (size_t i = 0; i < rows; i++)
        part->rows[i] = chart_text(chart, row_name(heat, part->row + i), STYLE_NAME, 220);
    for (size_t i = 0; i < columns; i++)
        part->columns[i] =
            chart_text(chart, column_name(heat, part->column + i), STYLE_NAME, 200);
    part->cell_width = cell_width_for(columns);
    part->cell_height = rows <= 30 ? 24 : 20;
    double widest_label = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        const ChartCell *cell =
            heat_cell(heat, part->row + i / columns, part->column + i % columns);
        widest_label =
            fmax(widest_label, chart_text_width(cell_label(heat, cell), STYLE_CELL));
    }
    part->labels = widest_label + 4 <= part->cell_width;
    double across = widest(part->columns, columns, STYLE_NAME);
    part->slanted = across + 8 > part->cell_width;
    double reach = 0;
    for (size_t i = 0; i < columns; i++) {
        double right = chart_text_width(part->columns[i], STYLE_NAME) * 0.71 + 12;
        reach = fmax(reach, right - ((double)(columns - i) - 0.5) * part->cell_width);
    }
    return (ChartRoom){
        .left = widest(part->rows, rows, STYLE_NAME) + 12,
        .right = part->slanted ? reach : 4,
        .above = part->slanted ? across * 0.71 + 22 : 24,
        .below = LEGEND_ROOM + (heat->tree ? TREE_AXIS_ROOM : 0),
        .width = (double)columns * part->cell_width,
        .height = (double)rows * part->cell_height,
    };
}

static void put_names(ChartPage *page, const Part *part) {
    for (size_t i = 0; i < part->end_row - part->row; i++)
        chart_page_label(page, page->left - 8,
                         page->top + ((double)i + 0.5) * part->cell_height, part->rows[i],
                         (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NAME});
    for (size_t i = 0; i < part->end_column - part->column; i++) {
        double x = page->left + ((double)i + 0.5) * part->cell_width;
        LabelPlace style = {.align = LABEL_CENTRE, .style = STYLE_NAME};
        if (part->slanted)
            style = (LabelPlace){.align = LABEL_LEFT, .style = STYLE_NAME, .rotate = 45};
        chart_page_label(page, x, page->top - (part->slanted ? 10 : 12), part->columns[i],
                         style);
    }
}

enum { KEY_BOX = 22, KEY_SPACE = 6, KEY_GAP = 14 };

/* The legend: what the colours mean, from left to right. */
typedef struct {
    Slice name;
    size_t n;
    struct {
        const char *colour; /* NULL: words alone */
        Slice words;
    } keys[TINT_CLASSES + 2];
} Legend;

static void add_key(Legend *legend, const char *colour, Slice words) {
    legend->keys[legend->n].colour = colour;
    legend->keys[legend->n++].words = words;
}

static Legend legend_of(const Heat *heat) {
    Chart *chart = heat->chart;
    Arena *scratch = chart->scratch;
    Legend legend = {0};
    legend.name = chart_text(chart, slice_of(chart->value->heading), STYLE_CELL, 160);
    if (chart->value->type == COLUMN_SHARE)
        legend.name = arena_format(scratch, "%.*s (%%)", SLICE_ARG(legend.name));
    if (!heat->tree)
        add_key(&legend, "#ffffff", S("0"));
    for (size_t i = 0; i < heat->tints.n; i++) {
        double low = i ? heat->tints.limits[i - 1] : 0, high = heat->tints.limits[i];
        add_key(&legend, colour_of(heat, i + 1),
                i ? arena_format(scratch, "%.10g–%.10g", low, high)
                  : arena_format(scratch, "≤ %.10g", high));
    }
    if (heat->gaps)
        add_key(&legend, NULL,
                chart_text(chart, slice_of(T("- no value", "- 无数据")), STYLE_NOTE, 0));
    return legend;
}

/* The x behind a key that begins at x. */
static double key_end(const Legend *legend, size_t i, double x) {
    double box = legend->keys[i].colour ? KEY_BOX + KEY_SPACE : 0;
    return x + box + chart_text_width(legend->keys[i].words, STYLE_NOTE);
}

static double legend_width(const Legend *legend) {
    double x = chart_text_width(legend->name, STYLE_CELL);
    for (size_t i = 0; i < legend->n; i++)
        x = key_end(legend, i, x + KEY_GAP);
    return x;
}

/* The grid's lines: one each, so that empty cells cost nothing. */
static void put_lines(ChartPage *page, const Part *part) {
    double right = page->left + page->room.width, bottom = page->top + page->room.height;
    for (size_t i = 0; i <= part->end_row - part->row; i++) {
        double y = page->top + (double)i * part->cell_height;
        chart_page_line(page, (double[]){page->left, y}, (double[]){right, y},
                        CHART_LINE);
    }
    for (size_t i = 0; i <= part->end_column - part->column; i++) {
        double x = page->left + (double)i * part->cell_width;
        chart_page_line(page, (double[]){x, page->top}, (double[]){x, bottom},
                        CHART_LINE);
    }
}

static void put_legend(const Legend *legend, ChartPage *page) {
    double x = CHART_MARGIN;
    double y = page->top + page->room.height + page->room.below - LEGEND_ROOM + 26;
    chart_page_label(page, x, y, legend->name, (LabelPlace){.style = STYLE_CELL});
    x += chart_text_width(legend->name, STYLE_CELL);
    for (size_t i = 0; i < legend->n; i++) {
        const char *colour = legend->keys[i].colour;
        x += KEY_GAP;
        if (colour) {
            chart_page_box(page, (double[]){x, y - 7, KEY_BOX, 14}, CHART_LINE);
            chart_page_box(page, (double[]){x + 1, y - 6, KEY_BOX - 2, 12}, colour);
        }
        chart_page_label(page, x + (colour ? KEY_BOX + KEY_SPACE : 0), y,
                         legend->keys[i].words, (LabelPlace){.style = STYLE_NOTE});
        x = key_end(legend, i, x);
    }
}

static void put_data(const Heat *heat, const Part *part, ChartPage *page) {
    Buf *out = &page->data;
    buf_add(out, S("# "));
    chart_field(out, heat->chart->table->title);
    buf_add(out, S("\n# x\ty\tvalue\tclass\tlabel\tdark\trow\tcolumn\n"));
    for (size_t row = part->row; row < part->end_row; row++) {
        for (size_t column = part->column; column < part->end_column; column++) {
            const ChartCell *cell = heat_cell(heat, row, column);
            size_t class = cell->there ? tint_class(&heat->tints, cell->value) : 0;
            buf_format(out, "%zu\t%zu\t", column - part->column + 1, row - part->row + 1);
            if (cell->there)
                buf_format(out, "%.6g", cell->value);
            else
                buf_add(out, S("NaN"));
            buf_format(out, "\t%zu\t%.*s\t%d\t", class, SLICE_ARG(cell_label(heat, cell)),
                       is_dark(heat, class));
            chart_field(out, row_name(heat, row));
            buf_add_byte(out, '\t');
            chart_field(out, column_name(heat, column));
            buf_add_byte(out, '\n');
        }
    }
}

static void put_drawing(const Heat *heat, const Part *part, ChartPage *page) {
    Buf *script = &page->script;
    buf_format(script, "set xrange [0.5:%zu.5]\nset yrange [%zu.5:0.5]\n",
               part->end_column - part->column, part->end_row - part->row);
    buf_add(
        script,
        S("# One colour for each class of the legend; class 0 stays white.\nCOLOURS = '"));
    for (size_t i = 0; i < heat->tints.n; i++)
        buf_format(script, "%s%s", i ? " " : "", colour_of(heat, i + 1));
    /* gnuplot goes through an empty loop once, and finds no colour there. */
    bool none = heat->tints.n == 0;
    buf_format(script, "%s'\nCLASSES = %zu\n", none ? "#ffffff" : "",
               none ? 1 : heat->tints.n);
    buf_add(
        &page->draw,
        S("    plot NaN, for [c=1:CLASSES] DATA using ($4 == c ? $1 : NaN):2:(0.5):(0.5) \\\n"
          "         with boxxyerror fillstyle solid 1.0 noborder fillcolor rgb word(COLOURS, c)"));
    if (part->labels)
        buf_add(
            &page->draw,
            S(", \\\n         DATA using ($6 == 0 ? $1 : NaN):2:5 with labels @STYLE_CELL"
              ", \\\n         DATA using ($6 == 1 ? $1 : NaN):2:5 with labels "
              "@STYLE_CELL_DARK"));
    buf_add_byte(&page->draw, '\n');
}

static size_t pieces(size_t n) {
    return (n + LONG_SIDE - 1) / LONG_SIDE;
}

static Tints tints_of(const Heat *heat) {
    const ChartGrid *grid = &heat->chart->grid;
    if (!heat->tree)
        return tints_for(grid->most, heat->chart->value->type == COLUMN_COUNT);
    double least = grid->most;
    for (size_t i = 0; i < grid->n_rows * grid->n_columns; i++) {
        if (grid->cells[i].there)
            least = fmin(least, grid->cells[i].value);
    }
    Tints tints = tints_between(least, grid->most);
    if (heat->chart->value->type == COLUMN_SHARE) /* in percent */
        tints.limits[tints.n - 1] = fmin(tints.limits[tints.n - 1], 100);
    return tints;
}

/* The tree needs the whole width beside the last columns. */
static bool has_tree(const Heat *heat, const Part *part) {
    return heat->tree && part->end_column == heat->n_columns;
}

bool chart_heat(Chart *chart, StemList *stems, Err *err) {
    const ChartGrid *grid = &chart->grid;
    Heat heat = {.chart = chart, .n_rows = grid->n_rows, .n_columns = grid->n_columns};
    heat.tree = chart->spec->kind == CHART_DENDROGRAM;
    heat.turned = !heat.tree && grid->n_columns > 24 && grid->n_columns > grid->n_rows;
    if (heat.turned) {
        heat.n_rows = grid->n_columns;
        heat.n_columns = grid->n_rows;
    }
    heat.tints = tints_of(&heat);
    for (size_t i = 0; i < grid->n_rows * grid->n_columns; i++)
        heat.gaps = heat.gaps || (!heat.tree && !grid->cells[i].there);
    size_t down = pieces(heat.n_rows), across = pieces(heat.n_columns);
    if (!chart_pages_fit(chart, down * across, err))
        return false;
    for (size_t i = 0; i < down * across; i++) {
        Part part = {.row = heat.n_rows * (i / across) / down,
                     .column = heat.n_columns * (i % across) / across};
        part.end_row = heat.n_rows * (i / across + 1) / down;
        part.end_column = heat.n_columns * (i % across + 1) / across;
        ChartRoom room = measure(&heat, &part);
        if (has_tree(&heat, &part))
            room.right = fmax(room.right, CHART_TREE_WIDTH);
        Legend legend = legend_of(&heat);
        room.least = legend_width(&legend);
        ChartPage page = chart_page(chart, i + 1, down * across, room);
        put_names(&page, &part);
        put_lines(&page, &part);
        put_legend(&legend, &page);
        if (has_tree(&heat, &part))
            chart_tree_put(&page, (TreePart){part.row, part.end_row, part.cell_height});
        put_data(&heat, &part, &page);
        put_drawing(&heat, &part, &page);
        vec_push(stems, page.stem);
        if (!chart_page_finish(&page, err))
            return false;
    }
    return true;
}
