/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "present_tables.h"

static const char *const theme_names[] = {
    "党建",
    "双减",
    "体育",
    "安全",
    "德育与思政",
    "美育",
    "劳动教育",
    "心理健康",
    "传统文化与中医药",
    "语言文字与阅读",
    "学前教育",
    "义务教育均衡",
    "普通高中",
    "职业教育",
    "特殊教育",
    "终身与社区教育",
    "教师队伍",
    "教学教研与质量",
    "招生考试评价",
    "教育督导",
    "办学条件与布局",
    "经费与资产",
    "教育信息化",
    "学生资助与民生",
    "依法治教与行政执法",
};
static const char *const place_names[] = {
    "海湾区", "云岭县", "北川新区", "松江口市", "青石区", "白鹭洲经济技术开发区",
    "南屏县", "长桥区", "东湖区",   "望海县",   "金沙市", "红枫区",
};
enum {
    N_THEMES = sizeof theme_names / sizeof *theme_names,
    N_PLACES = sizeof place_names / sizeof *place_names
};

const char *const hostile_labels[] = {
    "它's",
    "say \"hi\"",
    "back\\slash\\n",
    "a_b^c@d{e}",
    "`date`",
    "@STYLE_NAME $x",
    "50% %s %d",
    "<b>&amp;</b>",
    "</script><script>",
    "two\nlines\tand\ttabs",
    "# comment",
    "=1+1",
    "'quoted'",
    " ",
};
const size_t n_hostile_labels = sizeof hostile_labels / sizeof *hostile_labels;

static uint32_t next_number(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Beyond the list the names go on with a number. */
static Slice name_of(Arena *keep, const char *const *names, size_t n, size_t i) {
    return i < n ? slice_of(names[i])
                 : arena_format(keep, "%s%zu", names[i % n], i / n + 1);
}

Table sample_coverage(Arena *keep, size_t themes, size_t plans) {
    Table table = table_new(keep, "coverage", S("主题覆盖：每个计划在每个主题上的措施"));
    table_column(&table, (Column){"theme", "主题", COLUMN_TEXT, 0});
    table_column(&table, (Column){"plan", "计划", COLUMN_TEXT, 0});
    table_column(&table, (Column){"measures", "措施数", COLUMN_COUNT, 0});
    table_column(&table, (Column){"share", "措施占比", COLUMN_SHARE, 1});
    table_column(&table, (Column){"low", "下限", COLUMN_SHARE, 1});
    table_column(&table, (Column){"high", "上限", COLUMN_SHARE, 1});
    table_column(&table, (Column){"core", "核心", COLUMN_COUNT, 0});
    uint64_t state = 1;
    for (size_t i = 0; i < themes * plans; i++) {
        size_t theme = i / plans, plan = i % plans, most = theme < 4 ? 50 : 20;
        uint32_t count =
            next_number(&state) % 3 ? next_number(&state) % (uint32_t)most : 0;
        double share = count / 180.0;
        int64_t ids[3] = {(int64_t)i * 3 + 1, (int64_t)i * 3 + 2, (int64_t)i * 3 + 3};
        Cell *row = table_row(&table);
        row[0] = cell_text(keep, name_of(keep, theme_names, N_THEMES, theme));
        row[1] = cell_text(
            keep, arena_format(keep, "%.*s2023年",
                               SLICE_ARG(name_of(keep, place_names, N_PLACES, plan))));
        row[2] = cell_with(keep, cell_count(count), ids, count < 3 ? count : 3);
        row[3] = theme == 1 && plan == 0 ? (Cell){0} : cell_real(share);
        row[4] = cell_real(share * 0.7);
        row[5] = cell_real(share * 1.3 + 0.02);
        row[6] = cell_count(theme < 4);
    }
    table_note(&table, "n = %zu", plans);
    return table;
}

Table sample_hostile(Arena *keep) {
    Table table = table_new(keep, "hostile", S("'`@STYLE_TITLE <i> \"标题\" \\"));
    table_column(&table, (Column){"theme", "主题 '\"<", COLUMN_TEXT, 0});
    table_column(&table, (Column){"plan", "计划", COLUMN_TEXT, 0});
    table_column(&table, (Column){"share", "占'比%s", COLUMN_SHARE, 1});
    for (size_t i = 0; i < n_hostile_labels * n_hostile_labels; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(keep, slice_of(hostile_labels[i / n_hostile_labels]));
        row[1] = cell_text(keep, slice_of(hostile_labels[i % n_hostile_labels]));
        row[2] = cell_real((double)(i % 7) / 20);
    }
    return table;
}
