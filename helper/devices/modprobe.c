// SPDX-License-Identifier: GPL-2.0-only
/* Finds out what modprobe.d(5) says about a module, and in which file. */
#include <dirent.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "devices/libkmod.h"
#include "devices/modprobe.h"

/* In kmod's order: a file hides files of the same name in later directories. */
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
		ctx = kmod.new(NULL, NULL);
	else
		ctx = sysfs_path(modules, "/lib/modules") ? NULL : kmod.new(modules, below_root);
	if (ctx)
		kmod.set_log_priority(ctx, 0);
	return ctx;
}

/* Looks for the line with this directive and this module, whose name may be given as a pattern. */
struct search {
	const char *directive;
	const char *name;
	char place[SYSFS_PATH_MAX + 16];	/* "FILE:LINE", "" before it is found */
};

/* "dax-kmem" and "dax_kmem" name the same module. */
static bool line_matches(const struct search *search, char *line)
{
	char *rest = line, *word = strtok_r(line, " \t\n", &rest), *c;

	if (!word || strcmp(word, search->directive))
		return false;
	word = strtok_r(NULL, " \t\n", &rest);
	for (c = word; c && *c; c++)
		*c = *c == '-' ? '_' : *c;
	return word && !fnmatch(word, search->name, 0);
}

static void search_line(const struct sysfs_line *line, void *data)
{
	struct search *search = data;

	if (!search->place[0] && line_matches(search, line->text))
		snprintf(search->place, sizeof(search->place), "%s:%u", line->path, line->number);
}

static int is_modprobe_conf(const struct dirent *entry)
{
	const char *end = strrchr(entry->d_name, '.');

	return end && (!strcmp(end, ".conf") || !strcmp(end, ".alias"));
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
		if (!search->place[0] && !sysfs_exists_in(dirs, dir, names[i]->d_name))
			sysfs_each_line(search_line, search, "%s/%s", dirs[dir], names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

/* libkmod does not tell in which file a line is. */
static void find_place(struct search *search)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dirs) && !search->place[0]; i++)
		search_dir(search, i);
}

/* Is it blacklisted in a file, or by modprobe.blacklist= on the kernel command line? */
static bool is_blacklisted(struct kmod_ctx *ctx, const char *name)
{
	struct kmod_config_iter *iter = kmod.config_get_blacklists(ctx);
	bool found = false;

	while (iter && !found && kmod.config_iter_next(iter))
		found = !strcmp(kmod.config_iter_get_key(iter), name);
	kmod.config_iter_free_iter(iter);
	return found;
}

bool modprobe_says_no(const char *name, char *why, size_t size)
{
	struct search search = { .directive = "blacklist", .name = name };
	struct kmod_ctx *ctx = modprobe_open();
	struct kmod_module *module = NULL;
	const char *command = NULL;
	bool blacklisted;

	/* out of memory: to load it will fail, too */
	if (!ctx || kmod.module_new_from_name(ctx, name, &module)) {
		kmod.unref(ctx);
		return false;
	}
	blacklisted = is_blacklisted(ctx, name);
	if (!blacklisted) {
		search.directive = "install";
		command = kmod.module_get_install_commands(module);
	}
	if (blacklisted || command)
		find_place(&search);
	if (blacklisted)
		snprintf(why, size, "%s: blacklisted in %s; remove that line, or load the module "
			 "by hand", name, search.place[0] ? search.place :
			 "modprobe.d or on the kernel command line");
	else if (command)
		snprintf(why, size, "%s: an 'install' line in %s has modprobe run '%s' instead "
			 "of loading it; remove that line, or load the module by hand", name,
			 search.place[0] ? search.place : "modprobe.d", command);
	kmod.module_unref(module);
	kmod.unref(ctx);
	return blacklisted || command;
}
