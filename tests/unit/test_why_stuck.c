// SPDX-License-Identifier: GPL-2.0-only
/*
 * helper/change/why-stuck.c: which pages are in use, and the kernel's log, which may be overwritten
 * while it is read.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kernel-page-flags.h>
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

#define PAGES_OF_BLOCK	((1 << 27) / 4096)

static void write_flags(int fd, uint64_t page, uint64_t flags)
{
	assert_int_equal(pwrite(fd, &flags, sizeof(flags), page * sizeof(flags)), sizeof(flags));
}

/* The pages before and behind it are not the block's. */
static void pages_of_the_block_are_named(void **state)
{
	char path[SYSFS_PATH_MAX], why[400];
	int fd;

	(void)state;
	sysfs_path(path, "/proc");
	assert_int_equal(mkdir(path, 0755), 0);
	sysfs_path(path, "/proc/kpageflags");
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	write_flags(fd, PAGES_OF_BLOCK - 1, 1 << KPF_SLAB);
	write_flags(fd, PAGES_OF_BLOCK, 1 << KPF_ANON | 1 << KPF_LRU);
	write_flags(fd, 2 * PAGES_OF_BLOCK - 1, 1 << KPF_ANON | 1 << KPF_LRU);
	write_flags(fd, 2 * PAGES_OF_BLOCK, 1 << KPF_HUGE);
	close(fd);
	stuck_begin();
	stuck_why(why, sizeof(why), 1, 1 << 27);
	unlink(path);
	sysfs_path(path, "/proc");
	rmdir(path);
	assert_string_equal(why, "pages in use: 2 of processes");
}

static void each_kind_has_its_name(void **state)
{
	static const uint64_t flags[] = {
		0, 1 << KPF_BUDDY, 1 << KPF_NOPAGE | 1 << KPF_SLAB,
		1 << KPF_ANON, 1 << KPF_LRU, 1 << KPF_LRU, 1 << KPF_SLAB,
		1 << KPF_HUGE | 1 << KPF_SLAB, 1 << KPF_HUGE, 1 << KPF_HUGE | 1 << KPF_ANON,
		1 << KPF_HWPOISON | 1 << KPF_HUGE, 1 << KPF_LOCKED,
	};
	char text[200], short_text[21];

	(void)state;
	stuck_kinds(text, sizeof(text), flags, ARRAY_SIZE(flags));
	assert_string_equal(text, "pages in use: 1 of processes, 2 of files, 1 of the kernel, "
			    "3 huge, 1 poisoned, 1 of other kinds");
	stuck_kinds(text, sizeof(text), flags, 3);
	assert_string_equal(text, "");
	stuck_kinds(short_text, sizeof(short_text), flags, ARRAY_SIZE(flags));
	assert_string_equal(short_text, "pages in use: 1 of p");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_of_the_block_are_named),
		cmocka_unit_test(each_kind_has_its_name),
		cmocka_unit_test(what_is_behind_an_overrun_is_read),
		cmocka_unit_test(overruns_without_end_are_left_alone),
	};

	return cmocka_run_group_tests_name("stuck", tests, make_root, remove_root);
}
