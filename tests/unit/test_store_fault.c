/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong with files: each failure names the database and the reason, and leaves
 * what was there. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "store/store_p.h"
#include "store_check.h"

enum { NOBODY = 65534 };

static Slice file_bytes(Arena *keep) {
    Buf bytes = {0};
    Err err;
    check_ok(file_read(slice_of(check_store_path()), 0, &bytes, &err), &err);
    Slice copy = arena_copy(keep, buf_slice(&bytes));
    buf_release(&bytes);
    return copy;
}

static void write_file(Slice bytes) {
    FILE *file = fopen(check_store_path(), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    assert_int_equal(fclose(file), 0);
}

/* A database with `n` plans, closed. */
static void make_plans(uint64_t n) {
    Store *store = check_store();
    check_scheme(store, 5);
    for (uint64_t i = 1; i <= n; i++) {
        Arena keep = {0};
        PlanMaker maker;
        maker_random(&maker, i, 20, 5);
        check_put(store, &maker, arena_format(&keep, "old %u", (unsigned)i).p, i, &keep);
        maker_release(&maker);
        arena_release(&keep);
    }
    store_close(store);
}

/* All plans are whole and pass the checks; their number. */
static size_t sound_plans(void) {
    Arena keep = {0};
    Err err;
    PlanList plans;
    Store *store = check_reopen(STORE_READ);
    check_ok(store_check(store, &err), &err);
    check_ok(store_plans(store, &keep, &plans, &err), &err);
    for (size_t i = 0; i < plans.n; i++) {
        PlanTree tree;
        PlanCoding coding;
        check_ok(store_load_tree(store, plans.at[i].id, &keep, &tree, &err), &err);
        check_ok(store_load_coding(store, plans.at[i].id, NULL, &coding, &err), &err);
        assert_true(plans.at[i].coded);
        assert_int_equal(plans.at[i].n_measures + plans.at[i].n_other_measures > 0, true);
        plan_tree_release(&tree);
        plan_coding_release(&coding);
    }
    store_close(store);
    arena_release(&keep);
    return plans.n;
}

static void refused(StoreMode mode, const char *reason) {
    Err err = {{0}};
    Store *store = store_open(check_store_path(), mode, &err);
    assert_null(store);
    if (!strstr(err.text, check_store_path()) || !strstr(err.text, reason))
        fail_msg("'%s' does not name %s and '%s'", err.text, check_store_path(), reason);
}

static void refused_in_all_modes(const char *reason) {
    for (int mode = STORE_READ; mode <= STORE_REBUILD; mode++)
        refused((StoreMode)mode, reason);
}

/* ---- What is no database of ours ---- */

static void test_missing(void **state) {
    (void)state;
    Err err;
    store_close(check_store()); /* nothing was put: the file is gone again */
    assert_int_equal(access(check_store_path(), F_OK), -1);
    refused(STORE_READ, "no such file");
    refused(STORE_WRITE, "no such file");
    assert_null(store_open("", STORE_CREATE, &err));
    assert_null(store_open("/dev/null", STORE_CREATE, &err));
    assert_non_null(strstr(err.text, "/dev/null"));
    assert_null(store_open("/nowhere/at/all.db", STORE_CREATE, &err));
    assert_non_null(strstr(err.text, "/nowhere/at"));
    mkdir(check_store_path(), 0700);
    refused_in_all_modes("folder");
    rmdir(check_store_path());
    check_store_end(NULL);
}

static void test_foreign_files(void **state) {
    (void)state;
    make_plans(1);
    write_file(S(
        "id,name\n1,这不是数据库，而且足够长，长过 SQLite 的文件头，所以它会被读出来看一看是什么文件……\n"));
    refused_in_all_modes("not a plancmp database");
    write_file(S("x"));
    refused_in_all_modes("not a plancmp database");
    write_file(S(""));
    refused(STORE_READ, "empty");
    refused(STORE_WRITE, "empty");
    store_close(check_reopen(STORE_CREATE)); /* an empty file may become one */
    assert_int_equal(sound_plans(), 0);
    check_store_end(NULL);
}

static void run_sql(const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(check_store_path(), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void test_foreign_database(void **state) {
    (void)state;
    make_plans(1);
    unlink(check_store_path());
    run_sql("CREATE TABLE plan (id, name); INSERT INTO plan VALUES (1, 'mine')");
    refused_in_all_modes("another program");
    unlink(check_store_path());
    run_sql("PRAGMA application_id = 7");
    refused_in_all_modes("another program");
    check_store_end(NULL);
}

static void test_versions(void **state) {
    (void)state;
    make_plans(1);
    run_sql("PRAGMA user_version = 99");
    refused_in_all_modes("newer");
    run_sql(
        "PRAGMA user_version = 2; UPDATE meta SET value = '99' WHERE key = 'derived'");
    refused_in_all_modes("newer");
    run_sql("UPDATE meta SET value = '0' WHERE key = 'derived'; DROP TABLE node");
    refused(STORE_READ, "rebuild");
    refused(STORE_WRITE, "rebuild");
    Err err;
    Store *store = check_reopen(STORE_REBUILD);
    check_ok(store_rebuild_begin(store, &err), &err);
    check_ok(store_commit(store, &err), &err);
    store_close(store);
    store_close(check_reopen(STORE_WRITE));
    check_store_end(NULL);
}

/* A file from before there were learned models: read as it is, given the table when it is
 * opened for writing; people's codings stay. */
static void test_content_of_version_1(void **state) {
    (void)state;
    make_plans(1);
    Err err;
    Arena keep = {0};
    Store *store = check_reopen(STORE_WRITE);
    MeasureList rows;
    check_ok(store_measures(store, &(MeasureFilter){0}, &keep, &rows, &err), &err);
    HumanCode code = {rows.at[0].span, S("t0"), S("anna"), S("")};
    check_ok(store_add_human(store, rows.at[0].plan, &code, &err), &err);
    store_close(store);
    run_sql("DROP TABLE model; PRAGMA user_version = 1");
    StoredModel model = {
        .scheme = S("s"), .people = S("[]"), .tool = S("t"), .text = S("{}")};
    store = check_reopen(STORE_READ);
    check_ok(store_load_model(store, &keep, &model, &err), &err);
    assert_int_equal(model.text.n, 0);
    store_close(store);
    store = check_reopen(STORE_WRITE);
    model = (StoredModel){.scheme = S("hash"),
                          .people = S("[\"anna\"]"),
                          .tool = S("1.0"),
                          .text = S("{}"),
                          .n = 7,
                          .folds = 5,
                          .seed = 3};
    check_ok(store_put_model(store, &model, &err), &err);
    model = (StoredModel){0};
    store_close(store);
    store = check_reopen(STORE_REBUILD);
    check_ok(store_rebuild_begin(store, &err), &err);
    check_ok(store_commit(store, &err), &err);
    check_ok(store_load_model(store, &keep, &model, &err), &err);
    check_slice(model.scheme, "hash");
    check_slice(model.people, "[\"anna\"]");
    check_slice(model.tool, "1.0");
    check_slice(model.text, "{}");
    assert_int_equal(model.n, 7);
    assert_int_equal(model.folds, 5);
    assert_int_equal(model.seed, 3);
    HumanList humans;
    check_ok(store_humans(store, 0, S("anna"), &keep, &humans, &err), &err);
    assert_int_equal(humans.n, 1);
    store_close(store);
    arena_release(&keep);
    check_store_end(NULL);
}

/* ---- Damage ---- */

/* Cut short or overwritten anywhere, the file gives errors or right answers, never a
 * crash. */
static void try_everything(void) {
    Arena keep = {0};
    Err err = {{0}};
    Store *store = store_open(check_store_path(), STORE_WRITE, &err);
    PlanList plans = {0};
    Incidence incidence;
    SearchList found;
    bool ok = store != NULL;
    ok = ok && store_check(store, &err);
    if (store) {
        ok = store_plans(store, &keep, &plans, &err) && ok;
        ok = store_incidence(store, &(MeasureFilter){0}, &keep, &incidence, &err) && ok;
        ok = store_search(store, &(Search){.word = S("安全")}, &keep, &found, &err) && ok;
        for (size_t i = 0; i < plans.n; i++) {
            PlanTree tree = {0};
            PlanCoding coding = {0};
            ok = store_load_tree(store, plans.at[i].id, &keep, &tree, &err) && ok;
            ok = store_load_coding(store, plans.at[i].id, NULL, &coding, &err) && ok;
            plan_tree_release(&tree);
            plan_coding_release(&coding);
        }
    }
    if (!ok && !strstr(err.text, check_store_path()))
        fail_msg("'%s' does not name the file", err.text);
    store_close(store);
    arena_release(&keep);
}

static void test_damage(void **state) {
    (void)state;
    Arena keep = {0};
    make_plans(4);
    Slice good = file_bytes(&keep);
    for (size_t cut = 100; cut < good.n; cut += good.n / 12) {
        write_file(slice_sub(good, 0, cut));
        try_everything();
    }
    PlanMaker random = {.state = 20240101};
    for (size_t round = 0; round < 60; round++) {
        char *bytes = (char *)arena_copy(&keep, good).p;
        uint32_t at = maker_below(&random, (uint32_t)good.n - 64);
        for (uint32_t i = 0; i < 64; i++)
            bytes[at + i] = (char)maker_below(&random, 256);
        write_file((Slice){bytes, good.n});
        try_everything();
    }
    write_file(good);
    assert_int_equal(sound_plans(), 4);
    check_store_end(NULL);
    arena_release(&keep);
}

/* ---- Nothing changes when nothing is new ---- */

static void put_old(Store *store, uint64_t i, PutResult result) {
    Arena keep = {0};
    PlanMaker maker;
    maker_random(&maker, i, 20, 5);
    PlanPut put =
        check_put(store, &maker, arena_format(&keep, "old %u", (unsigned)i).p, i, &keep);
    assert_int_equal(put.result, result);
    maker_release(&maker);
    arena_release(&keep);
}

static void test_add_again(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    make_plans(3);
    Slice before = file_bytes(&keep);
    Store *store = check_reopen(STORE_CREATE);
    check_scheme(store, 5);
    store_batch(store);
    for (uint64_t i = 1; i <= 3; i++)
        put_old(store, i, PUT_UNCHANGED);
    run_sql("BEGIN IMMEDIATE; ROLLBACK"); /* and meanwhile nobody is kept from writing */
    check_ok(store_batch_end(store, &err), &err);
    store_close(store);
    assert_true(slice_equal(before, file_bytes(&keep)));
    check_store_end(NULL);
    arena_release(&keep);
}

/* ---- In a process of its own ---- */

/* Runs body in a child (as nobody where we are root) and gives its exit status; 128 + the
 * signal. */
static int in_child(int (*body)(void), bool as_nobody) {
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (as_nobody && geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(77);
        _exit(body());
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int says(const Err *err, const char *reason) {
    if (strstr(err->text, check_store_path()) && strstr(err->text, reason))
        return 0;
    fprintf(stderr, "'%s' does not name %s and '%s'\n", err->text, check_store_path(),
            reason);
    return 1;
}

static int try_read_only(const char *reason) {
    Err err = {{0}};
    Arena keep = {0};
    PlanList plans;
    if (store_open(check_store_path(), STORE_WRITE, &err) || says(&err, reason))
        return 2;
    Store *store = store_open(check_store_path(), STORE_READ, &err);
    if (!store || !store_plans(store, &keep, &plans, &err) || plans.n != 2)
        return says(&err, "nothing at all") + 3;
    store_close(store);
    arena_release(&keep);
    return 0;
}

static int try_read_only_file(void) {
    return try_read_only("the file is read-only");
}

static int try_read_only_folder(void) {
    return try_read_only("permission denied");
}

static void test_read_only(void **state) {
    (void)state;
    make_plans(2);
    char folder[96];
    snprintf(folder, sizeof folder, "%s", check_store_path());
    *strrchr(folder, '/') = '\0';
    chmod(check_store_path(), 0444);
    chmod(folder, 0777);
    assert_int_equal(in_child(try_read_only_file, true), 0);
    chmod(check_store_path(), 0666);
    chmod(folder, 0555);
    assert_int_equal(in_child(try_read_only_folder, true), 0);
    chmod(folder, 0700);
    check_store_end(NULL);
}

/* ---- Another process has it ---- */

static int lock_pipe[2];

static int hold_lock(void) {
    sqlite3 *db;
    if (sqlite3_open(check_store_path(), &db) != SQLITE_OK ||
        sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
        return 1;
    char byte = 'x';
    if (write(lock_pipe[1], &byte, 1) != 1)
        return 1;
    pause();
    return 0;
}

static void test_locked(void **state) {
    (void)state;
    make_plans(2);
    Arena keep = {0};
    Err err = {{0}};
    PlanList plans;
    Store *store = check_reopen(STORE_WRITE);
    db_set_busy(store->db, 50);
    assert_int_equal(pipe(lock_pipe), 0);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(hold_lock());
    char byte;
    assert_int_equal(read(lock_pipe[0], &byte, 1), 1);
    assert_false(store_set(store, 1, S("year"), S("2020"), &err));
    assert_int_equal(says(&err, "locked by another process"), 0);
    assert_false(store_plans(store, &keep, &plans, &err));
    assert_int_equal(says(&err, "locked by another process"), 0);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    check_ok(store_set(store, 1, S("year"), S("2020"), &err), &err);
    store_close(store);
    assert_int_equal(sound_plans(), 2);
    close(lock_pipe[0]);
    close(lock_pipe[1]);
    check_store_end(NULL);
    arena_release(&keep);
}

/* The file is deleted while it is open: what is put then must not seem saved. */
static void test_moved(void **state) {
    (void)state;
    make_plans(1);
    Err err = {{0}};
    Store *store = check_reopen(STORE_WRITE);
    unlink(check_store_path());
    assert_false(store_set(store, 1, S("year"), S("2020"), &err));
    assert_int_equal(says(&err, "moved or deleted"), 0);
    check_store_end(store);
}

/* ---- A full disk ---- */

/* Puts big plans until one fails; 0 when the failure is reported well and nothing else is
 * wrong. */
static int fill_up(bool batch) {
    Err err = {{0}};
    Store *store = store_open(check_store_path(), STORE_WRITE, &err);
    if (!store)
        return says(&err, "nothing at all");
    if (batch)
        store_batch(store);
    bool ok = true;
    for (uint64_t i = 100; ok && i < 400; i++) {
        Arena keep = {0};
        PlanMaker maker;
        maker_random(&maker, i, 100, 5);
        PlanInput input =
            check_input(&maker, arena_format(&keep, "new %u", (unsigned)i).p, i, &keep);
        PlanPut put;
        ok = store_put_plan(store, &input, &put, &keep, &err);
        maker_release(&maker);
        arena_release(&keep);
    }
    if (batch)
        ok = store_batch_end(store, &err) && ok;
    store_close(store);
    return ok ? 5 : says(&err, "");
}

static int fill_with_limit(rlim_t bytes, bool batch) {
    struct rlimit limit = {bytes, bytes};
    signal(SIGXFSZ, SIG_IGN);
    return setrlimit(RLIMIT_FSIZE, &limit) == 0 ? fill_up(batch) : 6;
}

static rlim_t size_limit;
static int fill_singly(void) {
    return fill_with_limit(size_limit, false);
}
static int fill_batch(void) {
    return fill_with_limit(size_limit, true);
}

/* No file may grow beyond a size; the write fails at another place each time. */
static void test_size_limit(void **state) {
    (void)state;
    make_plans(2);
    struct stat info;
    assert_int_equal(stat(check_store_path(), &info), 0);
    size_t plans = 2;
    for (rlim_t more = 0; more < 40; more += 3) {
        size_limit = (rlim_t)info.st_size + more * 9973;
        assert_int_equal(in_child(more % 2 ? fill_batch : fill_singly, false), 0);
        size_t now = sound_plans();
        assert_true(now >= plans);
        plans = now;
    }
    check_store_end(NULL);
}

static int fill_disk(void) {
    return fill_up(false);
}
static int fill_disk_in_batches(void) {
    return fill_up(true);
}

static void test_full_disk(void **state) {
    (void)state;
    make_plans(2);
    Arena keep = {0};
    Slice bytes = file_bytes(&keep);
    char folder[96];
    snprintf(folder, sizeof folder, "%s", check_store_path());
    *strrchr(folder, '/') = '\0';
    unlink(check_store_path());
    if (mount("tmpfs", folder, "tmpfs", 0, "size=2m") != 0) {
        check_store_end(NULL);
        arena_release(&keep);
        skip(); /* needs the right to mount; test_size_limit stands in */
    }
    write_file(bytes);
    int singly = in_child(fill_disk, false);
    size_t plans = sound_plans();
    int batches = in_child(fill_disk_in_batches, false);
    size_t again = sound_plans();
    unlink(check_store_path());
    assert_int_equal(umount(folder), 0);
    check_store_end(NULL);
    arena_release(&keep);
    assert_int_equal(singly, 0);
    assert_int_equal(batches, 0);
    assert_true(plans >= 2);
    assert_true(again >= plans);
}

/* ---- Killed in the middle ---- */

static int import_for_ever(void) {
    Err err;
    Store *store = store_open(check_store_path(), STORE_CREATE, &err);
    if (!store)
        return 1;
    store_batch(store);
    for (uint64_t i = 1000;; i++) {
        Arena keep = {0};
        PlanMaker maker;
        maker_random(&maker, i, 60, 5);
        /* New plans, and the first old one again and again with other bytes. */
        const char *source =
            i % 3 ? arena_format(&keep, "new %u", (unsigned)i).p : "old 1";
        PlanInput input =
            check_input(&maker, source, i + (uint64_t)getpid() * 100000, &keep);
        PlanPut put;
        if (!store_put_plan(store, &input, &put, &keep, &err))
            return 1;
        if (i % 7 == 0 && (!store_batch_end(store, &err) || (store_batch(store), false)))
            return 1;
        maker_release(&maker);
        arena_release(&keep);
    }
}

static void test_killed(void **state) {
    (void)state;
    make_plans(3);
    size_t plans = 3;
    for (int round = 0; round < 15; round++) {
        fflush(NULL);
        pid_t pid = fork();
        if (pid == 0)
            _exit(import_for_ever());
        usleep((useconds_t)(20000 + round * 7919));
        kill(pid, SIGKILL);
        int status;
        waitpid(pid, &status, 0);
        assert_true(WIFSIGNALED(status));
        size_t now = sound_plans(); /* opened for reading: plays the journal back */
        assert_true(now >= plans);
        plans = now;
    }
    Store *store = check_reopen(STORE_WRITE);
    put_old(store, 2, PUT_UNCHANGED);
    put_old(store, 3, PUT_UNCHANGED);
    Err err;
    /* Takes a dead journal along. */
    check_ok(store_set(store, 1, S("year"), S("2020"), &err), &err);
    check_store_end(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_foreign_files),
        cmocka_unit_test(test_foreign_database),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_content_of_version_1),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_add_again),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_locked),
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_size_limit),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
