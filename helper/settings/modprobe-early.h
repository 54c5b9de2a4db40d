/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODPROBE_EARLY_H
#define DAX_KMEM_MODPROBE_EARLY_H

#include "base/exit.h"
#include "settings/config.h"

/**
 * early_update() - write modprobe's configuration for the sections with early = yes
 *
 * It sets the module's ids= to their UUIDs, and has the module loaded before dax_pmem, so that
 * device_dax never gets these instances. Without any such section the file is removed. Doubtful
 * sections do not count.
 *
 * Return: DK_DONE; DK_USAGE when there are too many for a module parameter; DK_PERMISSION or
 * DK_FAILED. The reason is logged.
 */
enum exit_code early_update(const struct config *config);

/**
 * early_check() - warn when modprobe's configuration does not match the sections
 *
 * This happens when the configuration was edited by hand.
 *
 * Return: DK_DONE, with or without the warning; otherwise as early_update().
 */
enum exit_code early_check(const struct config *config);

/**
 * early_warn() - warn when early = yes has no effect, as the section has the UUID of a label
 * @entry: the section that lists @instance
 */
void early_warn(const struct entry *entry, const struct instance *instance);

#endif
