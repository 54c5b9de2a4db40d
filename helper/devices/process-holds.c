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

/* So many of a process's tables of descriptors are remembered; others are looked at once more. */
#define TABLES_MAX	8

#define ENTRIES_A_STEP	1024

static bool is_device(int dir, const char *name, dev_t device)
{
	struct statx st;

	/* what the kernel knows already: nobody is asked, and nothing is mounted */
	return !statx(dir, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_TYPE, &st) &&
	       S_ISCHR(st.stx_mode) && makedev(st.stx_rdev_major, st.stx_rdev_minor) == device;
}

/* Does anything in a directory, fd or map_files, lead to the device? */
static bool leads_to(const char *path, dev_t device, void (*step)(void))
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

/* The tables of descriptors that have been looked at, each by a thread that has it. */
struct tables {
	pid_t threads[TABLES_MAX];
	size_t count;
};

/*
 * Threads that were not set apart share one table, which may have very many descriptors. Where the
 * kernel does not say so, for want of the call or of the right, each thread counts as new.
 */
static bool is_new(struct tables *tables, pid_t thread)
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

/* Thread by thread: a leader that has exited shows no files, and its threads may have them. */
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
		    is_new(&tables, atoi(entry->d_name)) &&
		    !sysfs_path(path, "/proc/%s/task/%s/fd", pid, entry->d_name))
			found = leads_to(path, device, step);
	}
	closedir(dir);
	return found;
}

bool holds(const char *pid, dev_t device, void (*step)(void))
{
	char path[SYSFS_PATH_MAX];

	/* what is open first: its mappings are those of which a kept process may hold the lock */
	return has_open(pid, device, step) ||
	       (!sysfs_path(path, "/proc/%s/map_files", pid) && leads_to(path, device, step));
}
