/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_KERNEL_MODULE_H
#define DAX_KMEM_KERNEL_MODULE_H

#include <stddef.h>

#include "base/exit.h"

/**
 * module_load() - load the module of a driver, unless the driver is there
 * @name: of the driver and its module
 *
 * Refuses what modprobe_says_no() refuses. Ignores "install" lines for modules it depends on, so
 * that no command is ever run.
 *
 * Return: DK_DONE, or DK_MODULE or DK_FAILED with the reason logged.
 */
enum exit_code module_load(const char *name);

/**
 * module_find() - check whether module_load() would succeed, without loading anything
 * @name: of the driver and its module
 * @why: set to "object: cause; cure" when not, or when it might fail; otherwise to ""
 * @size: of @why
 *
 * Checks whether the module is there, built for this kernel, allowed by modprobe's configuration,
 * and signed where that is required. Loads libkmod, so that module_load() has it.
 *
 * Return: DK_DONE, although the kernel may still refuse it; DK_MODULE; DK_FAILED without libkmod.
 */
enum exit_code module_find(const char *name, char *why, size_t size);

#endif
