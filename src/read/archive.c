/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: each member that could be a document is read as one, called
 * "a.zip!/folder/b.docx". An archive within one is read, too; one within that is refused.
 * All share the limit of what one source may unpack to. */
#include "base/base.h"

#include "read/read_p.h"
#include "read/unpack.h"

enum { DEPTH_MAX = 2 };

typedef struct {
    const Source *source;
    Arena scratch;
    size_t taken;
    bool ok;
} Members;

/* What systems leave in archives, and hidden files. */
static bool is_litter(Slice name) {
    for (Cut cut = {.tail = name, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("/"));
        bool up = slice_equal(cut.head, S("..")) || slice_equal(cut.head, S("."));
        if (slice_equal(cut.head, S("__MACOSX")) ||
            (slice_starts(cut.head, S(".")) && !up))
            return true;
    }
    return false;
}

static Slice member_path(Members *members, Slice name) {
    return arena_format(&members->scratch, "%.*s!/%.*s", SLICE_ARG(members->source->path),
                        SLICE_ARG(name));
}

static bool wants_member(void *context, Slice name) {
    Members *members = context;
    const ReadSink *sink = members->source->sink;
    if (read_is_candidate(name) && !is_litter(name))
        return true;
    if (sink->skipped)
        sink->skipped(sink->context, member_path(members, name));
    return false;
}

static bool take_member(void *context, Slice name, Slice bytes, Err *err) {
    (void)err;
    Members *members = context;
    Source member = *members->source;
    member.path = member_path(members, name);
    member.bytes = bytes;
    member.depth++;
    members->taken++;
    members->ok = source_read(&member) && members->ok;
    return true;
}

static void refuse_member(void *context, const Err *err) {
    Members *members = context;
    Err fault = *err;
    err_prefix(&fault, "%.*s", SLICE_ARG(members->source->path));
    members->ok = source_fault(members->source, &fault);
    members->taken++;
}

bool archive_read_members(const Source *source) {
    Members members = {.source = source, .ok = true};
    Unpacker unpacker = {.context = &members,
                         .wants = wants_member,
                         .take = take_member,
                         .refused = refuse_member};
    Err err = {0};
    bool ok = source->depth < DEPTH_MAX;
    if (!ok)
        err_set(&err, T("archives nested deeper than %d", "压缩包嵌套超过 %d 层"),
                DEPTH_MAX);
    ok = ok && unpack(source->bytes, source->left, &unpacker, &err);
    if (ok && members.taken == 0)
        ok =
            err_set(&err, T("no document in this archive", "该压缩包中没有可读取的文档"));
    if (!ok) {
        err_prefix(&err, "%.*s", SLICE_ARG(source->path));
        source_fault(source, &err);
    }
    arena_release(&members.scratch);
    return ok && members.ok;
}
