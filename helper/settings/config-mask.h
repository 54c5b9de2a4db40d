/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_MASK_H
#define DAX_KMEM_CONFIG_MASK_H

#include "base/exit.h"
#include "settings/config.h"

/*
 * A vendor's file, in /run or /usr/lib, comes back with the next update when it is removed. It is
 * switched off by a mask: a link to /dev/null of the same name in /etc.
 */

/**
 * mask_is_vendor_file() - is this file in one of the directories for vendors?
 * @path: as the configuration has it
 */
bool mask_is_vendor_file(const char *path);

/**
 * mask_is_one() - is there a mask at this path: a link to /dev/null, or an empty file?
 */
bool mask_is_one(const char *path);

/**
 * mask_write() - switch off the files of a name
 * @name: of the file, without a directory
 *
 * Return: DK_DONE, also when that is so already; DK_USAGE when there is a file with something in it
 * in /etc; DK_FAILED or DK_PERMISSION. The reason is logged.
 */
enum exit_code mask_write(const char *name);

/**
 * mask_find_name() - find a file for vendors that a word on the command line means
 * @name: set to the part of @text that is the name
 *
 * Return: DK_DONE; DK_IDENTITY with the reason logged when there is no such file.
 */
enum exit_code mask_find_name(const char *text, const char **name);

#endif
