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
#include <unistd.h>

#include "base/ask-in-child.h"
#include "base/child.h"
#include "base/clock.h"
#include "base/signals.h"
#include "base/util.h"

/* Without an answer for so long: the child is kept, or the machine is slow, which does no harm. */
#define STALL_MS	200

/* What goes through the pipe: a question's number, and its answer. */
struct message {
	size_t i;
	char answer[PIPE_BUF - sizeof(size_t)];
};

struct talk {
	const struct questions *questions;
	bool *heard;	/* which questions are answered */
	size_t left;	/* how many are not */
	int from, to;	/* the pipe's two ends; -1 when no more children are to come */
};

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

static void answer_questions(const struct questions *questions, int to, size_t first, size_t last)
{
	size_t length = offsetof(struct message, answer) + questions->size;
	struct message message;

	/* what is kept in the kernel ends as soon as the kernel lets go of it */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	die_by_signals();
	child_let_go(&to, 1);
	for (; first <= last; first++) {
		memset(&message, 0, sizeof(message));
		message.i = first;
		questions->ask(first, message.answer, questions->data);
		/* at once: a pipe does not cut what is below PIPE_BUF */
		if (write(to, &message, length) != (ssize_t)length)
			break;
	}
	_exit(0);
}

static int start_child(const struct talk *talk, size_t first, size_t last)
{
	pid_t pid = fork();

	if (!pid)
		answer_questions(talk->questions, talk->to, first, last);
	return pid < 0 ? -errno : 0;
}

/* The first child is kept by one question; nobody asks the others yet. */
static void divide(struct talk *talk)
{
	bool kept = false;
	size_t i;

	for (i = 0; i < talk->questions->count; i++) {
		if (talk->heard[i])
			continue;
		/* without a child for it, it will go unanswered */
		if (kept)
			start_child(talk, i, i);
		kept = true;
	}
	close(talk->to);
	talk->to = -1;
}

static int hear_answer(struct talk *talk)
{
	size_t length = offsetof(struct message, answer) + talk->questions->size;
	struct message message;
	ssize_t got = read(talk->from, &message, length);

	if (got < 0)
		return errno == EINTR ? 0 : -errno;
	/* nobody is left to ask: the children have been ended from outside */
	if (!got)
		return -ETIMEDOUT;
	if (got != (ssize_t)length || message.i >= talk->questions->count)
		return -EIO;
	/* the first child has been let go, and has come to what another one was asked */
	if (talk->heard[message.i])
		return 0;
	talk->heard[message.i] = true;
	talk->left--;
	if (talk->questions->size)
		memcpy((char *)talk->questions->answers + message.i * talk->questions->size,
		       message.answer, talk->questions->size);
	return 1;
}

static int await_answers(struct talk *talk, int patience_ms)
{
	struct pollfd wait = { .fd = talk->from, .events = POLLIN };
	long long heard = clock_ms(), silence;
	int limit, ready, rc;

	while (talk->left) {
		if (signals_stopped())
			return -EINTR;
		limit = talk->to >= 0 && (patience_ms < 0 || patience_ms > STALL_MS) ? STALL_MS :
										      patience_ms;
		silence = clock_ms() - heard;
		ready = poll(&wait, 1, limit < 0 ? -1 : silence < limit ? limit - silence : 0);
		if (ready < 0 && errno != EINTR)
			return -errno;
		if (!ready && limit == patience_ms)
			return -ETIMEDOUT;
		if (!ready)
			divide(talk);
		rc = ready > 0 ? hear_answer(talk) : 0;
		if (rc < 0)
			return rc;
		if (rc > 0)
			heard = clock_ms();
	}
	return 0;
}

int ask_in_child(const struct questions *questions, int patience_ms)
{
	struct talk talk = { questions, .left = questions->count };
	int ends[2], rc;

	if (!questions->count)
		return 0;
	if (questions->size > sizeof(((struct message *)NULL)->answer))
		return -E2BIG;
	talk.heard = questions->heard;
	if (!talk.heard)
		talk.heard = calloc(questions->count, sizeof(*talk.heard));
	if (!talk.heard)
		return -ENOMEM;
	if (pipe2(ends, O_CLOEXEC)) {
		rc = -errno;
		goto out;
	}
	talk.from = ends[0];
	talk.to = ends[1];
	rc = start_child(&talk, 0, questions->count - 1);
	if (!rc)
		rc = await_answers(&talk, patience_ms);
	if (talk.to >= 0)
		close(talk.to);
	close(talk.from);
	/* who has ended already; who has not is taken by the end of this process */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
out:
	if (!questions->heard)
		free(talk.heard);
	return rc;
}
