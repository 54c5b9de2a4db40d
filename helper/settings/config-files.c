// SPDX-License-Identifier: GPL-2.0-only
/* Finds the files of the configuration, and checks that they can be trusted. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/cure.h"
#include "base/sysfs.h"
#include "settings/config.h"

#define MAIN_FILE	"/etc/dax-kmem.conf"
#define SIZE_MAX_KIB	64

const char *const config_dirs[CONFIG_DIRS] = {
	CONFIG_DIR, "/run/dax-kmem.conf.d", "/usr/lib/dax-kmem.conf.d",
};

static void file_error(struct config *config, const char *path, const char *cause)
{
	config_error(config, path, 0, "%s", cause);
	config->unread++;
}

static void unreadable_error(struct config *config, const char *path, int number)
{
	config_error(config, path, 0, "%s; %s", strerror(number),
		     cure_of(number, "look for the wrong part of the path with 'namei -l'"));
	config->unread++;
}

/* Only root and the user of this command may write it, as it decides what becomes of the pmem. */
static bool is_safe(struct config *config, const char *path, const struct stat *st)
{
	if (st->st_uid && st->st_uid != geteuid())
		file_error(config, path, "it does not belong to root; 'chown root' it");
	else if (st->st_mode & 022)
		file_error(config, path, "others than its owner may write it; 'chmod go-w' it");
	else
		return true;
	return false;
}

static bool is_null_device(const struct stat *st)
{
	return S_ISCHR(st->st_mode) && st->st_rdev == makedev(1, 3);
}

static void read_opened_file(struct config *config, int fd)
{
	const char *path = config->files->path;
	struct stat st;
	FILE *stream;

	if (fstat(fd, &st)) {
		unreadable_error(config, path, errno);
	} else if (is_null_device(&st)) {
		;	/* a link to /dev/null hides files of this name: nothing to read */
	} else if (!S_ISREG(st.st_mode)) {
		file_error(config, path, "not a regular file; remove it, or move it elsewhere");
	} else if (!is_safe(config, path, &st)) {
		;
	} else if (st.st_size > SIZE_MAX_KIB << 10) {
		file_error(config, path, "it is larger than 64 KiB; is it the right file?");
	} else {
		stream = fdopen(fd, "r");
		if (stream) {
			config_parse(config, stream, path);
			fclose(stream);
			return;
		}
		unreadable_error(config, path, errno);
	}
	close(fd);
}

/* Stores the path, to which entries and messages refer. */
static bool remember_path(struct config *config, const char *path)
{
	struct config_file *file = malloc(sizeof(*file) + strlen(path) + 1);

	if (!file) {
		file_error(config, path, "out of memory");
		return false;
	}
	strcpy(file->path, path);
	file->next = config->files;
	config->files = file;
	config->n_files++;
	return true;
}

static void read_config_file(struct config *config, const char *path)
{
	struct stat st;
	int fd;

	/* O_NONBLOCK: do not wait for a writer if it is a FIFO */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0) {
		if (errno != ENOENT)
			unreadable_error(config, path, errno);
		else if (!lstat(path, &st))
			file_error(config, path, "it is a link to nothing; one to /dev/null "
				   "switches a name off");
		return;
	}
	if (remember_path(config, path))
		read_opened_file(config, fd);
	else
		close(fd);
}

static int is_config_name(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > 5 &&
		!strcmp(entry->d_name + length - 5, ".conf");
}

struct drop_in {
	char name[256];		/* NAME_MAX + 1 */
	size_t dir;
	bool may_be_hidden;
};

struct drop_ins {
	struct drop_in *list;
	size_t count;
};

static bool has_name(const struct drop_ins *files, const char *name)
{
	size_t i;

	for (i = 0; i < files->count; i++) {
		if (!strcmp(files->list[i].name, name))
			return true;
	}
	return false;
}

/* Adds the files of a directory, but for those that earlier directories hide. */
static void list_drop_ins(struct config *config, struct drop_ins *files, size_t dir)
{
	char path[SYSFS_PATH_MAX];
	struct dirent **names;
	struct drop_in *list;
	struct stat st;
	int count, i;

	if (sysfs_path(path, "%s", config_dirs[dir]))
		return;
	if (stat(path, &st)) {
		if (errno != ENOENT)
			unreadable_error(config, path, errno);
		return;
	}
	if (!is_safe(config, path, &st))
		return;
	count = scandir(path, &names, is_config_name, alphasort);
	if (count < 0) {
		unreadable_error(config, path, errno);
		return;
	}
	list = realloc(files->list, (files->count + count + 1) * sizeof(*list));
	if (list)
		files->list = list;
	else
		file_error(config, path, "out of memory");
	for (i = 0; i < count; i++) {
		if (list && !has_name(files, names[i]->d_name)) {
			strcpy(list[files->count].name, names[i]->d_name);
			list[files->count++].dir = dir;
		}
		free(names[i]);
	}
	free(names);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct drop_in *)a)->name, ((const struct drop_in *)b)->name);
}

/*
 * Adds the files of all directories. When nobody knows which files a directory has, they may hide
 * those of the later directories: to switch them off, even.
 */
static void list_all_drop_ins(struct config *config, struct drop_ins *files)
{
	size_t dir, i, unread = config->unread;

	for (dir = 0; dir < CONFIG_DIRS; dir++) {
		bool hidden = config->unread > unread;

		i = files->count;
		list_drop_ins(config, files, dir);
		for (; i < files->count; i++)
			files->list[i].may_be_hidden = hidden;
	}
	if (files->count)
		qsort(files->list, files->count, sizeof(*files->list), compare_names);
}

static void read_drop_in(struct config *config, const struct drop_in *file)
{
	size_t count = config->count;
	char path[SYSFS_PATH_MAX];

	if (sysfs_path(path, "%s/%s", config_dirs[file->dir], file->name))
		return;
	read_config_file(config, path);
	if (!file->may_be_hidden || config->count == count)
		return;
	config_error(config, path, 0, "nobody knows whether a file in a directory before it hides "
		     "it: mend the error of that directory");
	config_doubt_file(config, config->entries[count].file);
}

static bool load(struct config *config)
{
	char path[SYSFS_PATH_MAX];
	struct drop_ins files = { .count = 0 };
	size_t i;

	if (!sysfs_path(path, MAIN_FILE))
		read_config_file(config, path);
	list_all_drop_ins(config, &files);
	for (i = 0; i < files.count; i++)
		read_drop_in(config, &files.list[i]);
	free(files.list);
	config_check(config);
	return !config->errors;
}

bool config_load(struct config *config)
{
	memset(config, 0, sizeof(*config));
	return load(config);
}

bool config_load_again(struct config *config)
{
	memset(config, 0, sizeof(*config));
	config->quiet = true;
	return load(config);
}
