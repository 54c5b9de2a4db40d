/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_REPLACE_FILE_H
#define DAX_KMEM_REPLACE_FILE_H

#include <stdio.h>

#include "base/exit.h"
#include "base/sysfs.h"

/**
 * struct replace_file - a new file that replaces an old one, completely or not at all
 * @stream: where to print the new text
 */
struct replace_file {
	FILE *stream;
	char path[SYSFS_PATH_MAX];
	char temporary[SYSFS_PATH_MAX];
};

/* Is told the path of each file that was written or removed; NULL for nobody. */
extern void (*replace_file_changed)(const char *path);

/**
 * replace_file_open() - open a temporary file in the same directory, with a leading dot
 * @path: the file to replace, as sysfs_path() makes it; its directory is created if need be
 *
 * Return: DK_DONE, or DK_PERMISSION or DK_FAILED with the reason logged.
 */
enum exit_code replace_file_open(struct replace_file *file, const char *path);

/**
 * replace_file_commit() - replace the old file by the new one
 *
 * Return: DK_DONE, or an error as above, when the old file is unchanged.
 */
enum exit_code replace_file_commit(struct replace_file *file);

/**
 * make_link() - make a symbolic link where there is no file; its directory is made if need be
 *
 * Return: DK_DONE; DK_USAGE when there is a file of this name already; otherwise as
 * replace_file_open(). The reason is logged.
 */
enum exit_code make_link(const char *path, const char *target);

/**
 * remove_file() - remove a file, if there is one
 *
 * Return: as replace_file_open().
 */
enum exit_code remove_file(const char *path);

#endif
