// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "plan/check-others.h"

/* From udev(7): a file hides files of the same name in later directories. */
static const char *const rules_dirs[] = {
	"/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d",
	"/usr/lib/udev/rules.d", "/lib/udev/rules.d",
};

#define DAXCTL_DIR	"/etc/daxctl.conf.d"	/* daxctl-reconfigure-device(1) */

typedef void (*line_fn)(struct plan *plan, const char *path, unsigned int number,
			const char *line);

static void scan_lines(struct plan *plan, const char *path, line_fn see)
{
	FILE *stream = fopen(path, "re");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;

	if (!stream)
		return;
	while (getline(&line, &size, stream) > 0)
		see(plan, path, ++number, line);
	free(line);
	fclose(stream);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);

	return length > tail && !strcmp(name + length - tail, suffix);
}

static bool is_hidden(const char *name, size_t dir)
{
	while (dir--) {
		if (sysfs_exists("%s/%s", rules_dirs[dir], name))
			return true;
	}
	return false;
}

static void scan_files(struct plan *plan, const char *dir_name, const char *suffix,
		       size_t dir_index, line_fn see)
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	DIR *dir;

	if (sysfs_path(path, "%s", dir_name))
		return;
	dir = opendir(path);
	if (!dir)
		return;
	while ((entry = readdir(dir))) {
		if (ends_with(entry->d_name, suffix) && !is_hidden(entry->d_name, dir_index) &&
		    !sysfs_path(path, "%s/%s", dir_name, entry->d_name))
			scan_lines(plan, path, see);
	}
	closedir(dir);
}

static void check_udev_rule(struct plan *plan, const char *path, unsigned int number,
			    const char *line)
{
	if (line[strspn(line, " \t")] == '#' || !strstr(line, "SUBSYSTEM==\"memory\"") ||
	    !strstr(line, "online"))
		return;
	findings_add(&plan->findings, FINDING_NOTE, DK_DONE,
		     "%s:%u: this udev rule onlines memory blocks; the module lets it do so in "
		     "zone %s only", path, number, zone_names[plan->zone]);
}

static void check_daxctl_line(struct plan *plan, const char *path, unsigned int number,
			      const char *line)
{
	const char *key = strstr(line, "nvdimm.uuid"), *value;
	char text[UUID_STR_LEN];
	uuid_t uuid;

	if (!key || line[strspn(line, " \t")] == '#')
		return;
	value = key + strlen("nvdimm.uuid");
	value += strspn(value, " \t=\"");
	snprintf(text, sizeof(text), "%s", value);
	if (uuid_parse(text, uuid) || uuid_compare(uuid, plan->instance->uuid))
		return;
	findings_add(&plan->findings, FINDING_WARNING, DK_DONE,
		     "%s:%u: daxctl is to take this instance at boot too; remove one of the two",
		     path, number);
}

static void check_policy(struct plan *plan)
{
	const struct machine *machine = plan->machine;

	if (!plan->bind || !machine->auto_online[0] || !strcmp(machine->auto_online, "offline"))
		return;
	findings_add(&plan->findings, FINDING_NOTE, DK_DONE,
		     "the kernel brings new memory online by itself (auto_online_blocks=%s%s%s); the "
		     "module lets it do so in zone %s only", machine->auto_online,
		     machine->online_policy[0] ? ", online_policy=" : "", machine->online_policy,
		     zone_names[plan->zone]);
}

void check_others(struct plan *plan)
{
	size_t i;

	check_policy(plan);
	for (i = 0; i < ARRAY_SIZE(rules_dirs); i++)
		scan_files(plan, rules_dirs[i], ".rules", i, check_udev_rule);
	scan_files(plan, DAXCTL_DIR, ".conf", 0, check_daxctl_line);
}
