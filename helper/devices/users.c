// SPDX-License-Identifier: GPL-2.0-only
/* A child looks at all processes. The parent gives up when the child makes no progress. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/deadline.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "devices/process-holds.h"
#include "devices/users.h"

/* After so long without a message, the child is stuck with the process that it looks at. */
#define PATIENCE_MS	5000
/* How long to wait for the child to end after it was killed. */
#define END_MS		1000

struct message {
	enum { LOOKS, FOUND, DONE } what;
	struct user user;
};

/* --- the child */

static int parent_fd;
static struct message now;	/* names the process that is being looked at */

static void send_to_parent(int what)
{
	now.what = what;
	/* when the parent is gone, the child is killed anyway */
	if (write(parent_fd, &now, sizeof(now)) != sizeof(now))
		_exit(1);
}

static void report_step(void)
{
	send_to_parent(LOOKS);
}

static void look_at_processes(dev_t device, pid_t self)
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	DIR *dir;

	dir = sysfs_path(path, "/proc") ? NULL : opendir(path);
	while (dir && (entry = readdir(dir))) {
		/* skip this command: files that it has inherited are closed when it ends */
		if (!isdigit((unsigned char)entry->d_name[0]) || atoi(entry->d_name) == self ||
		    atoi(entry->d_name) == getpid())
			continue;
		now.user = (struct user){ .pid = atoi(entry->d_name), .name = "?" };
		report_step();
		sysfs_read(now.user.name, sizeof(now.user.name), "/proc/%s/comm", entry->d_name);
		if (process_holds(entry->d_name, device, report_step))
			send_to_parent(FOUND);
	}
	if (dir)
		closedir(dir);
	send_to_parent(DONE);
}

static void look_in_child(int to, dev_t device, pid_t self)
{
	/* only the parent handles the user's signals; it kills this child, even when it dies */
	signals_ignore();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	child_close_inherited(&to, 1);
	parent_fd = to;
	look_at_processes(device, self);
	_exit(0);
}

/* --- the parent */

/* Return: 1 to go on. */
static int receive_message(int from, struct users *users)
{
	struct message message;
	ssize_t length = read(from, &message, sizeof(message));

	if (length < 0 && errno == EINTR)
		return 1;
	if (length != sizeof(message))
		return -EIO;
	if (message.what == DONE)
		return 0;
	users->stuck = message.user;
	if (message.what == FOUND) {
		if (users->count < USERS_MAX)
			users->list[users->count] = message.user;
		users->count++;
	}
	return 1;
}

static int wait_for_child(int from, struct users *users)
{
	struct pollfd wait = { .fd = from, .events = POLLIN };
	int ready, rc = 1;

	while (rc > 0) {
		if (signals_stopped())
			return -EINTR;
		if (deadline_over())
			return -ETIMEDOUT;
		ready = poll(&wait, 1, PATIENCE_MS);
		if (ready < 0 && errno != EINTR)
			return -errno;
		if (!ready)
			return -EDEADLK;
		if (ready > 0)
			rc = receive_message(from, users);
	}
	return rc;
}

static void end_child(int from, pid_t pid)
{
	struct pollfd wait = { .fd = from };

	kill(pid, SIGKILL);
	/* the pipe is closed when the child ends; do not wait for a child that is stuck */
	while (poll(&wait, 1, END_MS) < 0 && errno == EINTR)
		;
	if (wait.revents & POLLHUP)
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
}

static int ask_child(dev_t device, struct users *users)
{
	pid_t self = getpid(), pid;
	int ends[2], rc;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	pid = fork();
	if (!pid)
		look_in_child(ends[1], device, self);
	rc = pid < 0 ? -errno : 0;
	close(ends[1]);
	if (!rc) {
		rc = wait_for_child(ends[0], users);
		end_child(ends[0], pid);
	}
	close(ends[0]);
	return rc;
}

/* The device is on the dax bus, or in the dax class with 5.10's dax_pmem_compat. */
static bool read_device_number(dev_t *device, const char *chardev)
{
	unsigned int major, minor;
	char text[32];

	if (sysfs_read(text, sizeof(text), "/sys/bus/dax/devices/%s/dev", chardev))
		sysfs_read(text, sizeof(text), "/sys/class/dax/%s/dev", chardev);
	if (sscanf(text, "%u:%u", &major, &minor) != 2)
		return false;
	*device = makedev(major, minor);
	return true;
}

/*
 * A device that is open or mapped holds a reference to the module of its driver. Without references
 * there is no need to look at every process. A driver that is built in has no such count.
 */
static bool is_unused(const char *chardev)
{
	long long references;

	return !sysfs_read_number(&references, 10, "/sys/bus/dax/devices/%s/driver/module/refcnt",
				  chardev) && !references;
}

int users_find(const char *chardev, struct users *users)
{
	dev_t device;

	*users = (struct users){ 0 };
	if (!read_device_number(&device, chardev) || is_unused(chardev))
		return 0;
	return ask_child(device, users);
}
