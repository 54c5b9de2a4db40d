// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bounded.h"
#include "log.h"
#include "util.h"

/* An interruption leaves a child that cannot be ended so long, before its parent gives up. */
#define GRACE_SECONDS	10
#define GIVEN_UP	'u'
#define PATIENCE_ROUNDS		4
#define PATIENCE_SECONDS	10
#define FIRST_WAIT_MS		20

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t nagging;	/* the timer rings for an interruption */
static volatile sig_atomic_t over;
static struct timespec end;	/* tv_sec is 0: no limit */
static bool protected;
static sigjmp_buf way_out;
static volatile sig_atomic_t can_leave;	/* of the write that bounded_push() makes */

static void on_signal(int signal)
{
	/* again and again: a signal just before a system call would not end it */
	static const struct itimerval again = { .it_interval.tv_sec = 1, .it_value.tv_sec = 1 };

	(void)signal;
	interrupted = 1;
	nagging = 1;
	setitimer(ITIMER_REAL, &again, NULL);
}

static void on_timer(int signal)
{
	(void)signal;
	if (!nagging)
		over = 1;
	/* what waits in a system call sees EINTR; one that the kernel would restart is left */
	if (can_leave) {
		can_leave = 0;
		siglongjmp(way_out, 1);
	}
}

/* Who starts this in the background, or by nohup, has had the signal ignored. */
static void catch_signal(int signal, const struct sigaction *action)
{
	struct sigaction old;

	if (!sigaction(signal, NULL, &old) && old.sa_handler != SIG_IGN)
		sigaction(signal, action, NULL);
}

void bounded_catch_signals(void)
{
	/* no SA_RESTART: a write that waits for the kernel is to end */
	struct sigaction action = { .sa_handler = on_signal };

	/* the timer's handler may leave by a jump: not out of this one, whose signal is blocked */
	sigaddset(&action.sa_mask, SIGALRM);
	catch_signal(SIGINT, &action);
	catch_signal(SIGTERM, &action);
	catch_signal(SIGHUP, &action);
	action.sa_handler = on_timer;
	sigaction(SIGALRM, &action, NULL);
}

bool bounded_stopped(void)
{
	return interrupted && !protected;
}

void bounded_start(unsigned int seconds)
{
	struct itimerval timer = { .it_interval.tv_sec = 1, .it_value.tv_sec = seconds };

	if (sysfs_dry_run)
		return;
	memset(&end, 0, sizeof(end));
	nagging = 0;
	over = 0;
	if (seconds) {
		clock_gettime(CLOCK_MONOTONIC, &end);
		end.tv_sec += seconds;
	}
	/* with 0 this stops what an interruption has started */
	setitimer(ITIMER_REAL, &timer, NULL);
}

void bounded_stop(void)
{
	static const struct itimerval never;

	setitimer(ITIMER_REAL, &never, NULL);
	over = 0;
	memset(&end, 0, sizeof(end));
}

/* Milliseconds until then, -1 for no limit. */
static int remaining(const struct timespec *then)
{
	struct timespec now;
	long long ms;

	if (!then->tv_sec)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (then->tv_sec - now.tv_sec) * 1000LL + (then->tv_nsec - now.tv_nsec) / 1000000;
	return ms > 0 ? ms : 0;
}

bool bounded_over(void)
{
	return over;	/* no look at the clock: this is asked for each block */
}

void bounded_sleep(unsigned int milliseconds)
{
	poll(NULL, 0, milliseconds);
}

bool bounded_patience(struct patience *patience)
{
	unsigned int round = patience->rounds++;

	if (!round) {
		clock_gettime(CLOCK_MONOTONIC, &patience->end);
		patience->end.tv_sec += PATIENCE_SECONDS;
		return true;
	}
	if (round >= PATIENCE_ROUNDS && !remaining(&patience->end))
		return false;
	bounded_sleep(FIRST_WAIT_MS << (round < 6 ? round - 1 : 5));
	return true;
}

void bounded_protect(bool on)
{
	sigset_t set;

	protected = on;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

void bounded_let_go(const int *keep, size_t count)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), fd, max = STDERR_FILENO;
	size_t i;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		/* without a /dev, they are closed at least */
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
	/* Debian 11's C library has no name for it; every kernel that the module is for does it */
	syscall(__NR_close_range, max + 1, ~0U, 0);
}

static ssize_t put_or_leave(int fd, const void *text, size_t length)
{
	sigset_t timer;
	ssize_t done;

	/* without the mask, which would cost a system call each time */
	if (sigsetjmp(way_out, 0)) {
		sigemptyset(&timer);
		sigaddset(&timer, SIGALRM);
		sigprocmask(SIG_UNBLOCK, &timer, NULL);
		errno = EINTR;
		return -1;
	}
	can_leave = 1;
	done = pwrite(fd, text, length, 0);
	can_leave = 0;
	return done;
}

int bounded_push(const struct sysfs_file *file, const char *text)
{
	return sysfs_write_by(file, text, put_or_leave);
}

static void child(int parent, const struct sysfs_file *file, const char *text,
		  const struct undo *undo)
{
	const int keep[] = { parent, file->fd, undo ? undo->file->fd : -1 };
	char word;
	int rc;

	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	/* the lock among it: a later run may concern another device, and is not to wait */
	bounded_let_go(keep, ARRAY_SIZE(keep));
	rc = sysfs_write(file, text);
	send(parent, &rc, sizeof(rc), MSG_NOSIGNAL);
	/* the end of the stream: it has been heard, or nobody is there to give up */
	if (recv(parent, &word, 1, 0) == 1 && word == GIVEN_UP && undo &&
	    (!undo->wanted || undo->wanted(rc)))
		sysfs_write(undo->file, undo->text);
	_exit(0);
}

/* Waits for the child's answer. Returns false when it does not come in time. */
static bool answer(int fd, pid_t pid, bool killable, int *rc)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	struct timespec limit = end;
	bool told = false;
	int ready;

	for (;;) {
		if (bounded_stopped() && !told) {
			told = true;
			/* the kernel may not see it at once, nor ever */
			if (killable)
				kill(pid, SIGKILL);
			clock_gettime(CLOCK_MONOTONIC, &limit);
			limit.tv_sec += GRACE_SECONDS;
		}
		ready = poll(&wait, 1, remaining(&limit));
		if (ready > 0)
			break;
		if (!ready || errno != EINTR)
			return false;
	}
	if (read(fd, rc, sizeof(*rc)) != sizeof(*rc))
		*rc = -EINTR;
	return true;
}

int bounded_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		  bool killable)
{
	static const char given_up = GIVEN_UP;
	int pair[2], rc = -EINTR;
	pid_t pid;

	if (sysfs_dry_run)
		return sysfs_write(file, text);
	/* better kept by the kernel than half undone */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return protected ? sysfs_write(file, text) : -errno;
	pid = fork();
	if (pid < 0) {
		rc = -errno;
		close(pair[0]);
		close(pair[1]);
		return protected ? sysfs_write(file, text) : rc;
	}
	if (!pid) {
		close(pair[0]);
		child(pair[1], file, text, undo);
	}
	close(pair[1]);
	if (!answer(pair[0], pid, killable, &rc)) {
		send(pair[0], &given_up, 1, MSG_NOSIGNAL);
		close(pair[0]);
		return -ETIMEDOUT;
	}
	close(pair[0]);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	/* what the child has said nobody has heard */
	log_debug("write %s %s: %s", file->path, text, rc ? strerror(-rc) : "ok");
	return rc;
}
