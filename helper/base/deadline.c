// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/deadline.h"

#define PATIENCE_ROUNDS		4
#define PATIENCE_MS		10000
#define FIRST_WAIT_MS		20

static volatile sig_atomic_t interrupting;	/* the timer repeats a signal of the user's */
static volatile sig_atomic_t over;
static long long end_ms;	/* 0: no limit */
static sigjmp_buf after_write;
static volatile sig_atomic_t writing;	/* after_write can be jumped to */

void deadline_interrupt_calls(void)
{
	static const struct itimerval again = { .it_interval.tv_sec = 1, .it_value.tv_sec = 1 };

	interrupting = 1;
	setitimer(ITIMER_REAL, &again, NULL);
}

static void on_timer(int signal)
{
	(void)signal;
	if (!interrupting)
		over = 1;
	/* other system calls return EINTR, but the kernel may restart this one: jump out of it */
	if (writing) {
		writing = 0;
		siglongjmp(after_write, 1);
	}
}

void deadline_catch(void)
{
	struct sigaction action = { .sa_handler = on_timer };

	sigaction(SIGALRM, &action, NULL);
}

void deadline_start(unsigned int seconds)
{
	struct itimerval timer = { .it_interval.tv_sec = 1, .it_value.tv_sec = seconds };

	end_ms = seconds ? clock_ms() + seconds * 1000LL : 0;
	interrupting = 0;
	over = 0;
	/* 0 seconds stop the timer, which deadline_interrupt_calls() may have started */
	setitimer(ITIMER_REAL, &timer, NULL);
}

void deadline_stop(void)
{
	static const struct itimerval never;

	setitimer(ITIMER_REAL, &never, NULL);
	over = 0;
	end_ms = 0;
}

int deadline_remaining(void)
{
	long long left = end_ms - clock_ms();

	if (!end_ms)
		return -1;
	return left > 0 ? left : 0;
}

bool deadline_over(void)
{
	return over;	/* without a system call: this is called for every block */
}

void deadline_sleep(unsigned int milliseconds)
{
	poll(NULL, 0, milliseconds);
}

bool deadline_patience(struct patience *patience)
{
	unsigned int round = patience->rounds++;

	if (!round) {
		patience->end_ms = clock_ms() + PATIENCE_MS;
		return true;
	}
	if (round >= PATIENCE_ROUNDS && clock_ms() >= patience->end_ms)
		return false;
	deadline_sleep(FIRST_WAIT_MS << (round < 6 ? round - 1 : 5));
	return true;
}

static ssize_t write_or_jump_out(int fd, const void *text, size_t length)
{
	sigset_t timer;
	ssize_t done;

	/* 0: do not save the signal mask, which would cost a system call for every write */
	if (sigsetjmp(after_write, 0)) {
		sigemptyset(&timer);
		sigaddset(&timer, SIGALRM);
		sigprocmask(SIG_UNBLOCK, &timer, NULL);
		errno = EINTR;
		return -1;
	}
	writing = 1;
	done = pwrite(fd, text, length, 0);
	writing = 0;
	return done;
}

int deadline_write(const struct sysfs_file *file, const char *text)
{
	return sysfs_write_by(file, text, write_or_jump_out);
}
