// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "devices/libkmod.h"
#include "devices/modprobe.h"
#include "devices/module-options.h"

/* Is @word in a list of words with spaces between them? */
static bool is_in_list(const char *list, const char *word)
{
	size_t length = strlen(word);

	while (*list) {
		size_t next = strcspn(list, " ");

		if (next == length && !strncmp(list, word, length))
			return true;
		list += next + (list[next] == ' ');
	}
	return false;
}

bool module_refuses(const char *name, const char *option)
{
	struct kmod_list *info = NULL, *entry;
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx;
	bool refuses = false;
	char why[128];

	/* without libkmod nothing is known; whoever needs it says so */
	if (library_load(&libkmod, why, sizeof(why)))
		return false;
	ctx = modprobe_open();
	if (ctx && !kmod.module_new_from_name(ctx, name, &module))
		kmod.module_get_info(module, &info);
	for (entry = info; entry; entry = kmod.list_next(info, entry)) {
		if (!strcmp(kmod.module_info_get_key(entry), "id_options"))
			refuses = !is_in_list(kmod.module_info_get_value(entry), option);
	}
	kmod.module_info_free_list(info);
	kmod.module_unref(module);
	kmod.unref(ctx);
	return refuses;
}
