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

/* ---- A report ---- */

static const struct {
    const char *code, *name;
    int depth, core;
    const char *sentence, *term;
} report_themes[] = {
    {"party", "党建", 1, 1, "全面加强党的建设，推动党建与业务深度融合", "党的建设"},
    {"party.theory", "理论武装", 2, 1, "落实“第一议题”制度，中心组每月学习不少于一次",
     "第一议题"},
    {"dr", "双减", 1, 1, "巩固“双减”成果，减轻学生过重课业负担", "双减"},
    {"dr.homework", "作业管理", 2, 1,
     "书面作业总量每天不超过60分钟，一至二年级不留书面作业", "书面作业"},
    {"sports", "体育", 1, 1, "开足开齐体育课，保证每天校园体育活动不少于1小时", "体育课"},
    {"safety", "安全", 1, 1, "每学期开展不少于2次应急疏散演练，隐患整改率达到100%",
     "应急疏散演练"},
    {"safety.food", "食品安全", 2, 1, "学校食堂“明厨亮灶”覆盖率达到98.5%以上",
     "明厨亮灶"},
    {"moral", "德育与思政", 1, 0, "建设大中小学思政课一体化共同体12个", "思政课"},
    {"labor", "劳动教育", 1, 0, "新建劳动教育实践基地5个", "劳动教育"},
    {"preschool", "学前教育", 1, 0, "新增公办幼儿园学位1200个", "幼儿园"},
    {"teachers", "教师队伍", 1, 0, "招聘教师180名，交流轮岗比例不低于10%", "交流轮岗"},
    {"digital", "教育信息化", 1, 0, "建成智慧校园示范校8所 <b>&amp; 数据</b>",
     "智慧校园"},
};
enum { N_REPORT_THEMES = sizeof report_themes / sizeof *report_themes };

static void names_table(Table *table, const char *name) {
    *table = table_new(table->arena, name, (Slice){0});
    table_column(table, (Column){"code", "code", COLUMN_TEXT, 0});
    table_column(table, (Column){"name", "name", COLUMN_TEXT, 0});
}

static void add_name(Table *table, Slice code, Slice name) {
    Cell *row = table_row(table);
    row[0] = cell_text(table->arena, code);
    row[1] = cell_text(table->arena, name);
}

static Slice plan_code(Arena *keep, size_t plan) {
    return arena_format(keep, "plan-%zu", plan + 1);
}

static Slice plan_name(Arena *keep, size_t plan) {
    return arena_format(keep, "%.*s2023年",
                        SLICE_ARG(name_of(keep, place_names, N_PLACES, plan)));
}

static void evidence_columns(Table *table) {
    static const char *const keys[] = {"plan",   "section", "subsection", "task",
                                       "number", "text",    "themes",     "hits"};
    table_column(table, (Column){"id", "id", COLUMN_COUNT, 0});
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        table_column(table, (Column){keys[i], keys[i], COLUMN_TEXT, 0});
}

/* The theme that a measure of the sample carries; plan 0 has none of theme 3. */
static size_t theme_of(size_t plan, size_t measure) {
    size_t theme = (measure * (plan % 5 + 1) * 7 + measure / 3) % N_REPORT_THEMES;
    return plan == 0 && theme == 3 ? 2 : theme;
}

static void add_evidence(Table *table, size_t plan, size_t measure, int64_t id) {
    Arena *keep = table->arena;
    size_t theme = theme_of(plan, measure);
    Slice sentence = slice_of(report_themes[theme].sentence),
          term = slice_of(report_themes[theme].term);
    size_t at = slice_find(sentence, term, 0);
    Cell *row = table_row(table);
    row[0] = cell_count(id);
    row[1] = cell_text(keep, plan_code(keep, plan));
    row[2] =
        cell_text(keep, measure % 40 < 20 ? S("一、坚持党的领导，落实立德树人根本任务")
                                          : S("二、深化改革，办好人民满意的教育"));
    row[3] = cell_text(keep, measure % 20 < 10 ? S("（一）全面加强党的建设")
                                               : S("（二）推进五育并举"));
    row[4] = cell_text(keep,
                       arena_format(keep, "%s工作",
                                    report_themes[theme_of(plan, measure / 4 * 4)].name));
    row[5] = cell_text(keep, arena_format(keep, "%zu.", measure / 4 + 1));
    row[6] = cell_text(keep, arena_format(keep, "%.*s。", SLICE_ARG(sentence)));
    row[7] = cell_text(keep, slice_of(report_themes[theme].code));
    row[8] = cell_text(keep, arena_format(keep, "%zu-%zu:%s", at, at + term.n,
                                          report_themes[theme].code));
}

static bool carries(size_t theme, size_t carried) {
    Slice parent = slice_of(report_themes[theme].code),
          code = slice_of(report_themes[carried].code);
    return theme == carried ||
           (slice_starts(code, parent) && code.n > parent.n && code.p[parent.n] == '.');
}

static void add_coverage(Table *table, size_t theme, size_t plan, size_t measures) {
    Arena *keep = table->arena;
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < measures; i++) {
        if (carries(theme, theme_of(plan, i)))
            vec_push(&ids, (int64_t)(plan * measures + i + 1));
    }
    Cell *row = table_row(table);
    row[0] = cell_text(keep, slice_of(report_themes[theme].code));
    row[1] = cell_text(keep, slice_of(report_themes[theme].name));
    row[2] = cell_count(report_themes[theme].depth);
    row[3] = cell_text(keep, plan_code(keep, plan));
    row[4] = cell_text(keep, plan_name(keep, plan));
    row[5] = cell_with(keep, cell_real((double)ids.n / (double)measures), ids.at, ids.n);
    vec_release(&ids);
}

static void coverage_columns(Table *table) {
    table_column(table, (Column){"theme", "代码", COLUMN_TEXT, 0});
    table_column(table, (Column){"theme_name", "主题", COLUMN_TEXT, 0});
    table_column(table, (Column){"depth", "层级", COLUMN_COUNT, 0});
    table_column(table, (Column){"plan", "计划", COLUMN_TEXT, 0});
    table_column(table, (Column){"plan_name", "计划名称", COLUMN_TEXT, 0});
    table_column(table, (Column){"share", "占比", COLUMN_SHARE, 1});
    table_note(table, "低、高：95%% Wilson 区间。计划是全文而非抽样。");
}

static void fill_read(SampleReport *sample, Arena *keep, size_t plans, size_t measures) {
    Table *table = &sample->read;
    *table = table_new(keep, "plans", S("读入的计划"));
    table_column(table, (Column){"plan", "计划", COLUMN_TEXT, 0});
    table_column(table, (Column){"title", "标题", COLUMN_TEXT, 0});
    table_column(table, (Column){"year", "年份", COLUMN_COUNT, 0});
    table_column(table, (Column){"measures", "举措数", COLUMN_COUNT, 0});
    for (size_t plan = 0; plan < plans; plan++) {
        Cell *row = table_row(table);
        row[0] = cell_text(keep, plan_code(keep, plan));
        row[1] = cell_text(keep, arena_format(keep, "%.*s教育局工作要点",
                                              SLICE_ARG(plan_name(keep, plan))));
        row[2] = cell_count(2023);
        row[3] = cell_count((int64_t)measures);
    }
}

static void fill_diagnostics(SampleReport *sample, Arena *keep) {
    Table *table = &sample->diagnostics;
    *table =
        table_new(keep, "diagnostics", S("存疑之处 </details><script>alert(1)</script>"));
    table_column(table, (Column){"plan", "计划", COLUMN_TEXT, 0});
    table_column(table, (Column){"what", "说明", COLUMN_TEXT, 0});
    for (size_t i = 0; i < 30; i++) {
        Cell *row = table_row(table);
        row[0] = cell_text(keep, plan_code(keep, i));
        row[1] = cell_text(
            keep, arena_format(keep, "编号从 %zu 跳到 %zu <img src=x onerror=alert(1)>",
                               i, i + 2));
    }
}

void sample_report(Arena *keep, size_t plans, size_t measures, SampleReport *sample) {
    *sample = (SampleReport){.themes.arena = keep, .plans.arena = keep};
    names_table(&sample->themes, "themes");
    names_table(&sample->plans, "plan-names");
    sample->evidence = table_new(keep, "evidence", S("证据"));
    evidence_columns(&sample->evidence);
    sample->coverage = table_new(keep, "coverage", S("各计划的主题覆盖"));
    coverage_columns(&sample->coverage);
    for (size_t i = 0; i < N_REPORT_THEMES; i++)
        add_name(&sample->themes, slice_of(report_themes[i].code),
                 slice_of(report_themes[i].name));
    for (size_t plan = 0; plan < plans; plan++) {
        add_name(&sample->plans, plan_code(keep, plan), plan_name(keep, plan));
        for (size_t i = 0; i < measures; i++)
            add_evidence(&sample->evidence, plan, i, (int64_t)(plan * measures + i + 1));
    }
    for (size_t theme = 0; theme < N_REPORT_THEMES; theme++) {
        for (size_t plan = 0; plan < plans; plan++)
            add_coverage(&sample->coverage, theme, plan, measures);
    }
    fill_read(sample, keep, plans, measures);
    fill_diagnostics(sample, keep);
    Report *report = &sample->report;
    report->title = S("区县教育工作计划比较 <2023>");
    report->subtitle = S("plancmp 示例");
    report->evidence = &sample->evidence;
    report->themes = &sample->themes;
    report->plans = &sample->plans;
    report_add(report, .kind = REPORT_HEADING, .text = S("读入的内容"));
    report_add(report, .kind = REPORT_TABLE, .table = &sample->read, .plan = "plan");
    report_add(report, .kind = REPORT_HEADING, .text = S("主题覆盖"));
    report_add(report, .kind = REPORT_TEXT,
               .text = S("占比 = 含该主题的举措数 ÷ 计划的全部举措数。"));
    report_add(
        report, .kind = REPORT_GRID, .table = &sample->coverage,
        .grid = {"theme", "theme_name", "plan", "plan_name", "share", "theme", "depth"});
    report_add(report, .kind = REPORT_TABLE, .table = &sample->coverage, .folded = true);
    report_add(report, .kind = REPORT_HEADING, .text = S("计划原文"));
    report_add(report, .kind = REPORT_PLANS);
    report_add(report, .kind = REPORT_HEADING, .text = S("存疑之处"));
    report_add(report, .kind = REPORT_TABLE, .table = &sample->diagnostics);
}

void sample_report_release(SampleReport *sample) {
    table_release(&sample->evidence);
    table_release(&sample->themes);
    table_release(&sample->plans);
    table_release(&sample->coverage);
    table_release(&sample->read);
    table_release(&sample->diagnostics);
    vec_release(&sample->report.blocks);
}
