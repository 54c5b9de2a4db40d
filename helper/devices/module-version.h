/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODULE_VERSION_H
#define DAX_KMEM_MODULE_VERSION_H

#include <stdbool.h>

#define MODULE_VERSION_MAX	64
#define MODULE_WHY_MAX		1024

/**
 * struct module_version - the module that is loaded, and the file that would be loaded next time
 * @kernel: the release of the running kernel
 * @loaded: it is loaded, or built into the kernel
 * @installed: there is a file for the running kernel
 * @loaded_version, @installed_version: "" when unknown
 * @is_same: both are built from the same sources, or that cannot be known
 * @unread: "object: cause; cure" when libkmod, which reads the file, cannot be loaded
 */
struct module_version {
	char kernel[MODULE_VERSION_MAX];
	bool loaded;
	bool installed;
	char loaded_version[MODULE_VERSION_MAX];
	char installed_version[MODULE_VERSION_MAX];
	bool is_same;
	char unread[MODULE_WHY_MAX];
};

/**
 * module_version_read() - find out both versions of a module
 * @name: of the module
 */
void module_version_read(struct module_version *version, const char *name);

#endif
