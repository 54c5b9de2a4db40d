// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "plan/check-others.h"

/* From udev(7): a file hides files of the same name in later directories. */
static const char *const rules_dirs[] = {
	"/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d",
	"/usr/lib/udev/rules.d", "/lib/udev/rules.d",
};

static const char *const daxctl_dir = "/etc/daxctl.conf.d";	/* daxctl-reconfigure-device(1) */

static bool ends_with(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);

	return length > tail && !strcmp(name + length - tail, suffix);
}

/* Sees each line of the files in one of @dirs, but for files that those in earlier ones hide. */
static void scan_files(struct plan *plan, const char *const *dirs, size_t dir, const char *suffix,
		       void (*see)(const struct sysfs_line *line, void *plan))
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	DIR *stream;

	if (sysfs_path(path, "%s", dirs[dir]))
		return;
	stream = opendir(path);
	if (!stream)
		return;
	while ((entry = readdir(stream))) {
		if (ends_with(entry->d_name, suffix) && !sysfs_exists_in(dirs, dir, entry->d_name))
			sysfs_each_line(see, plan, "%s/%s", dirs[dir], entry->d_name);
	}
	closedir(stream);
}

static void check_udev_rule(const struct sysfs_line *line, void *data)
{
	const char *text = line->text;
	struct plan *plan = data;

	if (text[strspn(text, " \t")] == '#' || !strstr(text, "SUBSYSTEM==\"memory\"") ||
	    !strstr(text, "online"))
		return;
	findings_add(&plan->findings, FINDING_NOTE, DK_DONE,
		     "%s:%u: this udev rule onlines memory blocks; the module lets it do so in "
		     "zone %s only", line->path, line->number, zone_names[plan->zone]);
}

static void check_daxctl_line(const struct sysfs_line *line, void *data)
{
	const char *key = strstr(line->text, "nvdimm.uuid"), *value;
	struct plan *plan = data;
	char text[UUID_STR_LEN];
	uuid_t uuid;

	if (!key || line->text[strspn(line->text, " \t")] == '#')
		return;
	value = key + strlen("nvdimm.uuid");
	value += strspn(value, " \t=\"");
	snprintf(text, sizeof(text), "%s", value);
	if (uuid_parse(text, uuid) || uuid_compare(uuid, plan->instance->id.uuid))
		return;
	findings_add(&plan->findings, FINDING_WARNING, DK_DONE,
		     "%s:%u: daxctl is to take this instance at boot too; remove one of the two",
		     line->path, line->number);
}

static void check_policy(struct plan *plan)
{
	const struct machine *machine = plan->machine;
	char what[64] = "lets it do so, in any zone";

	if (!plan->bind || !machine->auto_online[0] || !strcmp(machine->auto_online, "offline"))
		return;
	if (plan_online_later(plan))
		snprintf(what, sizeof(what), "does not let it, and allows zone %s only",
			 zone_names[plan->zone]);
	findings_add(&plan->findings, FINDING_NOTE, DK_DONE,
		     "the kernel brings new memory online by itself (auto_online_blocks=%s%s%s); the "
		     "module %s", machine->auto_online,
		     machine->online_policy[0] ? ", online_policy=" : "", machine->online_policy,
		     what);
}

void check_others(struct plan *plan)
{
	size_t i;

	check_policy(plan);
	for (i = 0; i < ARRAY_SIZE(rules_dirs); i++)
		scan_files(plan, rules_dirs, i, ".rules", check_udev_rule);
	scan_files(plan, &daxctl_dir, 0, ".conf", check_daxctl_line);
}
