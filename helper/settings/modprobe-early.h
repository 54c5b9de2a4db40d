/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MODPROBE_EARLY_H
#define DAX_KMEM_MODPROBE_EARLY_H

#include "base/exit.h"
#include "settings/config.h"

/**
 * early_update() - write what modprobe has to know of the sections with early = yes
 *
 * Their UUIDs become the module's ids=, and the module is loaded before dax_pmem: device_dax never
 * sees these instances. Without any such section there is no file.
 *
 * Return: DK_DONE; DK_USAGE when they are too many for a module parameter; DK_PERMISSION or
 * DK_FAILED. The reason is logged.
 */
enum exit_code early_update(const struct config *config);

/**
 * early_check() - warn when modprobe has been told something else than the sections say
 *
 * That is so after somebody has edited the configuration by hand.
 *
 * Return: DK_DONE, with or without the warning; otherwise as early_update().
 */
enum exit_code early_check(const struct config *config);

/**
 * early_warn() - warn when early = yes cannot act, as it stands beside the UUID of a label
 * @entry: the section that lists @instance
 */
void early_warn(const struct entry *entry, const struct instance *instance);

#endif
