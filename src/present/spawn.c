/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one program without a shell and with a time limit. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "present/spawn_p.h"

extern char **environ;

static void drain(int fd, Buf *buf, bool *open) {
    char bytes[4096];
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n > 0 && buf->n < 1 << 20)
        buf_add(buf, (Slice){bytes, (size_t)n});
    if (n == 0 || (n < 0 && errno != EINTR))
        *open = false;
}

static void collect(Spawned *run, const int fds[2], int seconds) {
    bool open[2] = {true, true};
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t end = now.tv_sec + seconds;
    while ((open[0] || open[1]) && !run->timed_out) {
        struct pollfd polled[2] = {{open[0] ? fds[0] : -1, POLLIN, 0},
                                   {open[1] ? fds[1] : -1, POLLIN, 0}};
        int ready = poll(polled, 2, 200);
        for (int i = 0; ready > 0 && i < 2; i++) {
            if (polled[i].revents)
                drain(fds[i], i ? &run->errors : &run->out, &open[i]);
        }
        clock_gettime(CLOCK_MONOTONIC, &now);
        run->timed_out = now.tv_sec >= end;
    }
}

Spawned spawn_run(const char *const *argv, int seconds) {
    Spawned run = {.status = -1};
    int out[2], errors[2];
    if (pipe(out) != 0)
        return run;
    if (pipe(errors) != 0) {
        close(out[0]);
        close(out[1]);
        return run;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    posix_spawn_file_actions_addclose(&actions, out[0]);
    posix_spawn_file_actions_addclose(&actions, errors[0]);
    pid_t pid = 0;
    run.started = posix_spawnp(&pid, argv[0], &actions, NULL,
                               (char *const *)(uintptr_t)argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(errors[1]);
    if (run.started) {
        collect(&run, (int[]){out[0], errors[0]}, seconds);
        if (run.timed_out)
            kill(pid, SIGKILL);
        int status = 0;
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    close(out[0]);
    close(errors[0]);
    return run;
}
