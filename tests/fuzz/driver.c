/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for libFuzzer in `make check`: runs LLVMFuzzerTestOneInput over each file of
 * the folders given, and over cut and changed copies of it, the same ones every time.
 * Prints TAP, a test a file; a crash, an abort or a sanitizer's report ends the program,
 * which the runner counts as a failure. */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHANGED_COPIES = 64, CHANGES_A_COPY = 8 };

/* xorshift64*, seeded the same for every file: a failure here comes again. */
static uint64_t random_next(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static void change_copy(uint8_t *copy, const uint8_t *data, size_t size,
                        uint64_t *state) {
    memcpy(copy, data, size);
    for (int i = 0; i < CHANGES_A_COPY; i++) {
        size_t at = (size_t)(random_next(state) % size);
        copy[at] = (uint8_t)random_next(state);
    }
}

/* Each copy is an allocation of its very size, so that a sanitizer sees a read past its
 * end. */
static void try_copies(const uint8_t *data, size_t size) {
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
    for (int i = 0; size > 0 && i < CHANGED_COPIES; i++) {
        size_t cut = i % 2 ? size : (size_t)(random_next(&state) % size) + 1;
        uint8_t *copy = memory_grow(NULL, cut, 1);
        if (i % 4 == 0)
            memcpy(copy, data, cut);
        else
            change_copy(copy, data, cut, &state);
        LLVMFuzzerTestOneInput(copy, cut);
        free(copy);
    }
}

static bool read_whole(const char *path, uint8_t **data, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t cap = 4096;
    *data = memory_grow(NULL, cap, 1);
    *size = 0;
    for (size_t got; (got = fread(*data + *size, 1, cap - *size, file)) > 0;) {
        *size += got;
        if (*size == cap)
            *data = memory_grow(*data, cap *= 2, 1);
    }
    bool ok = !ferror(file);
    fclose(file);
    return ok;
}

static bool try_file(const char *path, int number) {
    uint8_t *data = NULL;
    size_t size = 0;
    bool ok = read_whole(path, &data, &size);
    if (ok) {
        LLVMFuzzerTestOneInput(data, size);
        try_copies(data, size);
    }
    free(data);
    printf("%s %d - %s\n", ok ? "ok" : "not ok", number, path);
    fflush(stdout); /* said before the next file may end the program */
    return ok;
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* Files tried in the folder, -1 when it cannot be read. */
static int try_folder(const char *folder, int number, bool *ok) {
    struct dirent **entries;
    int n = scandir(folder, &entries, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        *ok = try_file(path, number + i + 1) && *ok;
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return n;
}

int main(int argc, char **argv) {
    bool ok = true;
    int tried = 0;
    for (int i = 1; i < argc; i++) {
        int n = try_folder(argv[i], tried, &ok);
        if (n < 0) {
            printf("not ok %d - %s: %s\n", ++tried, argv[i], strerror(errno));
            ok = false;
        }
        tried += n < 0 ? 0 : n;
    }
    printf("1..%d\n", tried);
    return ok ? 0 : 1;
}
