/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old and foreign office files through LibreOffice: it saves them as what we read
 * ourselves, so that automatic numbers come along. It knows no format but by name. */
#include "base/base.h"

#include "base/child.h"
#include "base/file.h"
#include "read/read_p.h"

enum { SECONDS = 120 }; /* a first start takes ten */

/* What a file is saved as: text files as Word's, tables as a web page, slides as print.
 */
typedef struct {
    const char *extension, *target;
    ReadOne *read;
} Target;

static const Target targets[] = {
    {"doc", "docx", docx_read},  {"dot", "docx", docx_read},  {"wps", "docx", docx_read},
    {"wpt", "docx", docx_read},  {"rtf", "docx", docx_read},  {"odt", "docx", docx_read},
    {"fodt", "docx", docx_read}, {"uot", "docx", docx_read},  {"xls", "html", html_read},
    {"xlsx", "html", html_read}, {"xlsm", "html", html_read}, {"et", "html", html_read},
    {"ods", "html", html_read},  {"ppt", "pdf", pdf_read},    {"pptx", "pdf", pdf_read},
    {"dps", "pdf", pdf_read},    {"odp", "pdf", pdf_read},
};

static const Target *find_target(Slice extension) {
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        if (slice_equal_ignoring_case(extension, slice_of(targets[i].extension)))
            return &targets[i];
    }
    return NULL;
}

/* What OOXML and OpenDocument files say of themselves in the names and the first bytes of
 * their zip; OLE files and RTF go by the name, and without a telling one are taken for
 * .doc and .rtf. */
static const Target *target_of(const Source *source) {
    static const struct {
        const char *mark, *extension;
    } marks[] = {
        {"xl/workbook.xml", "xlsx"},
        {"ppt/presentation.xml", "pptx"},
        {"mimetypeapplication/vnd.oasis.opendocument.text", "odt"},
        {"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"},
        {"mimetypeapplication/vnd.oasis.opendocument.presentation", "odp"},
    };
    for (size_t i = 0;
         slice_starts(source->bytes, S("PK")) && i < sizeof marks / sizeof *marks; i++) {
        if (slice_contains(source->bytes, slice_of(marks[i].mark)))
            return find_target(slice_of(marks[i].extension));
    }
    const Target *named = find_target(path_extension(source->path));
    if (named)
        return named;
    return find_target(slice_starts(source->bytes, S("{\\rtf")) ? S("rtf") : S("doc"));
}

static bool convert(const Source *source, const Target *target, Slice folder, Err *err) {
    Arena scratch = {0};
    Slice input =
        arena_format(&scratch, "%.*s/in.%s", SLICE_ARG(folder), target->extension);
    Slice profile = arena_format(&scratch, "-env:UserInstallation=file://%.*s/profile",
                                 SLICE_ARG(folder));
    const char *const argv[] = {"soffice",
                                profile.p,
                                "--headless",
                                "--norestore",
                                "--nolockcheck",
                                "--convert-to",
                                target->target,
                                "--outdir",
                                folder.p,
                                input.p,
                                NULL};
    Child child = {
        .argv = argv,
        .seconds = source->options->seconds > 0 ? source->options->seconds : SECONDS,
        .folder = folder.p,
        .output = (size_t)1 << 20,
        .package = target->read == html_read ? "libreoffice-calc" : "libreoffice-writer"};
    ChildResult result = {0};
    bool ok = file_write(input, source->bytes, err) && child_run(&child, &result, err);
    if (ok && result.status != 0)
        ok = err_set(err, T("soffice cannot read it: %.*s", "soffice 无法读取：%.*s"),
                     SLICE_ARG(child_complaint(&result)));
    child_release(&result);
    arena_release(&scratch);
    return ok;
}

static bool read_converted(const Source *source, const Target *target, Slice folder,
                           Document *document, Err *err) {
    Arena scratch = {0};
    Slice output =
        arena_format(&scratch, "%.*s/in.%s", SLICE_ARG(folder), target->target);
    Buf bytes = {0};
    bool ok = file_kind(output) == FILE_REGULAR;
    if (!ok) /* it says so on its output, in its own words, and exits with 0 */
        err_set(err, T("soffice made nothing of it: broken, encrypted or of another kind",
                       "soffice 未能转换：文件可能已损坏、加密或类型不符"));
    ok = ok && file_read(output, source->options->limit, &bytes, err);
    if (ok) {
        ReadOptions options = *source->options;
        options.encoding = (Slice){0}; /* what is given is of texts, not of what soffice
                                          wrote */
        Source converted = *source;
        converted.bytes = buf_slice(&bytes);
        converted.options = &options;
        ok = target->read(&converted, document, err);
    }
    buf_release(&bytes);
    arena_release(&scratch);
    return ok;
}

bool office_read(const Source *source, Document *document, Err *err) {
    const Target *target = target_of(source);
    Slice folder;
    Arena scratch = {0};
    document->format = slice_of(target->extension);
    bool ok = folder_temporary(&scratch, &folder, err);
    if (ok) {
        ok = convert(source, target, folder, err) &&
             read_converted(source, target, folder, document, err);
        folder_remove(folder);
    }
    arena_release(&scratch);
    return ok;
}
