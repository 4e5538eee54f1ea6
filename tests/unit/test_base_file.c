/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders as the system really behaves: limits, links, full disks, read-only
 * places. */
#include "base/base.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "check.h"

typedef struct {
    Arena arena;
    Slice folder;
} Place;

static int make_place(void **state) {
    Place *place = memory_grow(NULL, 1, sizeof *place);
    *place = (Place){0};
    Err err;
    assert_true(folder_temporary(&place->arena, &place->folder, &err));
    *state = place;
    return 0;
}

static int drop_place(void **state) {
    Place *place = *state;
    folder_remove(place->folder);
    assert_int_equal(file_kind(place->folder), FILE_ABSENT);
    arena_release(&place->arena);
    free(place);
    return 0;
}

static Slice inside(Place *place, const char *name) {
    return path_join(&place->arena, place->folder, slice_of(name));
}

static void put(Slice path, const char *text) {
    Err err = {0};
    if (!file_write(path, slice_of(text), &err))
        fail_msg("%s", err.text);
}

static void reads_what_was_written(void **state) {
    Slice path = inside(*state, "a.txt");
    put(path, "first");
    put(path, "教育\n");
    Buf out = {0};
    Err err = {0};
    buf_add(&out, S("before:"));
    assert_true(file_read(path, 0, &out, &err));
    assert_string_equal(out.p, "before:教育\n");
    buf_release(&out);
}

static void limit_is_kept_and_named(void **state) {
    Slice path = inside(*state, "big.txt");
    put(path, "0123456789");
    Buf out = {0};
    Err err = {0};
    assert_true(file_read(path, 10, &out, &err));
    assert_int_equal(out.n, 10);
    assert_false(file_read(path, 9, &out, &err));
    assert_int_equal(out.n, 10);
    assert_non_null(strstr(err.text, "big.txt"));
    assert_non_null(strstr(err.text, "limit"));
    /* a device has no size to look at beforehand */
    assert_false(file_read(S("/dev/zero"), 100000, &out, &err));
    assert_int_equal(out.n, 10);
    buf_release(&out);
}

static void huge_file_is_refused_unread(void **state) {
    Slice path = inside(*state, "sparse.txt");
    put(path, "x");
    assert_int_equal(truncate(path.p, (off_t)1 << 40), 0);
    Buf out = {0};
    Err err = {0};
    assert_false(file_read(path, 0, &out, &err));
    assert_non_null(strstr(err.text, "256 MB"));
    assert_int_equal(out.cap, 0);
}

static void bad_paths_are_errors(void **state) {
    Place *place = *state;
    Buf out = {0};
    Err err = {0};
    assert_false(file_read(inside(place, "none.txt"), 0, &out, &err));
    assert_non_null(strstr(err.text, "none.txt: no such file"));
    assert_false(file_read(place->folder, 0, &out, &err));
    assert_non_null(strstr(err.text, "is a folder"));
    assert_false(file_read((Slice){"/etc/passwd\0x", 13}, 0, &out, &err));
    assert_false(file_read((Slice){0}, 0, &out, &err));
    assert_false(file_write(inside(place, "no/such/x"), S("x"), &err));
    assert_false(file_write(place->folder, S("x"), &err));
    buf_release(&out);
}

static void failed_write_keeps_the_old_file(void **state) {
    Place *place = *state;
    Slice path = inside(place, "kept.txt");
    put(path, "old");
    Err err = {0};
    if (geteuid() != 0) { /* root may write anywhere */
        assert_int_equal(chmod(path.p, 0444), 0);
        assert_false(file_write(path, S("new"), &err));
        assert_non_null(strstr(err.text, "kept.txt"));
    }
    Buf out = {0};
    assert_true(file_read(path, 0, &out, &err));
    assert_string_equal(out.p, "old");
    buf_release(&out);
    assert_false(file_write(S("/dev/full"), S("new"), &err));
    assert_non_null(strstr(err.text, "/dev/full"));
    assert_non_null(strstr(err.text, "no space"));
}

static void write_follows_links_and_keeps_the_mode(void **state) {
    Place *place = *state;
    Slice path = inside(place, "real.txt"), link = inside(place, "link.txt");
    put(path, "old");
    assert_int_equal(chmod(path.p, 0640), 0);
    assert_int_equal(symlink("real.txt", link.p), 0);
    put(link, "new");
    struct stat info;
    assert_int_equal(lstat(link.p, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(path.p, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    assert_int_equal(info.st_size, 3);
}

static void lists_in_byte_order_without_loops(void **state) {
    Place *place = *state;
    Err err = {0};
    assert_true(folder_make(inside(place, "b/deep"), &err));
    assert_true(folder_make(inside(place, ".git"), &err));
    put(inside(place, "b/deep/2.txt"), "x");
    put(inside(place, "b.txt"), "x");
    put(inside(place, "a.txt"), "x");
    put(inside(place, "一.txt"), "x");
    put(inside(place, ".hidden"), "x");
    put(inside(place, ".git/config"), "x");
    assert_int_equal(symlink("..", inside(place, "b/up").p), 0);
    assert_int_equal(symlink("b", inside(place, "a-link").p), 0);
    assert_int_equal(symlink("nowhere", inside(place, "broken").p), 0);
    assert_int_equal(mkfifo(inside(place, "pipe").p, 0600), 0);
    FileList list = {0};
    assert_true(file_list(&place->arena, place->folder, &list, &err));
    static const char *const expected[] = {"a.txt", "b.txt", "b/deep/2.txt", "一.txt"};
    assert_int_equal(list.paths.n, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(slice_equal(list.paths.at[i], inside(place, expected[i])));
    assert_int_equal(list.faults.n, 1);
    assert_true(slice_contains(list.faults.at[0], S("broken")));
    file_list_release(&list);
}

static void depth_is_bounded_and_said(void **state) {
    Place *place = *state;
    Buf path = {0};
    Err err = {0};
    buf_add(&path, place->folder);
    for (int i = 0; i < 40; i++)
        buf_add(&path, S("/d"));
    assert_true(folder_make(buf_slice(&path), &err));
    FileList list = {0};
    assert_true(file_list(&place->arena, place->folder, &list, &err));
    assert_int_equal(list.faults.n, 1);
    assert_true(slice_contains(list.faults.at[0], S("deeper than 32")));
    file_list_release(&list);
    for (int i = 0; i < 20; i++) /* what folder_remove, bounded too, would leave */
        path.n -= 2;
    folder_remove(buf_slice(&path));
    buf_release(&path);
}

static void names_of_paths(void **state) {
    (void)state;
    static const struct {
        const char *path, *folder, *base, *stem, *extension;
    } rows[] = {
        {"a/b.tar.gz", "a", "b.tar.gz", "b.tar", "gz"},
        {"b", ".", "b", "b", ""},
        {"x/.rc", "x", ".rc", ".rc", ""},
        {"工作要点.DOCX", ".", "工作要点.DOCX", "工作要点", "DOCX"},
        {"a/dir/", "a", "dir", "dir", ""},
        {"/", "/", "/", "/", ""},
        {"", ".", "", "", ""},
        {"a.b/c", "a.b", "c", "c", ""},
        {"/b", "/", "b", "b", ""},
        {"x/a//b", "x/a", "b", "b", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice path = slice_of(rows[i].path);
        check_slice(path_folder(path), rows[i].folder);
        assert_true(slice_equal(path_base(path), slice_of(rows[i].base)));
        assert_true(slice_equal(path_stem(path), slice_of(rows[i].stem)));
        assert_true(slice_equal(path_extension(path), slice_of(rows[i].extension)));
    }
}

static void sha256_of_the_standard(void **state) {
    (void)state;
    Arena arena = {0};
    /* FIPS 180-4 examples */
    assert_string_equal(
        hash_sha256(&arena, S("abc")).p,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(
        hash_sha256(&arena, S("")).p,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    arena_release(&arena);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, drop_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLACE(reads_what_was_written),
        IN_PLACE(limit_is_kept_and_named),
        IN_PLACE(huge_file_is_refused_unread),
        IN_PLACE(bad_paths_are_errors),
        IN_PLACE(failed_write_keeps_the_old_file),
        IN_PLACE(write_follows_links_and_keeps_the_mode),
        IN_PLACE(lists_in_byte_order_without_loops),
        IN_PLACE(depth_is_bounded_and_said),
        cmocka_unit_test(names_of_paths),
        cmocka_unit_test(sha256_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
