// SPDX-License-Identifier: GPL-2.0-only
/*
 * helper/devices/settle.c: waits for udev, on no real machine. libudev, the clock, the kernel's
 * count of events and the nd bus are this file's.
 */
#include "unit.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/need-library.h"
#include "base/sysfs.h"
#include "devices/discover.h"
#include "devices/libudev.h"
#include "devices/nd-read.h"
#include "devices/settle.h"

static long long now_ms;
static long long events;	/* that the kernel has sent */
static unsigned int markers;	/* of ours among them */
static unsigned int others;	/* events that still come, one with each marker */
static unsigned int work;	/* how often udev is not idle when it is asked */
static bool empties;		/* poll() says when udev's queue becomes empty */
static bool is_active;
static unsigned int refused_at;	/* the marker that cannot be sent */
static unsigned int nr_contexts, nr_queues;	/* that are not given back */
static unsigned int bus_settled, flushed;
static char said[512];

int clock_gettime(clockid_t clock, struct timespec *now)
{
	(void)clock;
	now->tv_sec = now_ms / 1000;
	now->tv_nsec = now_ms % 1000 * 1000000;
	return 0;
}

int poll(struct pollfd *fds, nfds_t count, int ms)
{
	assert_int_equal(count, 1);
	assert_int_equal(fds->fd, 7);
	assert_int_equal(fds->events, POLLIN);
	if (empties && !work)
		return 1;
	now_ms += ms;
	return 0;
}

/* --- libudev; a pointer is only passed on */

static struct udev *new_context(void)
{
	nr_contexts++;
	return (struct udev *)&nr_contexts;
}

static struct udev *unref_context(struct udev *context)
{
	assert_ptr_equal(context, &nr_contexts);
	nr_contexts--;
	return NULL;
}

static struct udev_queue *new_queue(struct udev *context)
{
	assert_ptr_equal(context, &nr_contexts);
	nr_queues++;
	return (struct udev_queue *)&nr_queues;
}

static struct udev_queue *unref_queue(struct udev_queue *queue)
{
	if (queue)
		nr_queues--;
	return NULL;
}

static int active(struct udev_queue *queue)
{
	(void)queue;
	return is_active;
}

static int fd_of_queue(struct udev_queue *queue)
{
	(void)queue;
	return 7;
}

static int flush(struct udev_queue *queue)
{
	(void)queue;
	flushed++;
	return 0;
}

static int is_empty(struct udev_queue *queue)
{
	(void)queue;
	if (!work)
		return 1;
	work--;
	return 0;
}

struct libudev_functions udev = {
	.new = new_context, .unref = unref_context, .queue_new = new_queue,
	.queue_unref = unref_queue, .queue_get_udev_is_active = active,
	.queue_get_fd = fd_of_queue, .queue_flush = flush,
	.queue_get_queue_is_empty = is_empty,
};

struct library libudev;

enum exit_code need_library(struct library *library)
{
	assert_ptr_equal(library, &libudev);
	return DK_DONE;
}

/* --- the kernel and the bus */

const char *sysfs_root = "";

int sysfs_put(const char *text, const char *format, ...)
{
	assert_string_equal(text, "change");
	assert_string_equal(format, "/sys/bus/platform/uevent");
	if (++markers == refused_at)
		return -EACCES;
	events++;
	return 0;
}

int sysfs_read_number(long long *value, int base, const char *format, ...)
{
	assert_int_equal(base, 10);
	assert_string_equal(format, "/sys/kernel/uevent_seqnum");
	if (others) {
		others--;
		events++;
	}
	*value = events;
	return 0;
}

int nd_settle(int patience_ms)
{
	assert_int_equal(patience_ms, 2000);
	bus_settled++;
	return 0;
}

enum exit_code instances_discover(struct instances *all)
{
	(void)all;
	fail();
	return DK_FAILED;
}

enum exit_code instances_examine(struct instances *all, unsigned int seconds)
{
	(void)all;
	(void)seconds;
	fail();
	return DK_FAILED;
}

void instances_free(struct instances *all)
{
	(void)all;
	fail();
}

void log_message(enum log_level level, const char *format, ...)
{
	(void)level;
	strcpy(said, format);
}

/* --- */

static int begin(void **state)
{
	(void)state;
	now_ms = 100000;
	events = 50;
	markers = 0;
	others = 0;
	work = 0;
	empties = true;
	is_active = true;
	refused_at = 0;
	bus_settled = 0;
	flushed = 0;
	said[0] = '\0';
	return 0;
}

static int nothing_is_kept(void **state)
{
	(void)state;
	return nr_contexts || nr_queues;
}

static unsigned int asked;
static unsigned int enough_at;

static bool enough(void *data)
{
	assert_ptr_equal(data, &asked);
	return ++asked == enough_at;
}

static void settle(unsigned int enough_after)
{
	asked = 0;
	enough_at = enough_after;
	assert_int_equal(settle_machine(enough, &asked), DK_DONE);
}

/* twice: when udev is idle the first time, it may not have handled the marker */
static void idle_machine(void **state)
{
	(void)state;
	settle(0);
	assert_int_equal(markers, 2);
	assert_int_equal(flushed, 2);
	assert_int_equal(bus_settled, 3);
	assert_int_equal(now_ms, 100000);
	assert_string_equal(said, "");
}

static void goes_on_while_events_come(void **state)
{
	(void)state;
	others = 4;
	settle(0);
	assert_int_equal(markers, 5);
	assert_string_equal(said, "");
}

static void waits_while_udev_works(void **state)
{
	(void)state;
	work = 10;
	settle(0);
	/* half a second each, the last of which poll() does not sleep through */
	assert_int_equal(now_ms, 105000);
	assert_int_equal(markers, 2);
	assert_string_equal(said, "");
}

/* udev may have been idle before it was watched: quiet for three seconds, twice */
static void idle_without_a_word(void **state)
{
	(void)state;
	empties = false;
	settle(0);
	assert_int_equal(now_ms, 106000);
	assert_int_equal(flushed, 0);
}

static void gives_up(void **state)
{
	(void)state;
	work = -1;
	settle(0);
	assert_int_equal(now_ms, 220000);
	assert_int_equal(markers, 1);
	assert_non_null(strstr(said, "udev is still at work"));
}

static void gives_up_when_events_never_end(void **state)
{
	(void)state;
	others = -1;
	empties = false;
	settle(0);
	/* the last round may end after the limit */
	assert_in_range(now_ms, 220000, 223000);
	assert_non_null(strstr(said, "udev is still at work"));
}

static void nothing_more_is_needed(void **state)
{
	(void)state;
	settle(1);
	assert_int_equal(markers, 0);
	assert_int_equal(bus_settled, 1);
	work = -1;
	settle(4);
	assert_int_equal(markers, 1);
	assert_int_equal(now_ms, 101500);
	assert_string_equal(said, "");
}

static void marker_is_refused(void **state)
{
	(void)state;
	refused_at = 1;
	settle(0);
	assert_int_equal(flushed, 0);
	assert_int_equal(bus_settled, 1);
}

static void no_udev(void **state)
{
	(void)state;
	is_active = false;
	settle(0);
	assert_int_equal(markers, 0);
	assert_int_equal(asked, 0);
	assert_int_equal(bus_settled, 1);
}

static void another_root(void **state)
{
	(void)state;
	sysfs_root = "/a/tree";
	settle(0);
	sysfs_root = "";
	assert_int_equal(asked, 0);
	assert_int_equal(bus_settled, 1);
}

#define SETTLES(test)	cmocka_unit_test_setup_teardown(test, begin, nothing_is_kept)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SETTLES(idle_machine),
		SETTLES(goes_on_while_events_come),
		SETTLES(waits_while_udev_works),
		SETTLES(idle_without_a_word),
		SETTLES(gives_up),
		SETTLES(gives_up_when_events_never_end),
		SETTLES(nothing_more_is_needed),
		SETTLES(marker_is_refused),
		SETTLES(no_udev),
		SETTLES(another_root),
	};

	return cmocka_run_group_tests_name("settle", tests, NULL, NULL);
}
