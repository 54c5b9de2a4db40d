/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_DROPIN_H
#define DAX_KMEM_CONFIG_DROPIN_H

#include "base/exit.h"
#include "base/sysfs.h"
#include "settings/config.h"

/**
 * struct dropin - the file that enable writes for one instance, and disable removes
 * @uuid: the info block's, in text
 * @path: /etc/dax-kmem.conf.d/UUID.conf
 * @text: what it holds, without the last newline; "" when there is none
 * @masked: there is a mask in its place, which switches off a vendor's file of this name
 */
struct dropin {
	char uuid[UUID_STR_LEN];
	char path[SYSFS_PATH_MAX];
	char text[SYSFS_VALUE_MAX];
	bool masked;
};

/**
 * dropin_path() - set @dropin->uuid and @dropin->path
 *
 * Return: as sysfs_path().
 */
int dropin_path(struct dropin *dropin, const uuid_t uuid);

/**
 * dropin_read() - read the file, and check that writing it again loses nothing
 *
 * Comments and further sections would be lost, so a file with any is refused. Values that were
 * changed by hand are fine: they are read with the configuration, and written again.
 *
 * Return: DK_DONE, also when there is no such file; DK_USAGE or DK_FAILED with the reason logged.
 */
enum exit_code dropin_read(struct dropin *dropin);

/**
 * dropin_write() - write the file for an instance
 *
 * Return: as replace_file_open().
 */
enum exit_code dropin_write(const struct dropin *dropin, const struct instance *instance,
			    const struct wish *wish);

/**
 * dropin_restore() - write what dropin_read() has read; without that, remove the file, or mask it
 */
void dropin_restore(const struct dropin *dropin);

/**
 * dropin_remove() - remove the file, and then its directory if that is empty
 *
 * Return: as remove_file().
 */
enum exit_code dropin_remove(const struct dropin *dropin);

#endif
