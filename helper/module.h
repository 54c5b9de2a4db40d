/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODULE_H
#define DAX_KMEM_MODULE_H

#include <stddef.h>

#include "exit.h"

/**
 * module_load() - have a driver there, by loading its module if need be
 * @name: of both
 *
 * Respects modprobe.d's blacklist and ignores its install commands: nothing is executed.
 * A dry run prints the load, and does not load.
 *
 * Return: DK_DONE, or DK_MODULE with the reason logged.
 */
enum exit_code module_load(const char *name);

/**
 * module_find() - is there a driver, or a module that could be it? Loads nothing
 * @name: of both
 * @why: set to "object: cause; cure" when not
 * @size: of @why
 *
 * Return: DK_DONE, which is no promise that the kernel takes it, or DK_MODULE.
 */
enum exit_code module_find(const char *name, char *why, size_t size);

#endif
