// SPDX-License-Identifier: GPL-2.0-only
#include <signal.h>
#include <stddef.h>

#include "base/deadline.h"
#include "base/signals.h"

static volatile sig_atomic_t interrupted;
static bool protected;

static void on_signal(int signal)
{
	(void)signal;
	interrupted = 1;
	/* a signal that comes just before a system call does not end it: the timer sends more */
	deadline_interrupt_calls();
}

/* nohup, and a shell that starts a job in the background, ignore the signal: leave it ignored. */
static void catch_signal(int signal, const struct sigaction *action)
{
	struct sigaction old;

	if (!sigaction(signal, NULL, &old) && old.sa_handler != SIG_IGN)
		sigaction(signal, action, NULL);
}

void signals_catch(void)
{
	/* without SA_RESTART, so that the signal ends a blocked write */
	struct sigaction action = { .sa_handler = on_signal };

	/* the timer's handler may jump out of a write, but must not jump out of this handler */
	sigaddset(&action.sa_mask, SIGALRM);
	catch_signal(SIGINT, &action);
	catch_signal(SIGTERM, &action);
	catch_signal(SIGHUP, &action);
	deadline_catch();
}

void signals_ignore(void)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
}

bool signals_stopped(void)
{
	return interrupted && !protected;
}

bool signals_protected(void)
{
	return protected;
}

void signals_protect(bool on)
{
	sigset_t set;

	protected = on;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}
