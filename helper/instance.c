// SPDX-License-Identifier: GPL-2.0-only
/* What an instance is, whichever bus it was found on. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounded.h"
#include "instance.h"
#include "log.h"
#include "nd.h"

#define PATIENCE_MS	10000	/* with one device */
#define SETTLE_MS	120000	/* with a bus: it may be looking for bad blocks */

const char *const state_names[] = {
	[STATE_UNKNOWN] = NULL,
	[STATE_DEVDAX] = "devdax",
	[STATE_RAM] = "ram",
	[STATE_PARTIAL] = "partial",
	[STATE_OFFLINE] = "offline",
	[STATE_UNBOUND] = "unbound",
	[STATE_OTHER] = "other",
};

static void count_blocks(struct instance *instance)
{
	unsigned char *zones = malloc(instance->blocks.count);

	if (!zones || nd_block_zones(instance, zones))
		instance->blocks.count = 0;
	blocks_summary(zones, instance->blocks.count, &instance->blocks_online, &instance->zone);
	free(zones);
}

static enum state state_of(const struct instance *instance)
{
	if (!instance->driver[0])
		return STATE_UNBOUND;
	if (!strcmp(instance->driver, nd_ours)) {
		if (!instance->blocks.count)
			return STATE_UNKNOWN;
		if (!instance->blocks_online)
			return STATE_OFFLINE;
		return instance->blocks_online == instance->blocks.count ? STATE_RAM :
									   STATE_PARTIAL;
	}
	/* below it any driver but device_dax is foreign */
	if (nd_is_home(instance->driver) &&
	    (!instance->dax_driver[0] || !strncmp(instance->dax_driver, "device_dax", 10)))
		return STATE_DEVDAX;
	return STATE_OTHER;
}

int instance_node(const struct instance *instance)
{
	if (instance->node >= 0)
		return instance->node;
	return instance->target_node >= 0 ? instance->target_node : 0;
}

int instance_read(struct instance *instance, const char *device)
{
	int rc = nd_read(instance, device);

	if (rc)
		return rc;
	if (instance->blocks.count)
		count_blocks(instance);
	instance->state = state_of(instance);
	return 0;
}

/* In the child: each instance to the parent, as it is read. */
static int tell(const char *device, void *data)
{
	struct instance instance;
	int rc, fd = *(int *)data;

	rc = instance_read(&instance, device);
	if (rc)
		return rc == -ENODEV ? 0 : rc;
	return write(fd, &instance, sizeof(instance)) == sizeof(instance) ? 0 : -EPIPE;
}

static int add(struct instances *all, const struct instance *instance)
{
	struct instance *list;

	list = realloc(all->list, (all->count + 1) * sizeof(*list));
	if (!list)
		return -ENOMEM;
	all->list = list;
	list[all->count++] = *instance;
	return 0;
}

/* Whole instances: a pipe does not cut what is below PIPE_BUF. */
static int listen_to(int fd, struct instances *all, int patience_ms)
{
	_Static_assert(sizeof(struct instance) <= PIPE_BUF, "it is written at once");
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	struct instance instance;
	ssize_t length;
	int ready, rc;

	for (;;) {
		ready = poll(&wait, 1, patience_ms);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return ready ? -errno : -ETIMEDOUT;
		length = read(fd, &instance, sizeof(instance));
		if (!length)
			return 0;
		if (length != sizeof(instance))
			return length < 0 ? -errno : -EIO;
		rc = add(all, &instance);
		if (rc)
			return rc;
	}
}

static int discover(struct instances *all, bool settle)
{
	int ends[2], rc, status;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	pid = fork();
	if (!pid) {
		bounded_let_go(&ends[1], 1);
		if (settle)
			nd_settle();
		/* 0, or an errno: they fit */
		_exit(-nd_each(tell, &ends[1]));
	}
	close(ends[1]);
	rc = pid < 0 ? -errno : listen_to(ends[0], all, settle ? SETTLE_MS : PATIENCE_MS);
	close(ends[0]);
	if (rc) {
		if (pid > 0)
			kill(pid, SIGKILL);
		return rc;
	}
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return WIFEXITED(status) ? -WEXITSTATUS(status) : -EINTR;
}

static enum exit_code discover_and_say(struct instances *all, bool settle)
{
	int rc;

	memset(all, 0, sizeof(*all));
	rc = discover(all, settle);
	if (!rc)
		return DK_DONE;
	instances_free(all);
	if (rc == -ETIMEDOUT) {
		log_error("a device on the nd bus is kept by the kernel: something binds or "
			  "unbinds it, or waits for a page; try again when that has ended");
		return DK_TIMEOUT;
	}
	log_error("the nd bus cannot be read: %s; is /sys mounted?", strerror(-rc));
	return DK_FAILED;
}

enum exit_code instances_discover(struct instances *all)
{
	return discover_and_say(all, false);
}

enum exit_code instances_settle(struct instances *all)
{
	return discover_and_say(all, true);
}

void instances_free(struct instances *all)
{
	free(all->list);
	memset(all, 0, sizeof(*all));
}
