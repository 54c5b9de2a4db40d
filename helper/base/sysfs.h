/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SYSFS_H
#define DAX_KMEM_SYSFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <uuid/uuid.h>

/*
 * All access to /sys, /proc and /dev. Paths are absolute. sysfs_root is put before each, which lets
 * tests run on a fake tree (--sysroot). Every write that changes the system is made by
 * sysfs_write_by().
 */
extern const char *sysfs_root;		/* "" or a directory */

#define SYSFS_PATH_MAX	512
#define SYSFS_VALUE_MAX	4096
#define NAME_LEN	32	/* of a device or a driver */

struct sysfs_file {
	char path[SYSFS_PATH_MAX];
	int fd;
};

/**
 * sysfs_path() - format a path below sysfs_root
 * @path: SYSFS_PATH_MAX bytes
 *
 * Return: 0, or -ENAMETOOLONG.
 */
int sysfs_path(char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));

bool sysfs_exists(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * sysfs_exists_in() - is there a file of this name in any of the first @count directories?
 *
 * Where a file hides files of the same name in later directories, this says whether one is hidden.
 */
bool sysfs_exists_in(const char *const *dirs, size_t count, const char *name);

/**
 * sysfs_read() - read a file, without its last newline
 * @value: @size bytes, "" upon any error
 *
 * Return: 0 or -errno; -EOVERFLOW when the text does not fit.
 */
int sysfs_read(char *value, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * sysfs_read_number() - read a file that holds one number
 * @base: 10 or 16; 0 to find out by the prefix, as in C
 *
 * Return: 0 or -errno; -EINVAL when the text is anything but one number.
 */
int sysfs_read_number(long long *value, int base, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * sysfs_read_uuid() - read a file that holds one UUID; nil upon any error
 */
void sysfs_read_uuid(uuid_t uuid, const char *format, ...) __attribute__((format(printf, 2, 3)));

/**
 * sysfs_link_name() - read the last part of a link's target: the name of a driver, a subsystem
 * @name: @size bytes, "" upon any error
 *
 * Return: 0 or -errno; -ENOENT when there is no such link.
 */
int sysfs_link_name(char *name, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * struct sysfs_line - one line of a file
 * @path: of the file, below sysfs_root
 * @number: of the line, from 1 on
 * @text: the line with its newline; it may be changed
 */
struct sysfs_line {
	char path[SYSFS_PATH_MAX];
	unsigned int number;
	char *text;
};

/**
 * sysfs_each_line() - call @see for each line of a file, however long the file is
 *
 * A file that cannot be read has no lines.
 */
void sysfs_each_line(void (*see)(const struct sysfs_line *line, void *data), void *data,
		     const char *format, ...) __attribute__((format(printf, 3, 4)));

/**
 * sysfs_open() - open a file for writing
 *
 * Return: 0 or -errno.
 */
int sysfs_open(struct sysfs_file *file, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * sysfs_write() - write a whole text to an open file, in one system call
 *
 * Return: 0 or -errno; -EIO for a short write.
 */
int sysfs_write(const struct sysfs_file *file, const char *text);

/**
 * sysfs_write_by() - the same, with a function that makes the system call
 * @put: returns what pwrite() would, and sets errno
 */
int sysfs_write_by(const struct sysfs_file *file, const char *text,
		   ssize_t (*put)(int fd, const void *text, size_t length));

/**
 * sysfs_put() - open a file, write a whole text to it, and close it
 *
 * Return: 0 or -errno, as sysfs_open() and sysfs_write().
 */
int sysfs_put(const char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

void sysfs_close(struct sysfs_file *file);

#endif
