/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_KERNEL_MODULE_H
#define DAX_KMEM_KERNEL_MODULE_H

#include <stddef.h>

#include "base/exit.h"

/**
 * module_load() - have a driver there, by loading its module if need be
 * @name: of both
 *
 * Respects what modprobe.d says of it, see modprobe_says_no(), and ignores the install commands of
 * what it depends on: nothing is executed.
 *
 * Return: DK_DONE, or DK_MODULE with the reason logged.
 */
enum exit_code module_load(const char *name);

/**
 * module_find() - is there a driver, or a module that would become it? Loads nothing
 * @name: of both
 * @why: set to "object: cause; cure" when not, to what may stand in its way, or to ""
 * @size: of @why
 *
 * All that can be known without loading it: whether it is there, built for this kernel, signed
 * where that is demanded, and allowed.
 *
 * Return: DK_DONE, which is no promise that the kernel takes it, or DK_MODULE.
 */
enum exit_code module_find(const char *name, char *why, size_t size);

#endif
