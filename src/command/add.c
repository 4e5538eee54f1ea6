/* SPDX-License-Identifier: GPL-3.0-or-later */
/* add: reads files and folders into the project. */
#include "base/base.h"

#include "base/progress.h"
#include "command/commands_p.h"
#include "command/pipeline.h"
#include "plan/metadata.h"
#include "read/read.h"

typedef struct {
    Slice scheme, encoding, text_column;
    SliceList meta;
    bool duplicates;
} AddSettings;

static const Option options[] = {
    {"scheme", 's', OPTION_TEXT, offsetof(AddSettings, scheme), "FILE", NULL,
     "theme scheme (the built-in one, or the one the project has)",
     "主题方案文件（默认内置方案或项目已用方案）"},
    {"encoding", 'e', OPTION_TEXT, offsetof(AddSettings, encoding), "NAME", NULL,
     "encoding of texts and web pages, instead of finding it out",
     "指定文本与网页的编码，不再自动判断"},
    {"text-column", 0, OPTION_TEXT, offsetof(AddSettings, text_column), "NAME", NULL,
     "CSV, TSV, JSONL: the column that holds the plan",
     "CSV、TSV、JSONL：计划正文所在的列"},
    {"meta", 0, OPTION_LIST, offsetof(AddSettings, meta), "NAME", NULL,
     "CSV, TSV, JSONL: a column to keep as a fact (may be repeated)",
     "CSV、TSV、JSONL：保留为元数据的列（可重复）"},
    {"duplicates", 0, OPTION_FLAG, offsetof(AddSettings, duplicates), NULL, NULL,
     "keep a file whose content is there under another name",
     "内容相同但名称不同的文件也保留"},
};

typedef struct {
    const Context *context;
    const AddSettings *settings;
    Pipeline pipeline;
    Manifest manifest; /* of the path that is being read */
    Progress progress;
    size_t counts[8]; /* by PutResult */
    size_t failed;
    bool broken; /* the store cannot go on */
} Adding;

static void report_fault(void *context, const Err *err) {
    Adding *adding = context;
    progress_clear(&adding->progress);
    adding->failed++;
    command_fail(err);
}

static const char *result_name(PutResult result) {
    switch (result) {
    case PUT_ADDED: return T("added", "新增");
    case PUT_UNCHANGED: return T("unchanged", "未变");
    case PUT_REPLACED: return T("replaced", "更新");
    case PUT_REPARSED: return T("parsed again", "重新解析");
    case PUT_DUPLICATE: return T("duplicate", "重复");
    }
    BUG("put result %d", (int)result);
}

static void report_put(Adding *adding, const Document *document, const PlanPut *put) {
    progress_clear(&adding->progress);
    if (put->result == PUT_DUPLICATE)
        printf(T("%s  %.*s: the same content as plan %.*s; --duplicates keeps it\n",
                 "%s  %.*s：与计划 %.*s 内容相同；如需保留请用 --duplicates\n"),
               result_name(put->result), SLICE_ARG(document->source),
               SLICE_ARG(put->slug));
    else
        printf("%s  %.*s  %.*s\n", result_name(put->result), SLICE_ARG(put->slug),
               SLICE_ARG(document->source));
    if (put->lost_codings)
        printf(T("  %zu codings by people no longer find their passage\n",
                 "  有 %zu 条人工编码在新文本中找不到原句\n"),
               put->lost_codings);
}

/* Columns of a table of plans by the names people give them, and the facts they state. */
static const struct {
    const char *column, *key;
} fact_columns[] = {
    {"title", "title"},
    {"标题", "title"},
    {"year", "year"},
    {"年度", "year"},
    {"年份", "year"},
    {"region", "region"},
    {"地区", "region"},
    {"level", "level"},
    {"province", "province"},
    {"省份", "province"},
    {"publisher", "publisher"},
    {"发布机构", "publisher"},
    {"doc_number", "doc_number"},
    {"文号", "doc_number"},
    {"kind", "kind"},
    {"文种", "kind"},
    {"issued", "issued"},
    {"发布日期", "issued"},
};

static const char *fact_of_column(Slice column) {
    for (size_t i = 0; i < sizeof fact_columns / sizeof *fact_columns; i++) {
        if (slice_equal(column, slice_of(fact_columns[i].column)))
            return fact_columns[i].key;
    }
    return NULL;
}

/* What a row of a table says of its plan, as facts from outside; values that are none for
 * their key are left out. NULL when it says nothing. */
static const ManifestEntry *facts_of_row(const Document *document, Arena *arena) {
    bool row = slice_equal(document->format, S("csv")) ||
               slice_equal(document->format, S("tsv")) ||
               slice_equal(document->format, S("jsonl"));
    GivenFact *facts = ARENA_ARRAY(arena, GivenFact, document->meta.n);
    ManifestEntry *entry = ARENA_NEW(arena, ManifestEntry);
    for (size_t i = 0; row && i < document->meta.n; i++) {
        const char *key = fact_of_column(document->meta.at[i].key);
        Slice value = slice_trim(document->meta.at[i].value);
        if (key && plan_metadata_valid(key, value))
            facts[entry->n++] = (GivenFact){key, value};
    }
    entry->facts = facts;
    return entry->n ? entry : NULL;
}

static void add_document(void *context, Document *document) {
    Adding *adding = context;
    Arena arena = {0};
    Err err = {0};
    PlanPut put = {0};
    if (adding->broken)
        return;
    progress_step(&adding->progress, document->source);
    const ManifestEntry *given = manifest_find(&adding->manifest, document->source);
    Incoming incoming = {
        .document = document,
        .given = given ? given : facts_of_row(document, &arena),
        .keep_duplicate = adding->settings->duplicates,
    };
    if (pipeline_put(&adding->pipeline, &incoming, &put, &arena, &err)) {
        adding->counts[put.result]++;
        if (put.result != PUT_UNCHANGED && !adding->context->global.quiet)
            report_put(adding, document, &put);
    } else {
        adding->broken = true;
        report_fault(adding, &err);
    }
    arena_release(&arena);
}

static void read_all(Adding *adding, const SliceList *paths) {
    ReadOptions options_of_read = {
        .encoding = adding->settings->encoding,
        .text_column = adding->settings->text_column,
        .meta = adding->settings->meta,
    };
    ReadSink sink = {.document = add_document, .fault = report_fault, .context = adding};
    store_batch(adding->pipeline.store);
    Err err = {0};
    for (size_t i = 0; i < paths->n && !adding->broken; i++) {
        Arena arena = {0};
        /* Without its facts a folder is not read at all: half right would be worse than
         * late. */
        if (manifest_load(paths->at[i], &arena, &adding->manifest, &err))
            read_path(paths->at[i], &options_of_read, &sink);
        else
            report_fault(adding, &err);
        manifest_release(&adding->manifest);
        arena_release(&arena);
    }
    if (!store_batch_end(adding->pipeline.store, &err) && !adding->broken)
        report_fault(adding, &err);
    progress_clear(&adding->progress);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    Adding adding = {.context = context, .settings = settings};
    Err err = {0};
    size_t stale = 0;
    if (!pipeline_open(context, STORE_CREATE, adding.settings->scheme, &adding.pipeline))
        return EXIT_FAILED;
    adding.progress = progress_new(context->global.quiet, T("reading", "读入"));
    read_all(&adding, arguments);
    if (!adding.broken && !pipeline_refresh(&adding.pipeline, &stale, &err))
        report_fault(&adding, &err);
    size_t changed = adding.counts[PUT_ADDED] + adding.counts[PUT_REPLACED] +
                     adding.counts[PUT_REPARSED] + stale;
    if (changed && !adding.broken)
        session_log_run(context, adding.pipeline.store, &err);
    if (!context->global.quiet)
        printf(
            T("%zu added, %zu replaced, %zu parsed again, %zu unchanged, %zu duplicates, %zu failed\n",
              "新增 %zu，更新 %zu，重新解析 %zu，未变 %zu，重复 %zu，失败 %zu\n"),
            adding.counts[PUT_ADDED], adding.counts[PUT_REPLACED],
            adding.counts[PUT_REPARSED] + stale, adding.counts[PUT_UNCHANGED],
            adding.counts[PUT_DUPLICATE], adding.failed);
    pipeline_close(&adding.pipeline);
    return adding.failed ? EXIT_FAILED : EXIT_DONE;
}

static const Example examples[] = {
    {"plancmp add plans/", "every plan in a folder and the folders in it",
     "读入文件夹（含子文件夹）中的全部计划"},
    {"plancmp add a.docx b.pdf page.html",
     "single files; again later: only what has changed is read anew",
     "读入单个文件；再次运行时只重读有变化的文件"},
};

const Command command_add = {
    .name = "add",
    .group = GROUP_PLANS,
    .arguments = "PATH…",
    .en = "read plans into the project: files, folders, - for standard input",
    .zh = "读入计划：文件、文件夹，或 - 表示标准输入",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(AddSettings),
    .no_format = true,
    .no_output = true,
    .run = run,
};
