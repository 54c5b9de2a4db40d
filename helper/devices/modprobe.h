/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODPROBE_H
#define DAX_KMEM_MODPROBE_H

#include <stdbool.h>
#include <stddef.h>

struct kmod_ctx;

/**
 * modprobe_open() - open libkmod with modprobe's configuration, below sysfs_root
 *
 * libkmod has been loaded, also before the next function.
 *
 * Return: to be given to kmod_unref(); NULL when memory is short.
 */
struct kmod_ctx *modprobe_open(void);

/**
 * modprobe_says_no() - has the administrator told modprobe not to load a module?
 * @why: set to "object: cause; cure" if so
 * @size: of @why
 *
 * A "blacklist" line tells it so, and so does an "install" line, which has modprobe run a command
 * instead, most often /bin/false. This command never runs it. Lines for modules that others depend
 * on do not count.
 */
bool modprobe_says_no(const char *name, char *why, size_t size);

#endif
