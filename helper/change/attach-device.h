/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ATTACH_DEVICE_H
#define DAX_KMEM_ATTACH_DEVICE_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * attach_device() - carry out a plan that has been checked
 * @seconds: to give up after, 0 for never
 *
 * The module is loaded and every file open before the first write. Whatever fails later is undone:
 * the device goes back to the driver it came from. No id stays listed, whatever the end.
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE: nothing was written; DK_ROLLED_BACK;
 * DK_TIMEOUT when the kernel did not let go.
 */
enum exit_code attach_device(const struct plan *plan, unsigned int seconds);

/**
 * detach_device() - every block offline, unbound, back with dax_pmem
 * @seconds: to give up after, 0 for never
 *
 * A block that does not go offline is named, and the others go online again where they were: the
 * memory is whole then, and nothing has changed.
 *
 * Return: as attach_device().
 */
enum exit_code detach_device(const struct instance *instance, const struct machine *machine,
			     unsigned int seconds);

#endif
