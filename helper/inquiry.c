// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bounded.h"
#include "inquiry.h"
#include "util.h"

/* Without an answer for so long: the child is kept, or the machine is slow, which does no harm. */
#define STALL_MS	200

/* What goes through the pipe: a question's number, and its answer. */
struct message {
	size_t i;
	char answer[PIPE_BUF - sizeof(size_t)];
};

struct talk {
	const struct inquiry *inquiry;
	bool *heard;	/* which questions are answered */
	size_t left;	/* how many are not */
	int from, to;	/* the pipe's two ends; -1 when no more children are to come */
};

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* A handler of this command's would interrupt what the child reads, and end nothing. */
static void die_by_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGALRM };
	struct sigaction old;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		if (!sigaction(signals[i], NULL, &old) && old.sa_handler != SIG_IGN)
			signal(signals[i], SIG_DFL);
	}
}

static void answer(const struct inquiry *inquiry, int to, size_t first, size_t last)
{
	size_t length = offsetof(struct message, answer) + inquiry->size;
	struct message message;

	/* what is kept in the kernel ends as soon as the kernel lets go of it */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	die_by_signals();
	bounded_let_go(&to, 1);
	for (; first <= last; first++) {
		memset(&message, 0, sizeof(message));
		message.i = first;
		inquiry->ask(first, message.answer, inquiry->data);
		/* at once: a pipe does not cut what is below PIPE_BUF */
		if (write(to, &message, length) != (ssize_t)length)
			break;
	}
	_exit(0);
}

static int start(const struct talk *talk, size_t first, size_t last)
{
	pid_t pid = fork();

	if (!pid)
		answer(talk->inquiry, talk->to, first, last);
	return pid < 0 ? -errno : 0;
}

/* The first child is kept by one question; nobody asks the others yet. */
static void divide(struct talk *talk)
{
	bool kept = false;
	size_t i;

	for (i = 0; i < talk->inquiry->count; i++) {
		if (talk->heard[i])
			continue;
		/* without a child for it, it will go unanswered */
		if (kept)
			start(talk, i, i);
		kept = true;
	}
	close(talk->to);
	talk->to = -1;
}

static int hear(struct talk *talk)
{
	size_t length = offsetof(struct message, answer) + talk->inquiry->size;
	struct message message;
	ssize_t got = read(talk->from, &message, length);

	if (got < 0)
		return errno == EINTR ? 0 : -errno;
	/* nobody is left to ask: the children have been ended from outside */
	if (!got)
		return -ETIMEDOUT;
	if (got != (ssize_t)length || message.i >= talk->inquiry->count)
		return -EIO;
	/* the first child has been let go, and has come to what another one was asked */
	if (talk->heard[message.i])
		return 0;
	talk->heard[message.i] = true;
	talk->left--;
	if (talk->inquiry->size)
		memcpy((char *)talk->inquiry->answers + message.i * talk->inquiry->size,
		       message.answer, talk->inquiry->size);
	return 1;
}

static int listen_to(struct talk *talk, int patience_ms)
{
	struct pollfd wait = { .fd = talk->from, .events = POLLIN };
	long long heard = now_ms(), silence;
	int limit, ready, rc;

	while (talk->left) {
		if (bounded_stopped())
			return -EINTR;
		limit = talk->to >= 0 && (patience_ms < 0 || patience_ms > STALL_MS) ? STALL_MS :
										      patience_ms;
		silence = now_ms() - heard;
		ready = poll(&wait, 1, limit < 0 ? -1 : silence < limit ? limit - silence : 0);
		if (ready < 0 && errno != EINTR)
			return -errno;
		if (!ready && limit == patience_ms)
			return -ETIMEDOUT;
		if (!ready)
			divide(talk);
		rc = ready > 0 ? hear(talk) : 0;
		if (rc < 0)
			return rc;
		if (rc > 0)
			heard = now_ms();
	}
	return 0;
}

int inquire(const struct inquiry *inquiry, int patience_ms)
{
	struct talk talk = { inquiry, .left = inquiry->count };
	int ends[2], rc;

	if (!inquiry->count)
		return 0;
	if (inquiry->size > sizeof(((struct message *)NULL)->answer))
		return -E2BIG;
	talk.heard = inquiry->heard ? inquiry->heard : calloc(inquiry->count, sizeof(*talk.heard));
	if (!talk.heard)
		return -ENOMEM;
	if (pipe2(ends, O_CLOEXEC)) {
		rc = -errno;
		goto out;
	}
	talk.from = ends[0];
	talk.to = ends[1];
	rc = start(&talk, 0, inquiry->count - 1);
	if (!rc)
		rc = listen_to(&talk, patience_ms);
	if (talk.to >= 0)
		close(talk.to);
	close(talk.from);
	/* who has ended already; who has not is taken by the end of this process */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
out:
	if (!inquiry->heard)
		free(talk.heard);
	return rc;
}
