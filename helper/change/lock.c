// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cure.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "change/lock.h"

#define LOCK_DIR	"/run/dax-kmem"

static int held = -1;

static void on_alarm(int signal)
{
	(void)signal;	/* nothing to do: that there is a handler makes flock() return EINTR */
}

static int wait_for_lock(int fd, unsigned int seconds)
{
	struct sigaction action = { .sa_handler = on_alarm };
	int rc;

	if (!flock(fd, LOCK_EX | LOCK_NB))
		return 0;
	log_info("waiting for another run to end");
	sigaction(SIGALRM, &action, NULL);
	alarm(seconds);
	rc = flock(fd, LOCK_EX) ? -errno : 0;
	alarm(0);
	return rc;
}

static enum exit_code log_lock_failure(const char *path, int rc)
{
	log_error("%s: %s; %s", path, strerror(-rc), cure_of(-rc, "is /run there?"));
	return cure_code(-rc);
}

enum exit_code lock_take(unsigned int seconds)
{
	char path[SYSFS_PATH_MAX];
	int fd, rc;

	rc = sysfs_path(path, LOCK_DIR);
	if (!rc && mkdir(path, 0700) && errno != EEXIST)
		rc = -errno;
	if (!rc)
		rc = sysfs_path(path, LOCK_DIR "/lock");
	if (rc)
		return log_lock_failure(path, rc);

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return log_lock_failure(path, -errno);
	rc = wait_for_lock(fd, seconds);
	if (!rc) {
		held = fd;	/* closing it would release the lock */
		return DK_DONE;
	}
	close(fd);
	if (rc != -EINTR)
		return log_lock_failure(path, rc);
	if (signals_stopped()) {
		log_error("%s: interrupted while another run has this lock", path);
		return DK_FAILED;
	}
	log_error("%s: another run has held this lock for %u s; see 'fuser -v %s'", path,
		  seconds, path);
	return DK_BUSY;
}

void lock_release(void)
{
	if (held >= 0)
		close(held);
	held = -1;
}
