/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BOUNDED_H
#define DAX_KMEM_BOUNDED_H

#include <stdbool.h>
#include <time.h>

#include "sysfs.h"

/*
 * Nothing that the kernel does may hold this command for ever, and the user can stop it at any
 * moment. Two means: a timer whose signal ends a write that waits (offlining is ended by any
 * signal, and left where the kernel restarts it), and a child for those writes that no signal ends
 * (binding and unbinding a driver).
 */

/**
 * bounded_catch_signals() - from now on signals interrupt instead of killing
 *
 * Those that the caller has this command ignore (nohup, a job in the background) stay ignored.
 */
void bounded_catch_signals(void);

/* The user has sent one: what is under way is to be undone. Not while that is protected. */
bool bounded_stopped(void);

/**
 * bounded_start() - begin something that may take so many seconds, 0 for any number
 *
 * A dry run takes whatever time its reader takes.
 */
void bounded_start(unsigned int seconds);
void bounded_stop(void);

/* The time is up. */
bool bounded_over(void);

/**
 * bounded_sleep() - wait for somebody else to be done; ends early with a signal
 */
void bounded_sleep(unsigned int milliseconds);

/**
 * struct patience - with somebody who undoes what one does, as a udev rule may, but not for ever
 */
struct patience {
	unsigned int rounds;
	struct timespec end;
};

/**
 * bounded_patience() - ask before each round; waits before all but the first, longer each time
 * @patience: { 0 } before the first
 *
 * Return: false when there were at least four rounds, and they took ten seconds or more: a quick
 * machine gives a slow rule its time, a slow machine gives it as many chances.
 */
bool bounded_patience(struct patience *patience);

/**
 * bounded_protect() - keep the user's signals from what undoes an interrupted act
 * @on: false to let them through again
 */
void bounded_protect(bool on);

/**
 * bounded_let_go() - for a child that may be left behind in the kernel: close all it has inherited
 * @keep: but these
 *
 * Whoever reads this command's output, or waits for a lock or a pipe that its caller had open, is
 * not to wait for the child.
 */
void bounded_let_go(const int *keep, size_t count);

/**
 * bounded_push() - sysfs_write() for a write that a signal ends
 *
 * While somebody else holds the memory hot-plug lock the kernel restarts a write to a memory
 * block's state whatever signal comes: lock_device_hotplug_sysfs(), by ERESTARTNOINTR. The handler
 * then leaves it by a jump.
 *
 * Return: as sysfs_write(); -EINTR also when the write has just succeeded.
 */
int bounded_push(const struct sysfs_file *file, const char *text);

/**
 * struct undo - what a child does when its write ends after its parent has given up
 * @wanted: asked with what the write returned; NULL: in any case
 */
struct undo {
	const struct sysfs_file *file;
	const char *text;
	bool (*wanted)(int rc);
};

/**
 * bounded_write() - sysfs_write() for a write that no signal ends
 * @undo: for the child, when it is left behind; NULL for nothing
 * @killable: the kernel stops half-way, and undoes it, when the writer is killed: do that upon
 *	an interruption
 *
 * While signals are kept from an undoing, and there can be no child, the write is made here.
 *
 * Return: as sysfs_write(); -ETIMEDOUT when the time was up first, and the child is still in the
 * kernel: the device is locked then, and not to be read; -EINTR when it was killed.
 */
int bounded_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		  bool killable);

#endif
