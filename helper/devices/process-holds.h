/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROCESS_HOLDS_H
#define DAX_KMEM_PROCESS_HOLDS_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * holds() - has a process a character device open or mapped
 * @pid: its directory in /proc
 * @device: the device's number, st_rdev
 * @step: called again and again, before what may take a while
 *
 * Looks at the number, not at a path: a node in another mount of devtmpfs counts too. No file
 * system is asked for anything: it may be one whose server is gone. What is left are locks of the
 * process itself, which it may hold for as long as it is kept in the kernel; only a signal that
 * kills ends such a wait, so this is for a child.
 */
bool holds(const char *pid, dev_t device, void (*step)(void));

#endif
