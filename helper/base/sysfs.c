// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sysfs.h"

const char *sysfs_root = "";

static int format_path(char *path, const char *format, va_list args)
{
	size_t root = strlen(sysfs_root), rest;

	if (root >= SYSFS_PATH_MAX)
		return -ENAMETOOLONG;
	/* printf would take as long for this as for the rest, and each block has a path */
	memcpy(path, sysfs_root, root);
	rest = vsnprintf(path + root, SYSFS_PATH_MAX - root, format, args);
	return rest < SYSFS_PATH_MAX - root ? 0 : -ENAMETOOLONG;
}

#define FORMAT_PATH(path, format, rc) do {		\
	va_list args_;					\
							\
	va_start(args_, format);			\
	(rc) = format_path(path, format, args_);	\
	va_end(args_);					\
} while (0)

int sysfs_path(char *path, const char *format, ...)
{
	int rc;

	FORMAT_PATH(path, format, rc);
	return rc;
}

bool sysfs_exists(const char *format, ...)
{
	char path[SYSFS_PATH_MAX];
	int rc;

	FORMAT_PATH(path, format, rc);
	return !rc && !access(path, F_OK);
}

bool sysfs_exists_in(const char *const *dirs, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (sysfs_exists("%s/%s", dirs[i], name))
			return true;
	}
	return false;
}

static int read_path(const char *path, char *value, size_t size)
{
	ssize_t len;
	int fd, rc;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	len = read(fd, value, size);
	rc = len < 0 ? -errno : 0;
	close(fd);
	if (rc)
		return rc;
	if (len && value[len - 1] == '\n')
		len--;
	if ((size_t)len >= size)
		return -EOVERFLOW;
	value[len] = '\0';
	return 0;
}

int sysfs_read(char *value, size_t size, const char *format, ...)
{
	char path[SYSFS_PATH_MAX];
	int rc;

	FORMAT_PATH(path, format, rc);
	if (!rc)
		rc = read_path(path, value, size);
	if (rc)
		value[0] = '\0';
	return rc;
}

int sysfs_read_number(long long *value, int base, const char *format, ...)
{
	char path[SYSFS_PATH_MAX];
	char text[32];
	char *end;
	int rc;

	FORMAT_PATH(path, format, rc);
	if (!rc)
		rc = read_path(path, text, sizeof(text));
	if (rc)
		return rc;
	errno = 0;
	*value = strtoll(text, &end, base);
	return errno || end == text || *end ? -EINVAL : 0;
}

void sysfs_read_uuid(uuid_t uuid, const char *format, ...)
{
	char path[SYSFS_PATH_MAX];
	char text[UUID_STR_LEN + 1];
	int rc;

	FORMAT_PATH(path, format, rc);
	if (!rc)
		rc = read_path(path, text, sizeof(text));
	if (rc || uuid_parse(text, uuid))
		uuid_clear(uuid);
}

int sysfs_link_name(char *name, size_t size, const char *format, ...)
{
	char target[SYSFS_PATH_MAX], path[SYSFS_PATH_MAX];
	const char *last;
	ssize_t len;
	int rc;

	name[0] = '\0';
	FORMAT_PATH(path, format, rc);
	if (rc)
		return rc;
	len = readlink(path, target, sizeof(target) - 1);
	if (len < 0)
		return -errno;
	target[len] = '\0';
	last = strrchr(target, '/');
	last = last ? last + 1 : target;
	if (strlen(last) >= size)
		return -EOVERFLOW;
	strcpy(name, last);
	return 0;
}

void sysfs_each_line(void (*see)(const struct sysfs_line *line, void *data), void *data,
		     const char *format, ...)
{
	struct sysfs_line line = { 0 };
	FILE *stream = NULL;
	size_t size = 0;
	int rc;

	FORMAT_PATH(line.path, format, rc);
	if (!rc)
		stream = fopen(line.path, "re");
	if (!stream)
		return;
	while (getline(&line.text, &size, stream) > 0) {
		line.number++;
		see(&line, data);
	}
	free(line.text);
	fclose(stream);
}

static int open_path(struct sysfs_file *file)
{
	file->fd = open(file->path, O_WRONLY | O_CLOEXEC);
	return file->fd < 0 ? -errno : 0;
}

int sysfs_open(struct sysfs_file *file, const char *format, ...)
{
	int rc;

	file->fd = -1;
	FORMAT_PATH(file->path, format, rc);
	return rc ? rc : open_path(file);
}

static long elapsed_us(const struct timespec *began)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - began->tv_sec) * 1000000 + (now.tv_nsec - began->tv_nsec) / 1000;
}

static ssize_t write_at_start(int fd, const void *text, size_t length)
{
	return pwrite(fd, text, length, 0);
}

int sysfs_write(const struct sysfs_file *file, const char *text)
{
	return sysfs_write_by(file, text, write_at_start);
}

int sysfs_write_by(const struct sysfs_file *file, const char *text,
		   ssize_t (*put)(int fd, const void *text, size_t length))
{
	size_t len = strlen(text);
	struct timespec began = { 0 };
	ssize_t done;
	int rc = 0;

	if (!file->path[0])
		return -EBADF;	/* sysfs_open() was not called */
	if (log_level >= LOG_LEVEL_DEBUG)
		clock_gettime(CLOCK_MONOTONIC, &began);
	done = put(file->fd, text, len);
	if (done < 0)
		rc = -errno;
	else if ((size_t)done != len)
		rc = -EIO;
	if (log_level >= LOG_LEVEL_DEBUG)
		log_debug("write %s %s: %s, %ld us", file->path, text,
			  rc ? strerror(-rc) : "ok", elapsed_us(&began));
	return rc;
}

int sysfs_put(const char *text, const char *format, ...)
{
	struct sysfs_file file = { .fd = -1 };
	int rc;

	FORMAT_PATH(file.path, format, rc);
	if (!rc)
		rc = open_path(&file);
	if (!rc)
		rc = sysfs_write(&file, text);
	sysfs_close(&file);
	return rc;
}

void sysfs_close(struct sysfs_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}
