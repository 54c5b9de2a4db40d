/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DEADLINE_H
#define DAX_KMEM_DEADLINE_H

#include <stdbool.h>

#include "base/sysfs.h"

/*
 * No system call may block this command for ever. When the time is up, a timer's signal interrupts
 * it: any signal ends the offlining of a block. Where the kernel would restart the write, the
 * signal handler jumps out of it. Writes that no signal ends are made by a child, see child.h.
 */

/**
 * deadline_catch() - handle the timer's signal; signals_catch() calls this
 */
void deadline_catch(void);

/**
 * deadline_interrupt_calls() - from a signal handler: from now on, send a signal every second
 *
 * A single signal would be lost if it came just before the system call that is to be interrupted.
 */
void deadline_interrupt_calls(void);

/**
 * deadline_start() - set the time limit, in seconds from now; 0 for none
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
 * deadline_sleep() - wait, or until a signal comes
 */
void deadline_sleep(unsigned int milliseconds);

/**
 * struct patience - how often, and how long, to redo what something else keeps undoing
 *
 * A udev rule may do so: it may bring a block online that has just been taken offline.
 */
struct patience {
	unsigned int rounds;
	long long end_ms;
};

/**
 * deadline_patience() - try once more? Waits before every try but the first, longer each time
 * @patience: { 0 } before the first try
 *
 * Return: false after at least four tries and at least ten seconds. Both count, as a rule may be
 * slow, and so may the machine.
 */
bool deadline_patience(struct patience *patience);

/**
 * deadline_write() - sysfs_write() for a write that a signal ends
 *
 * While the memory hot-plug lock is held elsewhere, the kernel restarts a write to the state of a
 * memory block after any signal: lock_device_hotplug_sysfs() returns ERESTARTNOINTR. So the timer's
 * handler jumps out of the write.
 *
 * Return: as sysfs_write(); -EINTR, even though the write may have succeeded just before.
 */
int deadline_write(const struct sysfs_file *file, const char *text);

#endif
