// SPDX-License-Identifier: GPL-2.0-only
/*
 * signals.c, deadline.c and child.c in helper/base/: signals that come at bad moments. The system
 * calls that they make are this file's.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/deadline.h"
#include "base/signals.h"

/* What a write does: it is the bad moment. */
static void (*on_write)(void);
/* A timer rings at once, within the handler that sets it. */
static bool rings;
/* How often a signal comes before the child has ended. */
static unsigned int waits_interrupted;

ssize_t pwrite(int fd, const void *text, size_t length, off_t offset)
{
	(void)fd;
	(void)text;
	(void)offset;
	on_write();
	return length;
}

ssize_t pwrite64(int fd, const void *text, size_t length, off_t offset)
{
	return pwrite(fd, text, length, offset);
}

int setitimer(__itimer_which_t which, const struct itimerval *value, struct itimerval *old)
{
	(void)which;
	(void)value;
	(void)old;
	if (rings)
		kill(getpid(), SIGALRM);
	return 0;
}

pid_t waitpid(pid_t pid, int *status, int options)
{
	if (waits_interrupted) {
		waits_interrupted--;
		errno = EINTR;
		return -1;
	}
	return syscall(SYS_wait4, pid, status, options, NULL);
}

/* Seconds are hundredths here. */
int poll(struct pollfd *fds, nfds_t count, int ms)
{
	struct timespec limit = { .tv_nsec = ms * 10000L };

	return syscall(SYS_ppoll, fds, count, ms < 0 ? NULL : &limit, NULL, 8);
}

static const struct sysfs_file file = { .path = "/a/file", .fd = -1 };

static void interrupt_self(void)
{
	kill(getpid(), SIGINT);
}

static void timer_rings_within_a_handler(void **state)
{
	sigset_t mask;

	(void)state;
	signals_catch();
	on_write = interrupt_self;
	rings = true;
	assert_int_equal(deadline_write(&file, "offline"), -EINTR);
	rings = false;
	assert_true(signals_stopped());
	sigprocmask(SIG_BLOCK, NULL, &mask);
	assert_false(sigismember(&mask, SIGINT));
	assert_false(sigismember(&mask, SIGALRM));
}

static void nothing(void)
{
}

static unsigned int count_open(void)
{
	unsigned int fd, count = 0;

	for (fd = 0; fd < 100; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static void child_and_socket_are_gone(void **state)
{
	unsigned int open_before = count_open();

	(void)state;
	on_write = nothing;
	waits_interrupted = 2;
	assert_int_equal(child_write(&file, "dax0.0", NULL, true), 0);
	assert_int_equal(waits_interrupted, 0);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	assert_int_equal(count_open(), open_before);
}

/* What the child leaves behind keeps its end of the socket, as a child that does not end would. */
static struct {
	pid_t parent;
	pid_t left;
} *shared;

static void outlive(void)
{
	if (!fork()) {
		shared->left = getpid();
		/* should the parent wait for it: not for ever */
		signal(SIGALRM, SIG_DFL);
		alarm(20);
		kill(shared->parent, SIGINT);
		pause();
		_exit(0);
	}
	pause();
}

static void killed_child_does_not_end(void **state)
{
	(void)state;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		      -1, 0);
	assert_ptr_not_equal(shared, MAP_FAILED);
	signals_catch();
	shared->parent = getpid();
	on_write = outlive;
	deadline_start(0);
	assert_int_equal(child_write(&file, "dax0.0", NULL, true), -ETIMEDOUT);
	deadline_stop();
	kill(shared->left, SIGKILL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(child_and_socket_are_gone),
		cmocka_unit_test(killed_child_does_not_end),
		cmocka_unit_test(timer_rings_within_a_handler),
	};

	/* a job in the background has had it ignored */
	signal(SIGINT, SIG_DFL);
	return cmocka_run_group_tests_name("bounded", tests, NULL, NULL);
}
