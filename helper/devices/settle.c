// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <poll.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/need-library.h"
#include "base/sysfs.h"
#include "devices/discover.h"
#include "devices/libudev.h"
#include "devices/nd-read.h"
#include "devices/settle.h"

#define LIMIT_SECONDS	120	/* so long, as a bus may be searching for bad blocks */
#define LOOK_SECONDS	2	/* after this, check whether a device is locked */
#define QUIET_MS	3000	/* when udev is idle for so long, it has no more events to handle */
#define LOOK_MS		500	/* between two calls of @enough */

static bool is_any_locked(void)
{
	struct instances all;
	bool locked = false;
	size_t i;

	if (!instances_discover(&all) && !instances_examine(&all, LOOK_SECONDS)) {
		for (i = 0; i < all.count; i++)
			locked |= all.list[i].state == STATE_LOCKED;
	}
	instances_free(&all);
	return locked;
}

void settle_bus(void)
{
	if (nd_settle(LOOK_SECONDS * 1000) != -ETIMEDOUT)
		return;
	/* the bus is not ready before that device is unlocked, which may never happen */
	if (is_any_locked())
		return;
	if (nd_settle(LIMIT_SECONDS * 1000) == -ETIMEDOUT)
		log_warning("the nd bus has not probed all of its devices after %d s; going on with "
			    "those that are there", LIMIT_SECONDS);
}

/* --- udev */

static struct udev_queue *watch_udev(struct udev *context)
{
	struct udev_queue *queue = context ? udev.queue_new(context) : NULL;

	if (queue && udev.queue_get_udev_is_active(queue) && udev.queue_get_fd(queue) >= 0)
		return queue;
	udev.queue_unref(queue);
	return NULL;
}

/*
 * Sends an event that changes nothing. udev handles events in order: when its queue becomes empty
 * after this one, it has handled all that came before.
 */
static bool send_marker_event(void)
{
	return !sysfs_put("change", "/sys/bus/platform/uevent");
}

enum udev_state { UDEV_IDLE, UDEV_BUSY, ALL_THERE };

/* Waits until the queue is empty: udev removes its file then, which ends the poll(). */
static enum udev_state wait_for_udev(struct udev_queue *queue, long long limit,
				     bool (*enough)(void *data), void *data)
{
	struct pollfd wait = { .fd = udev.queue_get_fd(queue), .events = POLLIN };
	long long quiet = clock_ms() + QUIET_MS;
	bool emptied = false;

	for (;;) {
		if (poll(&wait, 1, LOOK_MS) > 0) {
			udev.queue_flush(queue);
			emptied = true;
		}
		if (!udev.queue_get_queue_is_empty(queue))
			quiet = clock_ms() + QUIET_MS;
		else if (emptied || clock_ms() >= quiet)
			return UDEV_IDLE;
		if (enough(data))
			return ALL_THERE;
		if (clock_ms() >= limit)
			return UDEV_BUSY;
	}
}

/* How many events the kernel has sent since it booted. */
static long long count_events(void)
{
	long long count;

	return sysfs_read_number(&count, 10, "/sys/kernel/uevent_seqnum") ? 0 : count;
}

/*
 * Goes on until no event has come but its own marker, so at least twice: when the queue becomes
 * empty the first time, the marker may not have been handled yet. And a driver that udev has loaded
 * may find devices that need more drivers.
 */
static void settle_udev(struct udev_queue *queue, bool (*enough)(void *data), void *data)
{
	long long limit = clock_ms() + LIMIT_SECONDS * 1000LL, events = -1, before;
	enum udev_state state = UDEV_IDLE;

	do {
		before = events;
		if (enough(data) || !send_marker_event())
			return;
		events = count_events();
		state = wait_for_udev(queue, limit, enough, data);
		if (state == UDEV_IDLE)
			settle_bus();
		/* the marker itself is one event */
		if (state == UDEV_IDLE && before >= 0 && events == before + 1)
			return;
	} while (state == UDEV_IDLE && clock_ms() < limit);
	if (state != ALL_THERE)
		log_warning("udev is still at work after %d s; going on with the devices that are "
			    "there", LIMIT_SECONDS);
}

enum exit_code settle_machine(bool (*enough)(void *data), void *data)
{
	struct udev_queue *queue;
	struct udev *context;
	enum exit_code code;

	/* with --sysroot there is no udev */
	if (!sysfs_root[0]) {
		code = need_library(&libudev);
		if (code)
			return code;
		context = udev.new();
		queue = watch_udev(context);
		if (queue)
			settle_udev(queue, enough, data);
		udev.queue_unref(queue);
		udev.unref(context);
	}
	settle_bus();
	return DK_DONE;
}
