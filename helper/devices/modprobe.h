/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODPROBE_H
#define DAX_KMEM_MODPROBE_H

#include <libkmod.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * modprobe_open() - libkmod with modprobe's configuration, below sysfs_root
 *
 * Return: to be given to kmod_unref(); NULL when memory is short.
 */
struct kmod_ctx *modprobe_open(void);

/**
 * modprobe_says_no() - has the administrator told modprobe not to load a module?
 * @why: set to "object: cause; cure" if so
 * @size: of @why
 *
 * A "blacklist" line is a no, and so is any "install" line: what modprobe would run instead of
 * loading the module, /bin/false most often, is never run here. That counts for the modules that
 * this command is asked to load; those that they depend on are loaded as ever.
 */
bool modprobe_says_no(const char *name, char *why, size_t size);

#endif
