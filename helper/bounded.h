/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BOUNDED_H
#define DAX_KMEM_BOUNDED_H

#include <stdbool.h>
#include <time.h>

#include "sysfs.h"

/*
 * Nothing that the kernel does may hold this command for ever, and the user can stop it at any
 * moment. Two means: a timer whose signal ends a write that waits (offlining is ended by any
 * signal), and a child for those writes that no signal ends (binding and unbinding a driver).
 */

/**
 * bounded_catch_signals() - from now on signals interrupt instead of killing
 */
void bounded_catch_signals(void);

/* The user has sent one: what is under way is to be undone. Not while that is protected. */
bool bounded_stopped(void);

/**
 * bounded_start() - begin something that may take so many seconds, 0 for any number
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
 * struct undo - what a child does when its write ends after its parent has given up
 */
struct undo {
	const struct sysfs_file *file;
	const char *text;
};

/**
 * bounded_write() - sysfs_write() for a write that no signal ends
 * @undo: for the child, when it is left behind; NULL for nothing
 * @killable: the kernel stops half-way, and undoes it, when the writer is killed: do that upon
 *	an interruption
 *
 * Return: as sysfs_write(); -ETIMEDOUT when the time was up first, and the child is still in the
 * kernel; -EINTR when it was killed.
 */
int bounded_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		  bool killable);

#endif
