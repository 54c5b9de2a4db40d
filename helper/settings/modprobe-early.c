// SPDX-License-Identifier: GPL-2.0-only
/* Writes the part of the configuration that the module has to know before devices appear. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "settings/modprobe-early.h"
#include "settings/replace-file.h"

#define EARLY_FILE	"/etc/modprobe.d/dax-kmem-early.conf"
#define PARAMETER_MAX	1024	/* the kernel's limit for the text of a parameter */
#define FILE_MAX	(PARAMETER_MAX + 256)

/* "UUID zone=kernel,UUID": the value of the module's ids= */
static enum exit_code format_ids(char *ids, const struct config *config)
{
	char uuid[UUID_STR_LEN], id[WISH_ID_MAX];
	size_t length = 0, i;

	ids[0] = '\0';
	for (i = 0; i < config->count; i++) {
		const struct entry *entry = &config->entries[i];

		if (!entry->wish.early || entry->doubtful)
			continue;
		uuid_unparse_lower(entry->uuid, uuid);
		/* leave out defaults, as the text has to be short */
		wish_id(id, uuid, &entry->wish, true);
		length += snprintf(ids + length, PARAMETER_MAX - length, "%s%s", length ? "," : "",
				   id);
		if (length < PARAMETER_MAX - 1)
			continue;
		log_error("%s:%u: too many sections have early = yes for the kernel's limit of a "
			  "module parameter; remove it from some", entry->file, entry->line);
		return DK_USAGE;
	}
	return DK_DONE;
}

/* The lines of the file. Older versions wrote another comment before them. */
#define SOFTDEP		"softdep dax_pmem pre: dax_kmem"
#define SOFTDEP_COMPAT	"softdep dax_pmem_compat pre: dax_kmem"
#define OPTIONS		"options dax_kmem ids=\""

/* The text of the file, without its last newline; "" when no section has early = yes. */
static enum exit_code format_file(char *text, const struct config *config)
{
	char ids[PARAMETER_MAX];
	enum exit_code rc = format_ids(ids, config);

	text[0] = '\0';
	if (!rc && ids[0])
		snprintf(text, FILE_MAX, "# written by dax-kmem from sections with early = yes\n"
			 SOFTDEP "\n" SOFTDEP_COMPAT "\n" OPTIONS "%s\"", ids);
	return rc;
}

/* The text without the comment at its start. */
static const char *directives(const char *text)
{
	const char *end = strchr(text, '\n');

	return text[0] == '#' && end ? end + 1 : text;
}

static bool is_our_line(const char *line, size_t length)
{
	const size_t options = strlen(OPTIONS);

	if (length == strlen(SOFTDEP) && !strncmp(line, SOFTDEP, length))
		return true;
	if (length == strlen(SOFTDEP_COMPAT) && !strncmp(line, SOFTDEP_COMPAT, length))
		return true;
	return length > options && !strncmp(line, OPTIONS, options) &&
	       memchr(line + options, '"', length - options) == line + length - 1;
}

/* Is there nothing that writing the file again would lose? */
static bool has_our_lines_only(const char *text)
{
	const char *line = directives(text);
	size_t length;

	for (; *line; line += length + !!line[length]) {
		length = strcspn(line, "\n");
		if (!is_our_line(line, length))
			return false;
	}
	return true;
}

/* Does a file that somebody else has added to have the same ids as @wanted? */
static bool has_same_ids(const char *text, const char *wanted)
{
	const char *options = strstr(wanted, OPTIONS);

	return options ? !!strstr(text, options) : !strstr(text, OPTIONS);
}

/*
 * Reads the file; "" when there is none. -EOVERFLOW means that it is longer than this command could
 * have written it.
 */
static int read_early_file(char *text)
{
	int rc = sysfs_read(text, FILE_MAX, EARLY_FILE);

	return rc == -ENOENT ? 0 : rc;
}

enum exit_code early_update(const struct config *config)
{
	char path[SYSFS_PATH_MAX], text[FILE_MAX], old[FILE_MAX];
	struct replace_file file;
	enum exit_code rc;
	int err;

	if (sysfs_path(path, EARLY_FILE))
		return DK_FAILED;
	rc = format_file(text, config);
	if (rc)
		return rc;
	err = read_early_file(old);
	if (!err && !has_our_lines_only(old) && has_same_ids(old, text))
		return DK_DONE;
	if (err == -EOVERFLOW || (!err && !has_our_lines_only(old))) {
		log_error("%s: it is not as 'dax-kmem enable --early' writes it, or holds more, "
			  "which would be lost; move that to another file of this directory", path);
		return DK_USAGE;
	}
	if (!text[0]) {
		if (!sysfs_exists(EARLY_FILE))
			return DK_DONE;
		rc = remove_file(path);
	} else {
		rc = replace_file_open(&file, path);
		if (rc)
			return rc;
		fprintf(file.stream, "%s\n", text);
		rc = replace_file_commit(&file);
	}
	if (!rc)
		log_info("%s: %s; an initramfs has its own copy: rebuild it by "
			 "'update-initramfs -u -k all' or 'dracut -f --regenerate-all'", path,
			 text[0] ? "written" : "removed");
	return rc;
}

enum exit_code early_check(const struct config *config)
{
	char path[SYSFS_PATH_MAX], wanted[FILE_MAX], text[FILE_MAX];
	enum exit_code rc = format_file(wanted, config);
	int err;

	if (rc || sysfs_path(path, EARLY_FILE))
		return rc ? rc : DK_FAILED;
	err = read_early_file(text);
	if (err)
		log_warning("%s: cannot be compared with the sections: %s", path, strerror(-err));
	else if (strcmp(directives(text), directives(wanted)) &&
		 (has_our_lines_only(text) || !has_same_ids(text, wanted)))
		log_warning("%s: does not match the sections with early = yes; 'dax-kmem enable' "
			    "of a device that is listed, or 'dax-kmem disable' of one that is not, "
			    "brings it up to date", path);
	return DK_DONE;
}

/* The module does not read labels: it compares the UUID in the info block. */
void early_warn(const struct entry *entry, const struct instance *instance)
{
	char uuid[UUID_STR_LEN];

	if (!entry->wish.early || !uuid_compare(entry->uuid, instance->id.uuid))
		return;
	uuid_unparse_lower(instance->id.uuid, uuid);
	log_warning("%s:%u: early = yes has no effect with the UUID of a label; the info block of "
		    "%s has uuid = %s", entry->file, entry->line, instance->namespace, uuid);
}
