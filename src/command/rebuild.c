/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rebuild: parses and codes every plan again from the stored texts. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/pipeline.h"

typedef struct {
    Slice scheme;
} RebuildSettings;

static const Option options[] = {
    {"scheme", 's', OPTION_TEXT, offsetof(RebuildSettings, scheme), "FILE", NULL,
     "code with this scheme from now on", "今后改用该主题方案"},
};

static int run(Context *context, const void *settings, const SliceList *arguments) {
    const RebuildSettings *rebuild = settings;
    (void)arguments;
    Err err = {0};
    Pipeline pipeline = {0};
    size_t n = 0;
    if (!pipeline_open(context, STORE_REBUILD, rebuild->scheme, &pipeline))
        return EXIT_FAILED;
    int status = pipeline_rebuild(&pipeline, &n, &err) ? EXIT_DONE : command_fail(&err);
    if (status == EXIT_DONE && !context->global.quiet)
        printf(T("%zu plans parsed and coded again\n", "已重新解析并编码 %zu 份计划\n"),
               n);
    pipeline_close(&pipeline);
    return status;
}

static const Example examples[] = {
    {"plancmp rebuild", "after an upgrade; the files themselves are not needed",
     "升级之后使用；不需要原文件"},
    {"plancmp rebuild --scheme my-themes.json", "codes everything by another scheme",
     "用另一套主题方案重新编码"},
};

const Command command_rebuild = {
    .name = "rebuild",
    .group = GROUP_PLANS,
    .arguments = "",
    .en = "parse and code all plans again from the stored texts",
    .zh = "用保存的文本重新解析并编码全部计划",
    COMMAND_EXAMPLES(examples),
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(RebuildSettings),
    .no_format = true,
    .no_output = true,
    .run = run,
};
