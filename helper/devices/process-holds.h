/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROCESS_HOLDS_H
#define DAX_KMEM_PROCESS_HOLDS_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * process_holds() - does a process have a character device open or mapped?
 * @pid: its directory in /proc
 * @device: the device's number, st_rdev
 * @step: called before each part that may take a while
 *
 * Compares device numbers, and not paths: a node in another mount of devtmpfs counts, too. Asks no
 * file system for anything, as its server may be gone. But this may block on locks of the process,
 * which it holds while it is stuck in the kernel. Only SIGKILL ends that wait, so call this in a
 * child.
 */
bool process_holds(const char *pid, dev_t device, void (*step)(void));

#endif
