/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LISTING_H
#define DAX_KMEM_LISTING_H

#include "base/exit.h"
#include "settings/config.h"

/* What enable and disable share: they act on a configuration that may have errors elsewhere. */

/**
 * listing_check() - refuse to act where errors hide what is listed
 * @config: as config_load() has read it, and has logged its errors
 * @unclear_is_fine: only files and directories that are not read matter
 *
 * Errors in sections of other devices do not matter.
 *
 * Return: DK_DONE, or DK_USAGE with the reason logged.
 */
enum exit_code listing_check(const struct config *config, bool unclear_is_fine);

/**
 * listing_refuse_doubt() - say that nothing is done, as the section of a target has errors
 *
 * Return: DK_USAGE
 */
enum exit_code listing_refuse_doubt(const struct entry *doubt, const char *target);

/**
 * listing_tell_modprobe() - write the file for modprobe anew, from the configuration as it is now
 *
 * Return: as early_update().
 */
enum exit_code listing_tell_modprobe(void);

#endif
