// SPDX-License-Identifier: GPL-2.0-only
/* helper/change/why-stuck.c: the kernel's log, which may be overwritten while it is read. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sysfs.h"
#include "change/why-stuck.h"

/* How often the log has been overwritten, and what stands behind that. */
static unsigned int overruns;
static const char *record;

ssize_t read(int fd, void *buf, size_t size)
{
	const char *text = record;

	(void)fd;
	if (overruns) {
		overruns--;
		errno = EPIPE;
		return -1;
	}
	if (!text || strlen(text) > size) {
		errno = EAGAIN;
		return -1;
	}
	record = NULL;
	memcpy(buf, text, strlen(text));
	return strlen(text);
}

static int make_root(void **state)
{
	static char root[32];
	char path[SYSFS_PATH_MAX];

	(void)state;
	strcpy(root, "/tmp/test_stuck.XXXXXX");
	sysfs_root = mkdtemp(root);
	if (!sysfs_root || sysfs_path(path, "/dev") || mkdir(path, 0755) ||
	    sysfs_path(path, "/dev/kmsg"))
		return -1;
	return close(open(path, O_WRONLY | O_CREAT, 0644));
}

static int remove_root(void **state)
{
	char path[SYSFS_PATH_MAX];

	(void)state;
	sysfs_path(path, "/dev/kmsg");
	unlink(path);
	sysfs_path(path, "/dev");
	rmdir(path);
	return rmdir(sysfs_root);
}

static void what_is_behind_an_overrun_is_read(void **state)
{
	char why[400];

	(void)state;
	stuck_begin();
	overruns = 2;
	record = "4,7,7,-;migrating pfn 120000 failed ret:1\n";
	stuck_why(why, sizeof(why), 0, 1 << 27);
	assert_string_equal(why, "the kernel's log says: migrating pfn 120000 failed ret:1");
}

static void overruns_without_end_are_left_alone(void **state)
{
	char why[400];

	(void)state;
	stuck_begin();
	overruns = -1;
	stuck_why(why, sizeof(why), 0, 1 << 27);
	assert_string_equal(why, "");
	overruns = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_behind_an_overrun_is_read),
		cmocka_unit_test(overruns_without_end_are_left_alone),
	};

	return cmocka_run_group_tests_name("stuck", tests, make_root, remove_root);
}
