/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_AUTO_ATTACH_H
#define DAX_KMEM_AUTO_ATTACH_H

#include "base/exit.h"
#include "settings/config.h"

/**
 * find_listing() - find the section that lists an instance
 * @entry: NULL for none, and also when the one that counts is doubtful
 *
 * Logs which one that is, or that there is none: at boot this is the only line about it.
 *
 * Return: DK_DONE; DK_USAGE when errors keep it from being attached, or hide whether it is listed.
 */
enum exit_code find_listing(const struct config *config, const struct instance *instance,
			    const struct entry **entry);

/**
 * attach_listed() - attach all that is listed, one after the other
 * @device: only this one, or NULL
 * @timeout: seconds for each, 0 for any time
 *
 * Locked devices are attached last: a driver may be binding one, which takes long when it has to
 * prepare terabytes. The lock against other runs is not held meanwhile. What a doubtful section
 * lists is not attached.
 *
 * Return: the highest exit code of all.
 */
enum exit_code attach_listed(const char *device, unsigned int timeout);

#endif
