/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packing.h"

#include <setjmp.h>
#include <stdarg.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

static void set_format(struct archive *archive, const char *format) {
    int status = ARCHIVE_OK;
    if (strcmp(format, "zip") == 0 || strcmp(format, "stored") == 0)
        status = archive_write_set_format_zip(archive);
    else if (strcmp(format, "7z") == 0)
        status = archive_write_set_format_7zip(archive);
    else
        status = archive_write_set_format_ustar(archive);
    assert_int_equal(status, ARCHIVE_OK);
    if (strcmp(format, "stored") == 0)
        assert_int_equal(archive_write_zip_set_compression_store(archive), ARCHIVE_OK);
    if (strcmp(format, "tar.gz") == 0)
        assert_int_equal(archive_write_add_filter_gzip(archive), ARCHIVE_OK);
}

Buf packed_of(const Packed *files, size_t n, const char *format) {
    size_t total = 1 << 20, used = 0;
    for (size_t i = 0; i < n; i++)
        total += files[i].bytes.n + 4096;
    Buf out = {0};
    buf_reserve(&out, total);
    struct archive *archive = archive_write_new();
    set_format(archive, format);
    assert_int_equal(archive_write_open_memory(archive, out.p, total, &used), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, files[i].name);
        archive_entry_set_size(entry, (la_int64_t)files[i].bytes.n);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        archive_write_data(archive, files[i].bytes.p, files[i].bytes.n);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    out.n = used;
    return out;
}

static const char transitional[] =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

static Buf part_of(const char *root, const char *space, const char *content) {
    Buf out = {0};
    buf_format(&out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:%s xmlns:w=\"%s\" "
               "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
               "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
               "xmlns:v=\"urn:schemas-microsoft-com:vml\">%s</w:%s>",
               root, space, content, root);
    return out;
}

Buf word_file(const WordFile *file) {
    static const char rels[] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='1' Type='x/officeDocument' Target='/word/document.xml'/></Relationships>";
    static const char more[] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='1' Type='x/styles' Target='styles.xml'/>"
        "<Relationship Id='2' Type='x/numbering' Target='/word/numbering.xml'/>"
        "<Relationship Id='3' Type='x/footnotes' Target='footnotes.xml'/></Relationships>";
    const char *space = file->space ? file->space : transitional;
    Buf body = {0};
    buf_format(&body, "<w:body>%s</w:body>", file->body);
    Buf parts[] = {
        part_of("document", space, body.p),
        part_of("styles", space, file->styles ? file->styles : ""),
        part_of("numbering", space, file->numbering ? file->numbering : ""),
        part_of("footnotes", space, file->footnotes ? file->footnotes : ""),
    };
    const Packed files[] = {
        {"_rels/.rels", {rels, sizeof rels - 1}},
        {"word/_rels/document.xml.rels", {more, sizeof more - 1}},
        {"word/document.xml", buf_slice(&parts[0])},
        {"word/styles.xml", buf_slice(&parts[1])},
        {"word/numbering.xml", buf_slice(&parts[2])},
        {"word/footnotes.xml", buf_slice(&parts[3])},
    };
    Buf out = packed_of(files, sizeof files / sizeof *files, "zip");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buf_release(&parts[i]);
    buf_release(&body);
    return out;
}
