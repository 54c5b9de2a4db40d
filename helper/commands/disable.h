/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DISABLE_H
#define DAX_KMEM_DISABLE_H

#include "commands/command.h"
#include "settings/config.h"

/**
 * disable_is_own() - has enable written the file of this section, for this UUID alone?
 */
bool disable_is_own(const struct entry *entry);

/**
 * disable_refuse() - say that a section was written by hand, and has to be removed by hand
 *
 * Return: DK_USAGE
 */
enum exit_code disable_refuse(const struct entry *entry);

/**
 * disable_own() - remove the file that enable has written
 *
 * Return: as dropin_read() and dropin_remove().
 */
enum exit_code disable_own(const struct entry *entry);

/**
 * disable_mask() - switch off the vendor's file that a section is in
 *
 * Return: as mask_write().
 */
enum exit_code disable_mask(const struct entry *entry);

/**
 * disable_all() - remove or switch off all that is listed, but for what was written by hand
 *
 * The lock is held. With --now what is no longer listed is detached.
 */
enum exit_code disable_all(const struct request *request);

/**
 * disable_detach() - with --now: detach an instance if it is RAM
 */
enum exit_code disable_detach(const struct request *request, const struct instance *instance);

#endif
