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

/*
 * After so long without an answer the child is taken to be stuck. On a slow machine it may not be,
 * and a question may then be asked twice, which does no harm.
 */
#define STALL_MS	200

/* Sent through the pipe: the number of a question, and its answer. */
struct message {
	size_t i;
	char answer[PIPE_BUF - sizeof(size_t)];
};

/* The state of one ask_in_child(). */
struct asking {
	const struct questions *questions;
	bool *answered;
	size_t left;	/* how many questions are not answered yet */
	int from, to;	/* the two ends of the pipe; @to is -1 once all children are started */
};

/* The handlers of this command only interrupt system calls, and would not end the child. */
static void restore_default_signals(void)
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

	/* a child that outlives its parent ends as soon as its system call returns */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	restore_default_signals();
	child_close_inherited(&to, 1);
	for (; first <= last; first++) {
		memset(&message, 0, sizeof(message));
		message.i = first;
		questions->ask(first, message.answer, questions->data);
		/* several children write here: up to PIPE_BUF bytes, writes are not mixed */
		if (write(to, &message, length) != (ssize_t)length)
			break;
	}
	_exit(0);
}

static int start_child(const struct asking *asking, size_t first, size_t last)
{
	pid_t pid = fork();

	if (!pid)
		answer_questions(asking->questions, asking->to, first, last);
	return pid < 0 ? -errno : 0;
}

/*
 * The first child asks in order, so the first unanswered question is the one that it is stuck with.
 * Each later one gets a child of its own.
 */
static void ask_rest_separately(struct asking *asking)
{
	bool found_stuck = false;
	size_t i;

	for (i = 0; i < asking->questions->count; i++) {
		if (asking->answered[i])
			continue;
		/* when no child can be started, the question just stays unanswered */
		if (found_stuck)
			start_child(asking, i, i);
		found_stuck = true;
	}
	close(asking->to);
	asking->to = -1;
}

/* Return: 1 for a new answer, 0 for none, -errno. */
static int receive_answer(struct asking *asking)
{
	size_t length = offsetof(struct message, answer) + asking->questions->size;
	struct message message;
	ssize_t got = read(asking->from, &message, length);

	if (got < 0)
		return errno == EINTR ? 0 : -errno;
	/* the end of the pipe: somebody has killed all the children */
	if (!got)
		return -ETIMEDOUT;
	if (got != (ssize_t)length || message.i >= asking->questions->count)
		return -EIO;
	/* the first child was stuck, went on, and asked what another child had asked meanwhile */
	if (asking->answered[message.i])
		return 0;
	asking->answered[message.i] = true;
	asking->left--;
	if (asking->questions->size)
		memcpy((char *)asking->questions->answers + message.i * asking->questions->size,
		       message.answer, asking->questions->size);
	return 1;
}

static int wait_for_answers(struct asking *asking, int patience_ms)
{
	struct pollfd wait = { .fd = asking->from, .events = POLLIN };
	long long last_answer = clock_ms(), silence;
	int limit, ready, rc;

	while (asking->left) {
		if (signals_stopped())
			return -EINTR;
		limit = patience_ms;
		if (asking->to >= 0 && (patience_ms < 0 || patience_ms > STALL_MS))
			limit = STALL_MS;
		silence = clock_ms() - last_answer;
		ready = poll(&wait, 1, limit < 0 ? -1 : silence < limit ? limit - silence : 0);
		if (ready < 0 && errno != EINTR)
			return -errno;
		if (!ready && limit == patience_ms)
			return -ETIMEDOUT;
		if (!ready)
			ask_rest_separately(asking);
		rc = ready > 0 ? receive_answer(asking) : 0;
		if (rc < 0)
			return rc;
		if (rc > 0)
			last_answer = clock_ms();
	}
	return 0;
}

int ask_in_child(const struct questions *questions, int patience_ms)
{
	struct asking asking = { questions, .left = questions->count };
	int ends[2], rc;

	if (!questions->count)
		return 0;
	if (questions->size > sizeof(((struct message *)NULL)->answer))
		return -E2BIG;
	asking.answered = questions->answered;
	if (!asking.answered)
		asking.answered = calloc(questions->count, sizeof(*asking.answered));
	if (!asking.answered)
		return -ENOMEM;
	if (pipe2(ends, O_CLOEXEC)) {
		rc = -errno;
		goto out;
	}
	asking.from = ends[0];
	asking.to = ends[1];
	rc = start_child(&asking, 0, questions->count - 1);
	if (!rc)
		rc = wait_for_answers(&asking, patience_ms);
	if (asking.to >= 0)
		close(asking.to);
	close(asking.from);
	/* reap the children that have ended; the others are killed when this process ends */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
out:
	if (!questions->answered)
		free(asking.answered);
	return rc;
}
