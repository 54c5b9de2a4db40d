/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHILD_H
#define DAX_KMEM_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sysfs.h"

/*
 * Binding and unbinding a driver are writes that no signal ends. A child makes them, and this
 * command goes on without it when the kernel does not let go.
 */

/**
 * child_let_go() - for a child that may be left behind in the kernel: close all it has inherited
 * @keep: but these
 *
 * Whoever reads this command's output, or waits for a lock or a pipe that its caller had open, is
 * not to wait for the child.
 */
void child_let_go(const int *keep, size_t count);

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
 * child_write() - sysfs_write() for a write that no signal ends
 * @undo: for the child, when it is left behind; NULL for nothing
 * @killable: the kernel stops half-way, and undoes it, when the writer is killed: do that when the
 *	user stops this command
 *
 * While signals are kept from an undoing, and there can be no child, the write is made here.
 *
 * Return: as sysfs_write(); -ETIMEDOUT when the deadline passed first, and the child is still in
 * the kernel: the device is locked then, and not to be read; -EINTR when it was killed.
 */
int child_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		bool killable);

#endif
