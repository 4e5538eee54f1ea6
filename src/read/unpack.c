/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is written to disk: members are bytes in memory, and paths in them are names
 * only. */
#include "base/base.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "read/unpack.h"

enum { MEMBERS_MAX = 10000, RATIO_MAX = 200 };
#define RATIO_FROM                                                                       \
    ((size_t)16 << 20) /* below, a large ratio does no harm: tables in XML pack well */

typedef struct {
    const Unpacker *unpacker;
    struct archive *archive;
    Slice packed;
    size_t *left, done;
    Buf name, bytes;
} Unpacking;

static bool archive_failed(Unpacking *unpacking, Err *err) {
    const char *why = archive_error_string(unpacking->archive);
    return err_set(err, T("is broken or cut off: %s", "已损坏或不完整：%s"),
                   why ? why : "libarchive");
}

/* The member's name in UTF-8. Zips of Chinese Windows hold GBK without saying so. */
static Slice member_name(Unpacking *unpacking, struct archive_entry *entry) {
    Slice raw = slice_of(archive_entry_pathname(entry));
    if (raw.n == 0)
        raw = slice_of(archive_entry_pathname_utf8(entry));
    Charset charset;
    buf_clear(&unpacking->name);
    if (utf8_valid_length(raw) == raw.n)
        buf_add(&unpacking->name, raw);
    else
        charset_decode(raw, S("GB18030"), S(""), &unpacking->name, &charset, NULL);
    return buf_slice(&unpacking->name);
}

static bool leads_out(Slice name) {
    if (slice_starts(name, S("/")) || slice_contains(name, S("\\")))
        return true;
    for (Cut cut = {.tail = name, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("/"));
        if (slice_equal(cut.head, S("..")))
            return true;
    }
    return false;
}

static bool count_bytes(Unpacking *unpacking, size_t more, Err *err) {
    unpacking->done += more;
    if (unpacking->done > RATIO_FROM && unpacking->done / RATIO_MAX > unpacking->packed.n)
        return err_set(err,
                       T("unpacks to more than %d times its size: refused as a bomb",
                         "解压后超过原大小的 %d 倍：按压缩炸弹拒绝"),
                       RATIO_MAX);
    if (more > *unpacking->left)
        return err_set(err, T("unpacks to more than the limit", "解压后超过大小上限"));
    *unpacking->left -= more;
    return true;
}

static bool read_member(Unpacking *unpacking, bool wanted, Err *err) {
    const void *block;
    size_t n;
    la_int64_t offset;
    int status;
    buf_clear(&unpacking->bytes);
    size_t most = unpacking->unpacker->member_max;
    while ((status = archive_read_data_block(unpacking->archive, &block, &n, &offset)) ==
           ARCHIVE_OK) {
        if (!count_bytes(unpacking, n, err))
            return false;
        if (wanted)
            buf_add(&unpacking->bytes, (Slice){block, n});
        if (wanted && most && unpacking->bytes.n > most)
            return err_set(err, T("is larger than %zu MB", "超过 %zu MB"), most >> 20);
    }
    return status == ARCHIVE_EOF || archive_failed(unpacking, err);
}

/* What is wrong with a member before it is unpacked. */
static bool is_fit(struct archive_entry *entry, Slice name, Err *err) {
    if (archive_entry_is_encrypted(entry))
        return err_set(err, T("is encrypted", "已加密"));
    if (leads_out(name))
        return err_set(err, T("its name leads out of the archive: refused",
                              "名称指向压缩包之外：拒绝读取"));
    return true;
}

static bool handle_member(Unpacking *unpacking, struct archive_entry *entry, Err *err) {
    const Unpacker *unpacker = unpacking->unpacker;
    Slice name = member_name(unpacking, entry);
    bool file = archive_entry_filetype(entry) == AE_IFREG;
    bool wanted = file && unpacker->wants(unpacker->context, name);
    if (wanted && !is_fit(entry, name, err)) {
        err_prefix(err, "%.*s", SLICE_ARG(name));
        if (unpacker->refused)
            unpacker->refused(unpacker->context, err);
        return unpacker->refused;
    }
    bool stored = archive_format(unpacking->archive) == ARCHIVE_FORMAT_ZIP;
    if (!wanted && stored)
        return true; /* in a tar, what is passed over is unpacked, too, and counts */
    if (!read_member(unpacking, wanted, err))
        return err_prefix(err, "%.*s", SLICE_ARG(name));
    return !wanted ||
           unpacker->take(unpacker->context, name, buf_slice(&unpacking->bytes), err);
}

static bool handle_all(Unpacking *unpacking, Err *err) {
    for (size_t n = 0;; n++) {
        struct archive_entry *entry;
        int status = archive_read_next_header(unpacking->archive, &entry);
        if (status == ARCHIVE_EOF)
            return true;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return archive_failed(unpacking, err);
        if (n == MEMBERS_MAX)
            return err_set(err, T("has more than %d members", "成员超过 %d 个"),
                           MEMBERS_MAX);
        if (!handle_member(unpacking, entry, err))
            return false;
    }
}

bool unpack(Slice packed, size_t *left, const Unpacker *unpacker, Err *err) {
    Unpacking unpacking = {.unpacker = unpacker,
                           .archive = archive_read_new(),
                           .packed = packed,
                           .left = left};
    struct archive *archive = unpacking.archive;
    if (!archive)
        out_of_memory(0);
    archive_read_support_format_zip(archive);
    if (!unpacker->zip_only) {
        archive_read_support_format_tar(archive);
        archive_read_support_format_7zip(archive);
        archive_read_support_format_rar(archive);
        archive_read_support_format_rar5(archive);
        archive_read_support_filter_gzip(archive);
        archive_read_support_filter_bzip2(archive);
        archive_read_support_filter_xz(archive);
    }
    bool ok = archive_read_open_memory(archive, packed.p, packed.n) == ARCHIVE_OK;
    ok = ok ? handle_all(&unpacking, err) : archive_failed(&unpacking, err);
    archive_read_free(archive);
    buf_release(&unpacking.name);
    buf_release(&unpacking.bytes);
    return ok;
}
