// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>

#include "base/sysfs.h"
#include "devices/libkmod.h"
#include "devices/modprobe.h"
#include "devices/module-version.h"

/**
 * struct file_facts - what the file of the module says
 * @source: a checksum of the sources that it was built from, "" for none
 */
struct file_facts {
	char version[MODULE_VERSION_MAX];
	char source[MODULE_VERSION_MAX];
};

/* Return: false when there is no such file, or it cannot be read. */
static bool read_file(struct file_facts *facts, const char *name)
{
	struct kmod_list *info = NULL, *entry;
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx = modprobe_open();
	bool found = false;

	memset(facts, 0, sizeof(*facts));
	if (ctx && !kmod.module_new_from_name(ctx, name, &module))
		found = kmod.module_get_info(module, &info) >= 0;
	for (entry = info; entry; entry = kmod.list_next(info, entry)) {
		const char *key = kmod.module_info_get_key(entry);
		const char *value = kmod.module_info_get_value(entry);

		if (!strcmp(key, "version"))
			snprintf(facts->version, sizeof(facts->version), "%s", value);
		else if (!strcmp(key, "srcversion"))
			snprintf(facts->source, sizeof(facts->source), "%s", value);
	}
	kmod.module_info_free_list(info);
	kmod.module_unref(module);
	kmod.unref(ctx);
	return found;
}

/* Two texts of which one may be unknown. */
static bool may_be_equal(const char *one, const char *other)
{
	return !one[0] || !other[0] || !strcmp(one, other);
}

void module_version_read(struct module_version *version, const char *name)
{
	char source[MODULE_VERSION_MAX];
	struct file_facts facts;

	memset(version, 0, sizeof(*version));
	sysfs_read(version->kernel, sizeof(version->kernel), "/proc/sys/kernel/osrelease");
	version->loaded = sysfs_exists("/sys/module/%s", name);
	sysfs_read(version->loaded_version, sizeof(version->loaded_version),
		   "/sys/module/%s/version", name);
	sysfs_read(source, sizeof(source), "/sys/module/%s/srcversion", name);
	if (library_load(&libkmod, version->unread, sizeof(version->unread))) {
		version->is_same = true;
		return;
	}
	version->installed = read_file(&facts, name);
	strcpy(version->installed_version, facts.version);
	version->is_same = !version->loaded || !version->installed ||
			   (may_be_equal(version->loaded_version, facts.version) &&
			    may_be_equal(source, facts.source));
}
