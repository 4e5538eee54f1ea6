/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders: read whole with a limit, written whole or not at all, listed in a
 * fixed order. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/base.h"

#define FILE_LIMIT                                                                       \
    ((size_t)256 << 20) /* what is read from one file unless told otherwise */

/* Appends the bytes of a file to out; "-" is standard input. More than limit bytes (0:
 * FILE_LIMIT) is an error, and a regular file's size is looked at before anything is
 * read. On failure out is as it was. */
bool file_read(Slice path, size_t limit, Buf *out, Err *err);

/* Replaces a file in one step: a new file beside it is written, synced and renamed over
 * it, so that on failure the old one is whole. A link is followed; a device or pipe is
 * written to directly. */
bool file_write(Slice path, Slice bytes, Err *err);

typedef enum { FILE_ABSENT, FILE_REGULAR, FILE_FOLDER, FILE_OTHER } FileKind;
FileKind file_kind(Slice path); /* links followed; FILE_ABSENT also when it may not be
                                   looked at */

/* The regular files under a folder, at any depth up to 32, in byte order of their paths;
 * a path that is no folder is itself the list. Names that begin with a dot are passed
 * over. Each folder is listed once, so links cannot loop. faults gets a message for each
 * sub-folder that cannot be read; only a fault at `path` itself fails. */
typedef struct {
    SliceList paths, faults;
} FileList;
bool file_list(Arena *keep, Slice path, FileList *list, Err *err);
void file_list_release(FileList *list);

bool folder_make(Slice path, Err *err); /* with its parents; an existing folder is fine */
/* A new empty folder in TMPDIR or /tmp that only the user can look into. */
bool folder_temporary(Arena *keep, Slice *path, Err *err);
/* Removes a folder and all in it, links themselves and not what they point to. Best
 * effort. */
void folder_remove(Slice path);

Slice path_base(Slice path);      /* "a/b.tar.gz" -> "b.tar.gz" */
Slice path_extension(Slice path); /* "a/b.TXT" -> "TXT"; empty for "a", ".a" */
Slice path_stem(Slice path);      /* the base without its extension: "a/b.TXT" -> "b" */
Slice path_folder(Slice path);    /* "a/b.txt" -> "a"; "b.txt" -> "."; "/b" -> "/" */
Slice path_join(Arena *keep, Slice folder, Slice name);

#endif
