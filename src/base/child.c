/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that starts programs. Each is the head of a process group of its own,
 * which is killed as a whole. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"

enum { ERRORS_MAX = 64 * 1024, SECONDS = 60 };
#define OUTPUT_MAX ((size_t)256 << 20)

Slice child_find(Arena *keep, Slice program) {
    const char *path = getenv("PATH");
    if (memchr(program.p, '/', program.n))
        return access(arena_cstring(keep, program), X_OK) == 0 ? program : (Slice){0};
    Cut cut = {.tail = slice_of(path ? path : "/usr/local/bin:/usr/bin:/bin"),
               .found = true};
    while (cut.found) {
        cut = slice_cut(cut.tail, S(":"));
        Slice file = path_join(keep, cut.head.n ? cut.head : S("."), program);
        if (file_kind(file) == FILE_REGULAR && access(file.p, X_OK) == 0)
            return file;
    }
    return (Slice){0};
}

/* ---- Starting
 * ------------------------------------------------------------------------------- */

extern char **environ;

/* The ends of the four pipes: its input, output and errors, and one that tells us that
 * exec failed. */
enum { PIPE_IN, PIPE_OUT, PIPE_ERRORS, PIPE_EXEC, PIPES };
typedef struct {
    int ends[PIPES][2]; /* read, write; -1 when closed */
    pid_t process;
} Started;

static void close_end(int *end) {
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void close_pipes(Started *started) {
    for (int i = 0; i < PIPES; i++) {
        close_end(&started->ends[i][0]);
        close_end(&started->ends[i][1]);
    }
}

static bool is_set_in(const char *const *more, const char *variable) {
    Slice name = slice_cut(slice_of(variable), S("=")).head;
    for (size_t i = 0; more && more[i]; i++) {
        if (slice_equal(name, slice_cut(slice_of(more[i]), S("=")).head))
            return true;
    }
    return false;
}

static char **join_environment(Arena *scratch, const char *const *more) {
    size_t n = 0, n_more = 0, n_all = 0;
    while (environ[n])
        n++;
    while (more && more[n_more])
        n_more++;
    char **all = ARENA_ARRAY(scratch, char *, n + n_more + 1);
    for (size_t i = 0; i < n; i++) {
        if (!is_set_in(more, environ[i]))
            all[n_all++] = environ[i];
    }
    for (size_t i = 0; i < n_more; i++)
        all[n_all++] = (char *)(uintptr_t)more[i];
    return all;
}

static struct rlimit within(const struct rlimit *old, rlim_t value) {
    if (old->rlim_max != RLIM_INFINITY && old->rlim_max < value)
        value = old->rlim_max;
    return (struct rlimit){value, value};
}

/* A macro since the type of a resource is the C library's own. */
#define LIMIT(resource, value)                                                           \
    do {                                                                                 \
        struct rlimit old;                                                               \
        if (getrlimit((resource), &old) == 0) {                                          \
            struct rlimit new = within(&old, (value));                                   \
            setrlimit((resource), &new);                                                 \
        }                                                                                \
    } while (0)

/* In the new process: only calls that are safe between fork and exec. */
static _Noreturn void become(const Child *child, const char *file, char **environment,
                             Started *started) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    LIMIT(RLIMIT_CORE, 0);
    LIMIT(RLIMIT_CPU, (rlim_t)(child->seconds > 0 ? child->seconds : SECONDS) + 1);
    if (child->memory)
        LIMIT(RLIMIT_AS, child->memory);
    bool ok = dup2(started->ends[PIPE_IN][0], STDIN_FILENO) >= 0 &&
              dup2(started->ends[PIPE_OUT][1], STDOUT_FILENO) >= 0 &&
              dup2(started->ends[PIPE_ERRORS][1], STDERR_FILENO) >= 0 &&
              (!child->folder || chdir(child->folder) == 0);
    if (ok)
        execve(file, (char *const *)(uintptr_t)child->argv, environment);
    int number = errno;
    ssize_t ignored = write(started->ends[PIPE_EXEC][1], &number, sizeof number);
    (void)ignored;
    _exit(127);
}

/* 0, or the errno of what failed. Ends that could be 0 to 2 are moved away, so that dup2
 * sets no trap. */
static int open_pipes(Started *started) {
    for (int i = 0; i < PIPES; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            return errno;
        for (int end = 0; end < 2; end++) {
            started->ends[i][end] = fcntl(ends[end], F_DUPFD_CLOEXEC, 3);
            close(ends[end]);
            if (started->ends[i][end] < 0)
                return errno;
        }
    }
    return 0;
}

static int start(const Child *child, const char *file, Arena *scratch, Started *started) {
    memset(started->ends, -1, sizeof started->ends);
    int number = open_pipes(started);
    char **environment = join_environment(scratch, child->environment);
    started->process = number ? -1 : fork();
    if (started->process == 0)
        become(child, file, environment, started);
    if (started->process < 0) {
        number = number ? number : errno;
        close_pipes(started);
        return number;
    }
    setpgid(started->process, started->process); /* whoever comes first, we or it */
    close_end(&started->ends[PIPE_IN][0]);
    close_end(&started->ends[PIPE_OUT][1]);
    close_end(&started->ends[PIPE_ERRORS][1]);
    close_end(&started->ends[PIPE_EXEC][1]);
    int failed = 0;
    ssize_t n;
    do {
        n = read(started->ends[PIPE_EXEC][0], &failed, sizeof failed);
    } while (n < 0 && errno == EINTR);
    close_end(&started->ends[PIPE_EXEC][0]);
    return n == (ssize_t)sizeof failed ? failed : 0;
}

/* ---- Talking with it
 * -------------------------------------------------------------------------- */

typedef enum { TALK_DONE, TALK_TIMEOUT, TALK_OUTPUT, TALK_FAILED } Talk;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void give(Started *started, Slice *input) {
    ssize_t n = write(started->ends[PIPE_IN][1], input->p, input->n);
    if (n > 0)
        *input = slice_sub(*input, (size_t)n, input->n);
    bool later = n < 0 && (errno == EAGAIN || errno == EINTR);
    if (input->n == 0 || (n < 0 && !later)) /* it may well not want it all */
        close_end(&started->ends[PIPE_IN][1]);
}

static void take(int *end, Buf *out, size_t max) {
    char chunk[65536];
    ssize_t n = read(*end, chunk, sizeof chunk);
    if (n > 0)
        buf_add(out,
                slice_sub((Slice){chunk, (size_t)n}, 0, max > out->n ? max - out->n : 0));
    else if (n == 0 || (errno != EINTR && errno != EAGAIN))
        close_end(end);
}

static Talk talk(const Child *child, Started *started, ChildResult *result,
                 double deadline) {
    size_t most = child->output ? child->output : OUTPUT_MAX;
    Slice input = child->input;
    if (input.n == 0)
        close_end(&started->ends[PIPE_IN][1]);
    int *ends[] = {&started->ends[PIPE_IN][1], &started->ends[PIPE_OUT][0],
                   &started->ends[PIPE_ERRORS][0]};
    for (int i = 0; i < 3; i++) {
        if (*ends[i] >= 0 && fcntl(*ends[i], F_SETFL, O_NONBLOCK) != 0)
            return TALK_FAILED;
    }
    while (*ends[1] >= 0 || *ends[2] >= 0) {
        struct pollfd polls[3] = {
            {*ends[0], POLLOUT, 0}, {*ends[1], POLLIN, 0}, {*ends[2], POLLIN, 0}};
        double left = deadline - now();
        int n = left > 0 ? poll(polls, 3, (int)(left * 1000) + 1) : 0;
        if (n == 0)
            return TALK_TIMEOUT;
        if (n < 0 && errno != EINTR)
            return TALK_FAILED;
        if (n < 0)
            continue;
        if (polls[0].revents)
            give(started, &input);
        if (polls[1].revents)
            take(ends[1], &result->out, most + 1);
        if (polls[2].revents)
            take(ends[2], &result->errors, ERRORS_MAX);
        if (result->out.n > most)
            return TALK_OUTPUT;
    }
    return TALK_DONE;
}

/* Waits for its end until the deadline; false when it still runs. */
static bool reap(pid_t process, double deadline, int *status) {
    for (;;) {
        pid_t ended = waitpid(process, status, WNOHANG);
        if (ended == process || (ended < 0 && errno != EINTR))
            return true;
        if (now() > deadline)
            return false;
        nanosleep(&(struct timespec){0, 2000000}, NULL);
    }
}

static bool judge(const Child *child, Talk end, int status, Err *err) {
    const char *name = child->argv[0];
    double seconds = child->seconds > 0 ? child->seconds : SECONDS;
    if (end == TALK_TIMEOUT || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return err_set(err,
                       T("%s took longer than %g seconds and was stopped",
                         "%s 运行超过 %g 秒，已终止"),
                       name, seconds);
    if (end == TALK_OUTPUT)
        return err_set(err,
                       T("%s put out more than %zu MB and was stopped",
                         "%s 的输出超过 %zu MB，已终止"),
                       name, (child->output ? child->output : OUTPUT_MAX) >> 20);
    if (end == TALK_FAILED)
        return err_set(err, T("%s: the pipe to it failed", "%s：管道出错"), name);
    if (WIFSIGNALED(status))
        return err_set(err, T("%s died of signal %d", "%s 被信号 %d 终止"), name,
                       WTERMSIG(status));
    return true;
}

static bool run_started(const Child *child, Started *started, ChildResult *result,
                        Err *err) {
    double deadline = now() + (child->seconds > 0 ? child->seconds : SECONDS);
    Talk end = talk(child, started, result, deadline);
    close_pipes(started);
    int status = 0;
    if (end == TALK_DONE && !reap(started->process, deadline, &status))
        end = TALK_TIMEOUT;
    kill(-started->process, SIGKILL); /* and whatever it left running */
    if (end != TALK_DONE) {
        while (waitpid(started->process, &status, 0) < 0 && errno == EINTR) {
        }
    }
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return judge(child, end, status, err);
}

/* Writing to a program that has gone must not end us: SIGPIPE is held back in this thread
 * and then dropped. */
typedef struct {
    sigset_t before;
    bool pending;
} Hold;

static Hold hold_sigpipe(void) {
    Hold hold = {.pending = false};
    sigset_t set;
    sigpending(&set);
    hold.pending = sigismember(&set, SIGPIPE) == 1;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, &hold.before);
    return hold;
}

static void drop_sigpipe(const Hold *hold) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    if (!hold->pending)
        sigtimedwait(&set, NULL, &(struct timespec){0, 0});
    pthread_sigmask(SIG_SETMASK, &hold->before, NULL);
}

static bool absent(const Child *child, Err *err) {
    if (!child->package)
        return err_set(err, T("the program %s is not installed", "没有安装程序 %s"),
                       child->argv[0]);
    return err_set(
        err,
        T("the program %s is not installed (package %s)", "没有安装程序 %s（软件包 %s）"),
        child->argv[0], child->package);
}

bool child_run(const Child *child, ChildResult *result, Err *err) {
    *result = (ChildResult){0};
    Arena scratch = {0};
    Slice file = child_find(&scratch, slice_of(child->argv[0]));
    bool ok;
    if (file.n == 0) {
        ok = absent(child, err);
    } else {
        Started started;
        Hold hold = hold_sigpipe();
        int number = start(child, arena_cstring(&scratch, file), &scratch, &started);
        if (number == 0)
            ok = run_started(child, &started, result, err);
        else
            ok = err_set(err, T("%s cannot be started: %s", "%s 无法启动：%s"),
                         child->argv[0], err_errno(number));
        if (number && started.process > 0) {
            close_pipes(&started);
            while (waitpid(started.process, NULL, 0) < 0 && errno == EINTR) {
            }
        }
        drop_sigpipe(&hold);
    }
    arena_release(&scratch);
    return ok;
}

void child_release(ChildResult *result) {
    buf_release(&result->out);
    buf_release(&result->errors);
}

Slice child_complaint(const ChildResult *result) {
    Slice first = slice_cut(slice_trim(buf_slice(&result->errors)), S("\n")).head;
    return slice_sub(slice_trim(first), 0, 300);
}
