/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DEADLINE_H
#define DAX_KMEM_DEADLINE_H

#include <stdbool.h>

#include "base/sysfs.h"

/*
 * Nothing that the kernel does may hold this command for ever. When the time is up, a timer's
 * signal ends a write that waits: offlining is ended by any signal, and left by a jump where the
 * kernel restarts the write. Writes that no signal ends are made by a child, see child.h.
 */

/**
 * deadline_catch() - have the timer's signal handled; signals_catch() calls it
 */
void deadline_catch(void);

/**
 * deadline_ring() - from a signal handler: interrupt every system call from now on, once a second
 */
void deadline_ring(void);

/**
 * deadline_start() - begin something that may take so many seconds, 0 for any number
 */
void deadline_start(unsigned int seconds);
void deadline_stop(void);

/**
 * deadline_over() - is the time up?
 */
bool deadline_over(void);

/**
 * deadline_remaining() - milliseconds that are left, -1 when there is no limit
 */
int deadline_remaining(void);

/**
 * deadline_sleep() - wait for somebody else to be done; ends early with a signal
 */
void deadline_sleep(unsigned int milliseconds);

/**
 * struct patience - with somebody who undoes what one does, as a udev rule may, but not for ever
 */
struct patience {
	unsigned int rounds;
	long long end_ms;
};

/**
 * deadline_patience() - ask before each round; waits before all but the first, longer each time
 * @patience: { 0 } before the first
 *
 * Return: false when there were at least four rounds, and they took ten seconds or more: a quick
 * machine gives a slow rule its time, a slow machine gives it as many chances.
 */
bool deadline_patience(struct patience *patience);

/**
 * deadline_write() - sysfs_write() for a write that a signal ends
 *
 * While somebody else holds the memory hot-plug lock the kernel restarts a write to a memory
 * block's state whatever signal comes: lock_device_hotplug_sysfs(), by ERESTARTNOINTR. The timer's
 * handler then leaves it by a jump.
 *
 * Return: as sysfs_write(); -EINTR also when the write has just succeeded.
 */
int deadline_write(const struct sysfs_file *file, const char *text);

#endif
