// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/sysfs.h"
#include "devices/process-holds.h"

/* How many descriptor tables of a process are remembered; others may be searched repeatedly. */
#define TABLES_MAX	8

#define ENTRIES_A_STEP	1024

static bool is_device(int dir, const char *name, dev_t device)
{
	struct statx st;

	/* do not ask a file server, which may not answer, and mount nothing */
	return !statx(dir, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_TYPE, &st) &&
	       S_ISCHR(st.stx_mode) && makedev(st.stx_rdev_major, st.stx_rdev_minor) == device;
}

/* Does any link in a directory, fd or map_files of a process, point to the device? */
static bool has_link_to(const char *path, dev_t device, void (*step)(void))
{
	struct dirent *entry;
	unsigned int n = 0;
	bool found = false;
	DIR *dir;

	step();
	dir = opendir(path);
	if (!dir)
		return false;
	while (!found && (entry = readdir(dir))) {
		if (!(++n % ENTRIES_A_STEP))
			step();
		found = entry->d_name[0] != '.' && is_device(dirfd(dir), entry->d_name, device);
	}
	closedir(dir);
	return found;
}

/* The descriptor tables that were searched already, each named by a thread that uses it. */
struct tables {
	pid_t threads[TABLES_MAX];
	size_t count;
};

/*
 * Most threads share one table, which may have very many descriptors, so search it once only. Where
 * kcmp() is missing or not permitted, each thread is taken to have a table of its own.
 */
static bool is_new_table(struct tables *tables, pid_t thread)
{
	size_t i;

	for (i = 0; i < tables->count; i++) {
		if (!syscall(__NR_kcmp, tables->threads[i], thread, KCMP_FILES, 0, 0))
			return false;
	}
	if (tables->count < TABLES_MAX)
		tables->threads[tables->count++] = thread;
	return true;
}

/* Look at all threads: when the main thread has exited, only the others still show the files. */
static bool has_open(const char *pid, dev_t device, void (*step)(void))
{
	struct tables tables = { .count = 0 };
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	if (sysfs_path(path, "/proc/%s/task", pid))
		return false;
	dir = opendir(path);
	if (!dir)
		return false;
	while (!found && (entry = readdir(dir))) {
		if (isdigit((unsigned char)entry->d_name[0]) &&
		    is_new_table(&tables, atoi(entry->d_name)) &&
		    !sysfs_path(path, "/proc/%s/task/%s/fd", pid, entry->d_name))
			found = has_link_to(path, device, step);
	}
	closedir(dir);
	return found;
}

bool process_holds(const char *pid, dev_t device, void (*step)(void))
{
	char path[SYSFS_PATH_MAX];

	/* open files first: a stuck process may hold the lock that its mappings need to be read */
	return has_open(pid, device, step) ||
	       (!sysfs_path(path, "/proc/%s/map_files", pid) && has_link_to(path, device, step));
}
