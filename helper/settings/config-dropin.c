// SPDX-License-Identifier: GPL-2.0-only
/* Reads and writes the configuration file that 'enable' makes for one instance. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "settings/config-dropin.h"
#include "settings/config-mask.h"
#include "settings/replace-file.h"

#define FIRST_WORDS	"# written by 'dax-kmem enable'"

/* Comments and further sections begin with one of these, which are in no value. */
#define NOT_OURS	"#;["

/* Is there nothing but our first line, one section, and its keys? */
static bool is_one_section(const char *text)
{
	if (!strncmp(text, FIRST_WORDS, strlen(FIRST_WORDS)))
		text += strcspn(text, "\n");
	text += strspn(text, "\n");
	if (*text == '[')
		text += strcspn(text, "]\n");
	return !strpbrk(text, NOT_OURS);
}

int dropin_path(struct dropin *dropin, const uuid_t uuid)
{
	uuid_unparse_lower(uuid, dropin->uuid);
	return sysfs_path(dropin->path, CONFIG_DIR "/%s.conf", dropin->uuid);
}

enum exit_code dropin_read(struct dropin *dropin)
{
	struct stat st;
	int rc;

	dropin->text[0] = '\0';
	dropin->masked = mask_is_one(dropin->path);
	if (dropin->masked)
		return DK_DONE;
	rc = sysfs_read(dropin->text, sizeof(dropin->text), CONFIG_DIR "/%s.conf", dropin->uuid);
	if (rc && rc != -ENOENT && rc != -EOVERFLOW) {
		log_error("%s: %s", dropin->path, strerror(-rc));
		return DK_FAILED;
	}
	if (lstat(dropin->path, &st))
		return DK_DONE;
	if (!rc && S_ISREG(st.st_mode) && is_one_section(dropin->text))
		return DK_DONE;
	log_error("%s: it is not as 'dax-kmem enable' writes it, or holds more; change it by hand, "
		  "or move what else it holds to another file", dropin->path);
	return DK_USAGE;
}

enum exit_code dropin_write(const struct dropin *dropin, const struct instance *instance,
			    const struct wish *wish)
{
	char value[SETTING_TEXT_MAX];
	struct replace_file file;
	enum exit_code rc;
	size_t i;

	rc = replace_file_open(&file, dropin->path);
	if (rc)
		return rc;
	fprintf(file.stream, FIRST_WORDS ", removed by 'dax-kmem disable %s'\n[%s]\nuuid = %s\n",
		dropin->uuid, instance->namespace, dropin->uuid);
	for (i = 0; i < SETTINGS; i++) {
		if (!wish_says(wish, i))
			continue;
		settings[i].print(value, wish);
		fprintf(file.stream, "%s = %s\n", settings[i].name, value);
	}
	return replace_file_commit(&file);
}

void dropin_restore(const struct dropin *dropin)
{
	struct replace_file file;

	if (!dropin->text[0]) {
		remove_file(dropin->path);
		if (dropin->masked)
			mask_write(strrchr(dropin->path, '/') + 1);
	} else if (!replace_file_open(&file, dropin->path)) {
		fprintf(file.stream, "%s\n", dropin->text);
		replace_file_commit(&file);
	}
}

enum exit_code dropin_remove(const struct dropin *dropin)
{
	char dir[SYSFS_PATH_MAX];
	enum exit_code rc = remove_file(dropin->path);

	/* without this directory udev's rule starts nothing; this fails if it is not empty */
	if (!rc && !sysfs_path(dir, CONFIG_DIR))
		rmdir(dir);
	return rc;
}
