// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/clock.h"
#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"

/* How long an interrupted command waits for its child, before it ends without it. */
#define GRACE_MS	10000
#define GIVEN_UP	'u'

void child_close_inherited(const int *keep, size_t count)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), fd, max = STDERR_FILENO;
	size_t i;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		/* there may be no /dev/null: then close them, at least */
		if (null < 0)
			close(fd);
		else
			dup2(null, fd);
	}
	for (i = 0; i < count; i++)
		max = keep[i] > max ? keep[i] : max;
	for (fd = STDERR_FILENO + 1; fd <= max; fd++) {
		for (i = 0; i < count && keep[i] != fd; i++)
			;
		if (i == count)
			close(fd);
	}
	/* Debian 11's C library has no close_range(), but all supported kernels do */
	syscall(__NR_close_range, max + 1, ~0U, 0);
}

static void write_in_child(int parent, const struct sysfs_file *file, const char *text,
			   const struct undo *undo)
{
	const int keep[] = { parent, file->fd, undo ? undo->file->fd : -1 };
	char word;
	int rc;

	signals_ignore();
	/* this includes the lock: the next run may be about another device, and must not wait */
	child_close_inherited(keep, ARRAY_SIZE(keep));
	rc = sysfs_write(file, text);
	send(parent, &rc, sizeof(rc), MSG_NOSIGNAL);
	/* at the end of the stream: the parent has got the result, or has died */
	if (recv(parent, &word, 1, 0) == 1 && word == GIVEN_UP && undo &&
	    (!undo->wanted || undo->wanted(rc)))
		sysfs_write(undo->file, undo->text);
	_exit(0);
}

/* Return: false when the child has not sent the result of its write in time. */
static bool wait_for_result(int fd, pid_t pid, bool killable, int *rc)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	long long grace_end = 0, left;
	int ready;

	for (;;) {
		if (signals_stopped() && !grace_end) {
			/* the child may end late, or never: it may be stuck in the kernel */
			if (killable)
				kill(pid, SIGKILL);
			grace_end = clock_ms() + GRACE_MS;
		}
		left = grace_end ? grace_end - clock_ms() : deadline_remaining();
		ready = poll(&wait, 1, left < 0 && grace_end ? 0 : left);
		if (ready > 0)
			break;
		if (!ready || errno != EINTR)
			return false;
	}
	if (read(fd, rc, sizeof(*rc)) != sizeof(*rc))
		*rc = -EINTR;
	return true;
}

int child_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		bool killable)
{
	static const char given_up = GIVEN_UP;
	int pair[2], rc = -EINTR;
	pid_t pid;

	/* while a change is undone, being stuck in the kernel is better than not undoing it */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return signals_protected() ? sysfs_write(file, text) : -errno;
	pid = fork();
	if (pid < 0) {
		rc = -errno;
		close(pair[0]);
		close(pair[1]);
		return signals_protected() ? sysfs_write(file, text) : rc;
	}
	if (!pid) {
		close(pair[0]);
		write_in_child(pair[1], file, text, undo);
	}
	close(pair[1]);
	if (!wait_for_result(pair[0], pid, killable, &rc)) {
		send(pair[0], &given_up, 1, MSG_NOSIGNAL);
		close(pair[0]);
		return -ETIMEDOUT;
	}
	close(pair[0]);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	/* the child has closed standard error, so its own log messages are lost */
	log_debug("write %s %s: %s", file->path, text, rc ? strerror(-rc) : "ok");
	return rc;
}
