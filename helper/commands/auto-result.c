// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "commands/auto-result.h"
#include "settings/replace-file.h"

#define RESULT_FILE	"/run/dax-kmem/%s.result"	/* the device's name on the nd bus */

/* The four lines of the file. The message comes last, as it may hold anything but a newline. */
#define RESULT_FORMAT	"uuid %s\ncode %d\ntime %" PRId64 "\nmessage %s\n"

static char first_error[RESULT_MESSAGE_MAX];

static bool remember_first_error(enum log_level level, const char *text)
{
	if (level == LOG_LEVEL_ERROR && !first_error[0])
		snprintf(first_error, sizeof(first_error), "%s", text);
	return false;
}

void auto_result_begin(void)
{
	first_error[0] = '\0';
	log_take_message = remember_first_error;
}

void auto_result_write(const struct instance *instance, enum exit_code code)
{
	char path[SYSFS_PATH_MAX], uuid[UUID_STR_LEN], *newline;
	struct replace_file file;

	while ((newline = strchr(first_error, '\n')))
		*newline = ' ';
	uuid_unparse_lower(instance->id.uuid, uuid);
	if (sysfs_path(path, RESULT_FILE, instance->device) || replace_file_open(&file, path))
		return;
	fprintf(file.stream, RESULT_FORMAT, uuid, code, (int64_t)time(NULL),
		code ? first_error : "");
	replace_file_commit(&file);
}

int auto_result_read(struct auto_result *result, const struct instance *instance)
{
	char text[RESULT_MESSAGE_MAX + 128], uuid[UUID_STR_LEN];
	uuid_t whose;
	int rc, code, at = 0;

	memset(result, 0, sizeof(*result));
	rc = sysfs_read(text, sizeof(text), RESULT_FILE, instance->device);
	if (rc)
		return rc;
	if (sscanf(text, "uuid %36s code %d time %" SCNd64 " message%n", uuid, &code,
		   &result->time, &at) != 3 || !at || uuid_parse(uuid, whose))
		return -EINVAL;
	/* another namespace may have got the name since */
	if (uuid_compare(whose, instance->id.uuid))
		return -ENOENT;
	result->code = code;
	snprintf(result->message, sizeof(result->message), "%s", text + at + (text[at] == ' '));
	return 0;
}
