/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed files, over libarchive, with bounds: what a bomb would unpack to is never made.
 * For read/ only. */
#ifndef READ_UNPACK_H
#define READ_UNPACK_H

#include "base/base.h"

typedef struct {
    void *context;
    /* Whether a member is wanted; its name is UTF-8 (GBK names of Windows zips are
     * decoded). */
    bool (*wants)(void *context, Slice name);
    /* Takes a wanted member, which is gone after the call. False with err stops and fails
     * the whole. */
    bool (*take)(void *context, Slice name, Slice bytes, Err *err);
    /* Told of a wanted member that is refused by itself (encrypted, leading out), and
     * unpacking goes on; NULL: it fails the whole. */
    void (*refused)(void *context, const Err *err);
    size_t member_max; /* bytes of one member; 0: what is left */
    bool zip_only;
} Unpacker;

/* Unpacks zip, tar (plain, gzip, bzip2, xz), 7z and rar. *left is what may still be
 * unpacked, in bytes, and is lowered. Errors: broken or truncated, encrypted, more than
 * *left, more than 200 times its packed size, more than 10,000 members, a wanted member
 * whose name leads out of the archive ("../x", "/x"). */
bool unpack(Slice packed, size_t *left, const Unpacker *unpacker, Err *err);

#endif
