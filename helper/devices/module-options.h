/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODULE_OPTIONS_H
#define DAX_KMEM_MODULE_OPTIONS_H

#include <stdbool.h>

/**
 * module_refuses() - does the file of a module say that it does not take an option in an id?
 * @name: of the module
 * @option: as in an id, "memmap=pmem"
 *
 * This is for what depends on the kernel that the module was built for. A module of an older
 * version does not say what it takes, and refuses at bind what it cannot do.
 *
 * Return: true when the file lists what it takes, and @option is not there.
 */
bool module_refuses(const char *name, const char *option);

#endif
