// SPDX-License-Identifier: GPL-2.0-only
/* The part of the configuration that has to be known before the first device is there. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "early.h"
#include "log.h"
#include "newfile.h"

#define EARLY_FILE	"/etc/modprobe.d/dax-kmem-early.conf"
#define PARAMETER_MAX	1024	/* the kernel's, for a string */
#define FILE_MAX	(PARAMETER_MAX + 256)

static int format_id(char *text, size_t size, const struct entry *entry)
{
	char uuid[UUID_STR_LEN], node[24] = "";

	uuid_unparse_lower(entry->uuid, uuid);
	if (entry->wish.node >= 0)
		snprintf(node, sizeof(node), " node=%d", entry->wish.node);
	/* the module's own defaults are left out: the parameter is short */
	return snprintf(text, size, "%s%s%s%s%s", uuid,
			entry->wish.zone == ZONE_MOVABLE ? "" : " zone=",
			entry->wish.zone == ZONE_MOVABLE ? "" : zone_names[entry->wish.zone],
			entry->wish.memmap == MEMMAP_PMEM ? " memmap=pmem" : "", node);
}

/* "UUID zone=kernel,UUID": the value of the module's ids= */
static enum exit_code format_ids(char *ids, const struct config *config)
{
	size_t length = 0, i;

	ids[0] = '\0';
	for (i = 0; i < config->count; i++) {
		if (!config->entries[i].early)
			continue;
		if (length)
			ids[length++] = ',';
		length += format_id(ids + length, PARAMETER_MAX - length, &config->entries[i]);
		if (length < PARAMETER_MAX - 1)
			continue;
		log_error("%s:%u: more instances than the kernel takes in a module's parameter "
			  "have early = yes; take it away from some", config->entries[i].file,
			  config->entries[i].line);
		return DK_USAGE;
	}
	return DK_DONE;
}

/* The whole file but its last newline; empty when there is nothing to say. */
static enum exit_code format_file(char *text, const struct config *config)
{
	char ids[PARAMETER_MAX];
	enum exit_code rc = format_ids(ids, config);

	text[0] = '\0';
	if (!rc && ids[0])
		snprintf(text, FILE_MAX, "# written by dax-kmem from sections with early = yes\n"
			 "softdep dax_pmem pre: dax_kmem\n"
			 "softdep dax_pmem_compat pre: dax_kmem\n"
			 "options dax_kmem ids=\"%s\"", ids);
	return rc;
}

enum exit_code early_update(const struct config *config)
{
	char path[SYSFS_PATH_MAX], text[FILE_MAX];
	struct new_file file;
	enum exit_code rc;

	if (sysfs_path(path, EARLY_FILE))
		return DK_FAILED;
	rc = format_file(text, config);
	if (rc)
		return rc;
	if (!text[0]) {
		if (!sysfs_exists(EARLY_FILE))
			return DK_DONE;
		rc = file_remove(path);
	} else {
		rc = new_file_open(&file, path);
		if (rc)
			return rc;
		fprintf(file.stream, "%s\n", text);
		rc = new_file_commit(&file);
	}
	if (!rc)
		log_info("%s: %s; an initramfs has its own copy: rebuild it by "
			 "'update-initramfs -u -k all' or 'dracut -f --regenerate-all'", path,
			 text[0] ? "written" : "removed");
	return rc;
}

/* What modprobe reads: all but the comment, which has changed with time. */
static const char *directives(const char *text)
{
	const char *end = strchr(text, '\n');

	return text[0] == '#' && end ? end + 1 : text;
}

enum exit_code early_check(const struct config *config)
{
	char path[SYSFS_PATH_MAX], wanted[FILE_MAX], text[FILE_MAX];
	enum exit_code rc = format_file(wanted, config);
	int err;

	if (rc || sysfs_path(path, EARLY_FILE))
		return rc ? rc : DK_FAILED;
	err = sysfs_read(text, sizeof(text), EARLY_FILE);
	if (err && err != -ENOENT)
		log_warning("%s: cannot be compared with the sections: %s", path, strerror(-err));
	else if (strcmp(directives(text), directives(wanted)))
		log_warning("%s: not what the sections with early = yes come to; 'dax-kmem enable' "
			    "of a device that is listed, or 'dax-kmem disable' of one that is not, "
			    "brings it up to date", path);
	return DK_DONE;
}
