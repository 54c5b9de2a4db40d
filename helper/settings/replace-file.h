/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_REPLACE_FILE_H
#define DAX_KMEM_REPLACE_FILE_H

#include <stdio.h>

#include "base/exit.h"
#include "base/sysfs.h"

/**
 * struct replace_file - a file that takes its place as a whole or not at all
 * @stream: what to print it to
 */
struct replace_file {
	FILE *stream;
	char path[SYSFS_PATH_MAX];
	char temporary[SYSFS_PATH_MAX];
};

/**
 * replace_file_open() - begin a file: it is written beside @path, with a leading dot
 * @path: below sysfs_root, as sysfs_path() makes it; its directory is created if it is not there
 *
 * Return: DK_DONE, or DK_PERMISSION or DK_FAILED with the reason logged.
 */
enum exit_code replace_file_open(struct replace_file *file, const char *path);

/**
 * replace_file_commit() - let it take its place
 *
 * Return: DK_DONE, or an error as above; @path is then as it was.
 */
enum exit_code replace_file_commit(struct replace_file *file);

/**
 * remove_file() - remove a file; it is no error when there is none
 *
 * Return: as replace_file_open().
 */
enum exit_code remove_file(const char *path);

#endif
