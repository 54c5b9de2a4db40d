// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sysfs.h"
#include "users.h"

/* Does anything in a directory, fd or map_files, lead to the device? */
static bool leads_to(const char *path, dev_t device)
{
	struct dirent *entry;
	bool found = false;
	struct stat st;
	DIR *dir;

	dir = opendir(path);
	if (!dir)
		return false;
	while (!found && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || fstatat(dirfd(dir), entry->d_name, &st, 0))
			continue;
		found = S_ISCHR(st.st_mode) && st.st_rdev == device;
	}
	closedir(dir);
	return found;
}

/* Thread by thread: a leader that has exited shows no files, and its threads may have them. */
static bool holds(const char *pid, dev_t device)
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	if (!sysfs_path(path, "/proc/%s/map_files", pid) && leads_to(path, device))
		return true;
	if (sysfs_path(path, "/proc/%s/task", pid))
		return false;
	dir = opendir(path);
	if (!dir)
		return false;
	while (!found && (entry = readdir(dir))) {
		if (isdigit((unsigned char)entry->d_name[0]) &&
		    !sysfs_path(path, "/proc/%s/task/%s/fd", pid, entry->d_name))
			found = leads_to(path, device);
	}
	closedir(dir);
	return found;
}

size_t users_find(dev_t device, struct user users[USERS_MAX])
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	if (sysfs_path(path, "/proc"))
		return 0;
	dir = opendir(path);
	if (!dir)
		return 0;
	while ((entry = readdir(dir))) {
		/* not this process: what it has inherited ends with it */
		if (!isdigit((unsigned char)entry->d_name[0]) || atoi(entry->d_name) == getpid())
			continue;
		if (!holds(entry->d_name, device))
			continue;
		if (count < USERS_MAX) {
			users[count].pid = atoi(entry->d_name);
			sysfs_read(users[count].name, sizeof(users[count].name), "/proc/%s/comm",
				   entry->d_name);
		}
		count++;
	}
	closedir(dir);
	return count;
}
