// SPDX-License-Identifier: GPL-2.0-only
/* modprobe.d(5): what it says of a module, and where. */
#include <dirent.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "devices/modprobe.h"

/* As kmod reads them: a file hides those of the same name in the directories behind it. */
static const char *const dirs[] = {
	"/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d", "/usr/lib/modprobe.d",
	"/lib/modprobe.d",
};

struct kmod_ctx *modprobe_open(void)
{
	char paths[ARRAY_SIZE(dirs)][SYSFS_PATH_MAX], modules[SYSFS_PATH_MAX];
	const char *below_root[ARRAY_SIZE(dirs) + 1] = { NULL };
	struct kmod_ctx *ctx;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dirs); i++) {
		if (!sysfs_path(paths[i], "%s", dirs[i]))
			below_root[i] = paths[i];
	}
	if (!sysfs_root[0])
		ctx = kmod_new(NULL, NULL);
	else
		ctx = sysfs_path(modules, "/lib/modules") ? NULL : kmod_new(modules, below_root);
	if (ctx)
		kmod_set_log_priority(ctx, 0);
	return ctx;
}

/* A line that says something, of a module whose name or pattern stands behind it. */
struct search {
	const char *directive;
	const char *name;
	char place[SYSFS_PATH_MAX + 16];	/* "FILE:LINE", "" before it is found */
};

/* "dax-kmem" and "dax_kmem" are one module. */
static bool is_line(const struct search *search, char *line)
{
	char *rest = line, *word = strtok_r(line, " \t\n", &rest), *c;

	if (!word || strcmp(word, search->directive))
		return false;
	word = strtok_r(NULL, " \t\n", &rest);
	for (c = word; c && *c; c++)
		*c = *c == '-' ? '_' : *c;
	return word && !fnmatch(word, search->name, 0);
}

static void search_file(struct search *search, const char *path)
{
	FILE *stream = fopen(path, "re");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;

	if (!stream)
		return;
	while (!search->place[0] && getline(&line, &size, stream) > 0) {
		number++;
		if (is_line(search, line))
			snprintf(search->place, sizeof(search->place), "%s:%u", path, number);
	}
	free(line);
	fclose(stream);
}

static int is_modprobe_conf(const struct dirent *entry)
{
	const char *end = strrchr(entry->d_name, '.');

	return end && (!strcmp(end, ".conf") || !strcmp(end, ".alias"));
}

static bool is_hidden_conf(const char *name, size_t dir)
{
	while (dir--) {
		if (sysfs_exists("%s/%s", dirs[dir], name))
			return true;
	}
	return false;
}

static void search_dir(struct search *search, size_t dir)
{
	char path[SYSFS_PATH_MAX];
	struct dirent **names;
	int count, i;

	if (sysfs_path(path, "%s", dirs[dir]))
		return;
	count = scandir(path, &names, is_modprobe_conf, alphasort);
	if (count <= 0)
		return;
	for (i = 0; i < count; i++) {
		if (!search->place[0] && !is_hidden_conf(names[i]->d_name, dir) &&
		    !sysfs_path(path, "%s/%s", dirs[dir], names[i]->d_name))
			search_file(search, path);
		free(names[i]);
	}
	free(names);
}

/* libkmod tells what is said, and not where. */
static void find_place(struct search *search)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dirs) && !search->place[0]; i++)
		search_dir(search, i);
}

/* By a file, or by modprobe.blacklist= on the kernel command line. */
static bool is_blacklisted(struct kmod_ctx *ctx, const char *name)
{
	struct kmod_config_iter *iter = kmod_config_get_blacklists(ctx);
	bool found = false;

	while (iter && !found && kmod_config_iter_next(iter))
		found = !strcmp(kmod_config_iter_get_key(iter), name);
	kmod_config_iter_free_iter(iter);
	return found;
}

bool modprobe_says_no(const char *name, char *why, size_t size)
{
	struct search search = { .directive = "blacklist", .name = name };
	struct kmod_ctx *ctx = modprobe_open();
	struct kmod_module *module = NULL;
	const char *command = NULL;
	bool blacklisted;

	/* without memory the loading fails by itself */
	if (!ctx || kmod_module_new_from_name(ctx, name, &module)) {
		kmod_unref(ctx);
		return false;
	}
	blacklisted = is_blacklisted(ctx, name);
	if (!blacklisted) {
		search.directive = "install";
		command = kmod_module_get_install_commands(module);
	}
	if (blacklisted || command)
		find_place(&search);
	if (blacklisted)
		snprintf(why, size, "%s: blacklisted in %s; remove that line, or load the module "
			 "by hand", name, search.place[0] ? search.place :
			 "modprobe.d or on the kernel command line");
	else if (command)
		snprintf(why, size, "%s: by an 'install' line in %s modprobe is to run '%s' "
			 "instead of loading it, which is taken for a no; remove that line, or load the "
			 "module by hand", name, search.place[0] ? search.place : "modprobe.d",
			 command);
	kmod_module_unref(module);
	kmod_unref(ctx);
	return blacklisted || command;
}
