// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/watcher.h"

#define LOOK_EVERY_MS	250

static pthread_t thread;
static bool running;
static int end = -1;	/* can be read from when the thread is to end */
static void (*look_around)(void);

static void *watch(void *unused)
{
	struct pollfd wait = { .fd = end, .events = POLLIN };
	int rc;

	for (;;) {
		rc = poll(&wait, 1, LOOK_EVERY_MS);
		if (rc > 0 || (rc < 0 && errno != EINTR))
			return unused;
		look_around();
	}
}

void watcher_start(void (*look)(void))
{
	sigset_t all, before;

	if (running)
		return;
	end = eventfd(0, EFD_CLOEXEC);
	if (end < 0)
		return;
	look_around = look;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	running = !pthread_create(&thread, NULL, watch, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!running)
		close(end);
}

void watcher_stop(void)
{
	static const uint64_t now = 1;

	if (!running)
		return;
	/* this cannot fail: the counter is far from its end */
	if (write(end, &now, sizeof(now)) == sizeof(now))
		pthread_join(thread, NULL);
	running = false;
	close(end);
}
