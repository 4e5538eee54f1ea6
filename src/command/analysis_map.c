/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/map.h"

static bool map(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    MapOptions how = {.by = group_key(input->settings->by),
                      .mds = slice_equal(input->settings->method, S("mds"))};
    return map_table(input->corpus, &how, keep, table, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_map, settings, arguments);
}

static const Option map_options[] = {
    OPTION_BY,
    {"method", 0, OPTION_CHOICE, offsetof(AnalysisSettings, method), "METHOD", MAP_WORDS,
     "ca: plans and themes together; mds: distances between plans (ca)",
     "ca：对应分析，计划与主题同图；mds：计划间距离（默认 ca）"},
    OPTION_OWN,
    OPTION_TIDY,
};

static const Example map_examples[] = {
    {"plancmp map", "where plans lie, what makes the axes, how well the map shows them",
     "各计划的位置、坐标轴的构成与代表质量"},
    {"plancmp chart map", "the map as a picture", "画成图"},
    {"plancmp map --by province", "provinces in place of plans", "以省份为点"},
};

const Command command_map = {
    .name = "map",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "plans and themes on a plane: who leans to what",
    .zh = "计划与主题的对应分析图：谁偏重什么",
    .more_en =
        "Correspondence analysis of fractional counts (a measure of m themes 1/m in each). A plan with few measures\n"
        "can rule an axis; the notes say when one does.",
    .more_zh =
        "对分数计数（含 m 个主题的举措各计 1/m）做对应分析。举措很少的计划可能左右坐标轴，\n"
        "出现这种情况时附注会说明。",
    COMMAND_EXAMPLES(map_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(map_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static const AnalysisChart map_charts[] = {{
    .name = "map",
    .spec = {.kind = CHART_MAP,
             .row = "point",
             .row_label = "name",
             .column = "kind",
             .column_label = "kind_name",
             .value = "x",
             .second = "y",
             .only = "charted"},
    .title_en = "Plans and the themes they lean to",
    .title_zh = "计划与其侧重的主题",
}};

const Analysis analysis_map = {
    .command = &command_map,
    .run = map,
    .least_plans = 3,
    .view = {.columns = {"name", "kind_name", "measures", "x", "y", "contribution_x",
                         "contribution_y", "quality"}},
    .section_en = "Map of plans and themes",
    .section_zh = "计划与主题对应图",
    .charts = map_charts,
    .n_charts = sizeof map_charts / sizeof *map_charts,
};
