/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that opens files for reading and writing as a whole. It knows nothing of
 * what is in them. */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { DEPTH_MAX = 32 };

/* The path as the system wants it; NULL with errno when it holds a NUL byte, which would
 * cut it short. */
static const char *system_path(Arena *scratch, Slice path) {
    if (path.n == 0 || memchr(path.p, 0, path.n)) {
        errno = ENOENT;
        return NULL;
    }
    return arena_cstring(scratch, path);
}

static bool path_error(Slice path, int number, Err *err) {
    return err_set(err, "%.*s: %s", SLICE_ARG(path), err_errno(number));
}

static bool too_large(Slice path, size_t limit, Err *err) {
    return err_set(err,
                   T("%.*s: larger than the limit of %zu MB (%zu bytes)",
                     "%.*s：超过 %zu MB 的上限（%zu 字节）"),
                   SLICE_ARG(path), limit >> 20, limit);
}

static bool read_all(int file, Slice path, size_t limit, Buf *out, Err *err) {
    size_t start = out->n;
    for (;;) {
        buf_reserve(out, 64 * 1024);
        ssize_t n = read(file, out->p + out->n, out->cap - out->n - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return path_error(path, errno, err);
        if (n == 0)
            break;
        out->n += (size_t)n;
        if (out->n - start > limit)
            return too_large(path, limit, err);
    }
    out->p[out->n] = '\0';
    return true;
}

static bool read_open(int file, Slice path, size_t limit, Buf *out, Err *err) {
    struct stat info;
    if (fstat(file, &info) != 0)
        return path_error(path, errno, err);
    if (S_ISDIR(info.st_mode))
        return path_error(path, EISDIR, err);
    if (S_ISREG(info.st_mode) && info.st_size > 0) {
        if ((uintmax_t)info.st_size > limit)
            return too_large(path, limit, err);
        buf_reserve(out, (size_t)info.st_size + 1);
    }
    size_t before = out->n;
    if (read_all(file, path, limit, out, err))
        return true;
    out->n = before;
    return false;
}

bool file_read(Slice path, size_t limit, Buf *out, Err *err) {
    if (limit == 0)
        limit = FILE_LIMIT;
    if (slice_equal(path, S("-")))
        return read_open(STDIN_FILENO, S("<stdin>"), limit, out, err);
    Arena scratch = {0};
    const char *name = system_path(&scratch, path);
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    bool ok;
    if (file < 0) {
        ok = path_error(path, errno, err);
    } else {
        ok = read_open(file, path, limit, out, err);
        close(file);
    }
    arena_release(&scratch);
    return ok;
}

/* 0 or the errno of what failed. */
static int write_all(int file, Slice bytes) {
    while (bytes.n) {
        ssize_t n = write(file, bytes.p, bytes.n < INT_MAX ? bytes.n : INT_MAX);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        bytes = slice_sub(bytes, (size_t)n, bytes.n);
    }
    return 0;
}

static int write_direct(const char *name, Slice bytes) {
    int file = open(name, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return errno;
    int number = write_all(file, bytes);
    if (close(file) != 0 && number == 0)
        number = errno;
    return number;
}

static int write_beside(Arena *scratch, const char *name, mode_t mode, Slice bytes) {
    const char *part = NULL;
    int file = -1;
    for (int i = 0; i < 100 && file < 0; i++) {
        part = arena_format(scratch, "%s.part-%ld-%d", name, (long)getpid(), i).p;
        file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno != EEXIST)
            return errno;
    }
    if (file < 0)
        return EEXIST;
    int number = write_all(file, bytes);
    if (number == 0 && mode && fchmod(file, mode) != 0)
        number = errno;
    if (number == 0 && fsync(file) != 0)
        number = errno;
    if (close(file) != 0 && number == 0)
        number = errno;
    if (number == 0 && rename(part, name) != 0)
        number = errno;
    if (number)
        unlink(part);
    return number;
}

static int write_named(Arena *scratch, const char *name, Slice bytes) {
    struct stat info;
    mode_t mode = 0;
    if (stat(name, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return EISDIR;
        if (!S_ISREG(info.st_mode))
            return write_direct(name, bytes);
        if (access(name, W_OK) != 0) /* rename would replace a file that says it is not to
                                        be written */
            return errno;
        mode = info.st_mode & 07777;
        char *real = realpath(name, NULL);
        if (!real)
            return errno;
        name = arena_cstring(scratch, slice_of(real));
        free(real);
    }
    return write_beside(scratch, name, mode, bytes);
}

bool file_write(Slice path, Slice bytes, Err *err) {
    Arena scratch = {0};
    const char *name = system_path(&scratch, path);
    int number = name ? write_named(&scratch, name, bytes) : ENOENT;
    arena_release(&scratch);
    if (number == 0)
        return true;
    return err_set(err, T("%.*s: cannot be written: %s", "%.*s：无法写入：%s"),
                   SLICE_ARG(path), err_errno(number));
}

FileKind file_kind(Slice path) {
    Arena scratch = {0};
    struct stat info;
    const char *name = system_path(&scratch, path);
    FileKind kind = FILE_OTHER;
    if (!name || stat(name, &info) != 0)
        kind = FILE_ABSENT;
    else if (S_ISREG(info.st_mode))
        kind = FILE_REGULAR;
    else if (S_ISDIR(info.st_mode))
        kind = FILE_FOLDER;
    arena_release(&scratch);
    return kind;
}

/* A folder still to be listed. Links wait until all real folders are done, so that a file
 * is found under its own path where it has one below the start. */
typedef struct {
    Slice path;
    unsigned depth;
} Folder;
typedef struct {
    Arena *keep;
    FileList *list;
    VEC(Folder) folders, links;
    VEC(struct stat) seen;
} Walk;

static bool walk_is_new(Walk *walk, const struct stat *info) {
    for (size_t i = 0; i < walk->seen.n; i++) {
        if (walk->seen.at[i].st_dev == info->st_dev &&
            walk->seen.at[i].st_ino == info->st_ino)
            return false;
    }
    vec_push(&walk->seen, *info);
    return true;
}

static void walk_entry(Walk *walk, DIR *dir, const Folder *folder, const char *name) {
    struct stat info;
    if (name[0] == '.' || fstatat(dirfd(dir), name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    Slice path = path_join(walk->keep, folder->path, slice_of(name));
    bool link = S_ISLNK(info.st_mode);
    if (link && fstatat(dirfd(dir), name, &info, 0) != 0) {
        vec_push(&walk->list->faults,
                 arena_format(walk->keep, "%.*s: %s", SLICE_ARG(path), err_errno(errno)));
        return;
    }
    if (S_ISREG(info.st_mode))
        vec_push(&walk->list->paths, path);
    else if (S_ISDIR(info.st_mode) && link)
        vec_push(&walk->links, (Folder){path, folder->depth + 1});
    else if (S_ISDIR(info.st_mode))
        vec_push(&walk->folders, (Folder){path, folder->depth + 1});
}

static bool walk_folder(Walk *walk, const Folder *folder, Err *err) {
    if (folder->depth > DEPTH_MAX) {
        return err_set(
            err, T("%.*s: folders nested deeper than %d", "%.*s：文件夹嵌套超过 %d 层"),
            SLICE_ARG(folder->path), DEPTH_MAX);
    }
    int file =
        open(arena_cstring(walk->keep, folder->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = file < 0 ? NULL : fdopendir(file);
    if (!dir) {
        int number = errno;
        if (file >= 0)
            close(file);
        return path_error(folder->path, number, err);
    }
    struct stat info;
    if (fstat(file, &info) == 0 && walk_is_new(walk, &info)) {
        for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
            walk_entry(walk, dir, folder, entry->d_name);
    }
    closedir(dir);
    return true;
}

static int by_bytes(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

static bool walk_all(Walk *walk, Slice path, Err *err) {
    Folder start = {path, 0};
    if (!walk_folder(walk, &start, err))
        return false;
    while (walk->folders.n || walk->links.n) {
        bool real = walk->folders.n;
        if (!real) /* the order of the system must not decide which of two links gives a
                      folder its path */
            qsort(walk->links.at, walk->links.n, sizeof *walk->links.at, by_bytes);
        Folder next = real ? walk->folders.at[--walk->folders.n] : walk->links.at[0];
        if (!real) {
            walk->links.n--;
            memmove(walk->links.at, walk->links.at + 1,
                    walk->links.n * sizeof *walk->links.at);
        }
        Err fault;
        if (!walk_folder(walk, &next, &fault))
            vec_push(&walk->list->faults, arena_copy(walk->keep, slice_of(fault.text)));
    }
    return true;
}

bool file_list(Arena *keep, Slice path, FileList *list, Err *err) {
    FileKind kind = file_kind(path);
    if (kind != FILE_FOLDER) {
        if (kind == FILE_ABSENT && !slice_equal(path, S("-")))
            return path_error(path, ENOENT, err);
        vec_push(&list->paths, arena_copy(keep, path));
        return true;
    }
    size_t first = list->paths.n, first_fault = list->faults.n;
    Walk walk = {.keep = keep, .list = list};
    bool ok = walk_all(&walk, path, err);
    if (list->paths.n > first)
        qsort(list->paths.at + first, list->paths.n - first, sizeof(Slice), by_bytes);
    if (list->faults.n > first_fault)
        qsort(list->faults.at + first_fault, list->faults.n - first_fault, sizeof(Slice),
              by_bytes);
    vec_release(&walk.folders);
    vec_release(&walk.links);
    vec_release(&walk.seen);
    return ok;
}

void file_list_release(FileList *list) {
    vec_release(&list->paths);
    vec_release(&list->faults);
}

bool folder_make(Slice path, Err *err) {
    Arena scratch = {0};
    int number = 0;
    for (size_t i = 1; i <= path.n && number == 0; i++) {
        if (i < path.n && path.p[i] != '/')
            continue;
        const char *name = system_path(&scratch, slice_sub(path, 0, i));
        if (!name || (mkdir(name, 0777) != 0 && errno != EEXIST))
            number = errno;
    }
    arena_release(&scratch);
    if (number == 0 && file_kind(path) != FILE_FOLDER)
        number = path.n ? ENOTDIR : ENOENT;
    if (number == 0)
        return true;
    return err_set(err, T("%.*s: cannot make the folder: %s", "%.*s：无法创建文件夹：%s"),
                   SLICE_ARG(path), err_errno(number));
}

bool folder_temporary(Arena *keep, Slice *path, Err *err) {
    const char *root = getenv("TMPDIR");
    Slice name =
        path_join(keep, slice_of(root && *root ? root : "/tmp"), S("plancmp-XXXXXX"));
    char *template = (char *)arena_alloc(keep, name.n + 1);
    memcpy(template, name.p, name.n);
    if (!mkdtemp(template))
        return path_error(name, errno, err);
    *path = slice_of(template);
    return true;
}

static void remove_below(int parent, const char *name, unsigned depth) {
    int file = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = file < 0 ? NULL : fdopendir(file);
    if (!dir) {
        if (file >= 0)
            close(file);
        return;
    }
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(file, entry->d_name, 0) == 0)
            continue;
        if (depth < DEPTH_MAX)
            remove_below(file, entry->d_name, depth + 1);
    }
    closedir(dir);
    unlinkat(parent, name, AT_REMOVEDIR);
}

void folder_remove(Slice path) {
    Arena scratch = {0};
    const char *name = system_path(&scratch, path);
    if (name)
        remove_below(AT_FDCWD, name, 0);
    arena_release(&scratch);
}

Slice path_base(Slice path) {
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
    return slash && path.n > 1 ? slice_sub(path, (size_t)(slash - path.p) + 1, path.n)
                               : path;
}

Slice path_folder(Slice path) {
    Slice base = path_base(path);
    if (slice_equal(base, S("/")))
        return base;
    size_t n = base.n ? (size_t)(base.p - path.p) : 0;
    while (n > 1 && path.p[n - 1] == '/')
        n--;
    return n ? slice_sub(path, 0, n) : S(".");
}

Slice path_extension(Slice path) {
    Slice base = path_base(path);
    const char *dot = base.n ? memrchr(base.p, '.', base.n) : NULL;
    if (!dot || dot == base.p)
        return (Slice){0};
    return slice_sub(base, (size_t)(dot - base.p) + 1, base.n);
}

Slice path_stem(Slice path) {
    Slice base = path_base(path), extension = path_extension(path);
    return extension.p ? slice_sub(base, 0, base.n - extension.n - 1) : base;
}

Slice path_join(Arena *keep, Slice folder, Slice name) {
    const char *between = folder.n == 0 || folder.p[folder.n - 1] == '/' ? "" : "/";
    return arena_format(keep, "%.*s%s%.*s", SLICE_ARG(folder), between, SLICE_ARG(name));
}
