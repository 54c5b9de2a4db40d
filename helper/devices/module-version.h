/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODULE_VERSION_H
#define DAX_KMEM_MODULE_VERSION_H

#include <stdbool.h>

#define MODULE_VERSION_MAX	64

/**
 * struct module_version - the module that is loaded, and the file that would be loaded next time
 * @kernel: the release of the running kernel
 * @loaded: it is loaded, or built into the kernel
 * @installed: there is a file for the running kernel
 * @loaded_version, @installed_version: "" when unknown
 * @is_same: both are built from the same sources, or that cannot be known
 */
struct module_version {
	char kernel[MODULE_VERSION_MAX];
	bool loaded;
	bool installed;
	char loaded_version[MODULE_VERSION_MAX];
	char installed_version[MODULE_VERSION_MAX];
	bool is_same;
};

/**
 * module_version_read() - find out both versions of a module; libkmod has to be loaded
 * @name: of the module
 */
void module_version_read(struct module_version *version, const char *name);

#endif
