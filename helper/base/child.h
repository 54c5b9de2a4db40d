/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHILD_H
#define DAX_KMEM_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sysfs.h"

/*
 * A driver is bound and unbound by writes that no signal ends. A child process makes them, so that
 * this command can go on when the write does not return.
 */

/**
 * child_close_inherited() - in a child that may outlive this command: close all inherited files
 * @keep: the descriptors that stay open
 *
 * Otherwise a process that reads this command's output to its end, or waits for its lock, would
 * wait for the child, too.
 */
void child_close_inherited(const int *keep, size_t count);

/**
 * struct undo - a second write, for a child whose parent has given up before the first returned
 * @wanted: whether to undo, given the result of the first write; NULL for always
 */
struct undo {
	const struct sysfs_file *file;
	const char *text;
	bool (*wanted)(int rc);
};

/**
 * child_write() - sysfs_write() for a write that no signal ends
 * @undo: what the child writes if this command goes on without it; NULL for nothing
 * @killable: when the writer is killed, the kernel stops half-way and undoes what it did; so kill
 *	the child when the user stops this command
 *
 * When no child can be started while signals_protect() is on, this process makes the write itself.
 *
 * Return: as sysfs_write(); -ETIMEDOUT when the deadline passed first: the child is still in the
 * kernel, and the device is locked, so reading it would block; -EINTR when the child was killed.
 */
int child_write(const struct sysfs_file *file, const char *text, const struct undo *undo,
		bool killable);

#endif
