/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of how files were made, from hostile bytes: it is read or its fault is named;
 * one that is read comes back the same from its own text, and holds nothing that a
 * terminal, a path or a command line would take for something else. */
#include "base/base.h"

#include "command/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_run(const RecordRun *run) {
    for (size_t i = 0; i < run->command.n; i++) {
        for (size_t k = 0; k < run->command.at[i].n; k++) {
            if ((unsigned char)run->command.at[i].p[k] < 0x20)
                BUG("a control character in a command");
        }
    }
    for (size_t i = 0; i < run->files.n; i++) {
        Slice name = run->files.at[i].name;
        if (!name.n || name.p[0] == '.' || memchr(name.p, '/', name.n) ||
            memchr(name.p, 0, name.n))
            BUG("the name of a file is a path");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Err err = {0};
    Arena arena = {0};
    Record record = {0}, again = {0};
    Buf first = {0}, second = {0};
    if (record_parse((Slice){(const char *)data, size}, S("fuzz"), &arena, &record,
                     &err)) {
        for (size_t i = 0; i < record.runs.n; i++)
            check_run(&record.runs.at[i]);
        record_write(&record, &first);
        if (!record_parse(buf_slice(&first), S("again"), &arena, &again, &err))
            BUG("its own text fails: %s", err.text);
        record_write(&again, &second);
        if (!slice_equal(buf_slice(&first), buf_slice(&second)))
            BUG("its own text is another record");
    } else if (!*err.text) {
        BUG("it failed without a word");
    }
    buf_release(&first);
    buf_release(&second);
    record_release(&record);
    record_release(&again);
    arena_release(&arena);
    return 0;
}
