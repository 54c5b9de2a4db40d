// SPDX-License-Identifier: GPL-2.0-only
/* Switches off files of the configuration that others than the administrator have made. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "settings/config-mask.h"
#include "settings/replace-file.h"

#define NULL_DEVICE	"/dev/null"

bool mask_is_vendor_file(const char *path)
{
	char dir[SYSFS_PATH_MAX];
	size_t i;

	for (i = 1; i < CONFIG_DIRS; i++) {
		if (!sysfs_path(dir, "%s/", config_dirs[i]) && !strncmp(path, dir, strlen(dir)))
			return true;
	}
	return false;
}

bool mask_is_one(const char *path)
{
	char target[sizeof(NULL_DEVICE)];
	struct stat st;
	ssize_t length;

	if (lstat(path, &st))
		return false;
	if (S_ISREG(st.st_mode))
		return !st.st_size;
	length = readlink(path, target, sizeof(target));
	return length == strlen(NULL_DEVICE) && !memcmp(target, NULL_DEVICE, length);
}

enum exit_code mask_write(const char *name)
{
	char path[SYSFS_PATH_MAX];
	enum exit_code rc;

	if (sysfs_path(path, CONFIG_DIR "/%s", name))
		return DK_FAILED;
	if (mask_is_one(path)) {
		log_info("%s: the files of this name are switched off already", path);
		return DK_DONE;
	}
	rc = make_link(path, NULL_DEVICE);
	if (rc)
		return rc;
	log_info("%s: switches off the files of this name; remove it to switch them on again",
		 path);
	return DK_DONE;
}

enum exit_code mask_find_name(const char *text, const char **name)
{
	const char *slash = strrchr(text, '/');
	size_t i;

	*name = slash ? slash + 1 : text;
	for (i = 1; i < CONFIG_DIRS; i++) {
		size_t length = strlen(config_dirs[i]);

		if (slash && (length != (size_t)(slash - text) ||
			      strncmp(text, config_dirs[i], length)))
			continue;
		if (sysfs_exists("%s/%s", config_dirs[i], *name))
			return DK_DONE;
	}
	log_error("%.128s: there is no such file in %s or %s; other files are changed by hand",
		  text, config_dirs[1], config_dirs[2]);
	return DK_IDENTITY;
}
